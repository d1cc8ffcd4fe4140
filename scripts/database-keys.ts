import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readArguments } from './arguments.ts';
import { Complaint } from './complaint.ts';

// `npm run database-keys -- FOLDER`: a key pair for a libSQL server of one's own. The public key goes to its
// SQLD_AUTH_JWT_KEY_FILE; the token, which may read and write, is Kiosk's DATABASE_AUTH_TOKEN. The private key is
// kept nowhere: new tokens come with a new pair, and the server accepts several public keys in one file.

const usage = `usage: npm run database-keys -- FOLDER
  writes the public key of a new pair to FOLDER/sqld-jwt.pem, for a libSQL server, and prints the token that it lets in`;

/** What a client shows to a libSQL server that knows the public half of this key: it may read and write. */
export function databaseToken(privateKey: KeyObject): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part({ a: 'rw' })}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** A public key in PEM, and a token that it verifies. */
export function databaseKeys(): { publicKey: string; token: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    token: databaseToken(privateKey),
  };
}

function makeKeys(): void {
  const { positionals } = readArguments(usage, { allowPositionals: true });
  if (positionals.length > 1) throw new Complaint(usage);
  const folder = resolve(positionals[0] ?? '.');
  if (!existsSync(folder)) throw new Complaint(`there is no folder ${folder}`);
  const file = join(folder, 'sqld-jwt.pem');
  // Looked at for the sentence; `wx` never writes over a key that is in use.
  if (existsSync(file))
    throw new Complaint(
      `${file} is there already. Its token was printed when it was made; for a new pair move it away first.`,
    );
  const { publicKey, token } = databaseKeys();
  writeFileSync(file, publicKey, { flag: 'wx' });
  console.log(`${file} is for the libSQL server.\nDATABASE_AUTH_TOKEN=${token}`);
}

if (import.meta.main) {
  try {
    makeKeys();
  } catch (error) {
    console.error(`kiosk: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
