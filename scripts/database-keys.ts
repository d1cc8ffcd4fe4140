import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// `npm run database-keys -- FOLDER`: a key pair for a libSQL server of one's own. The public key goes to its
// SQLD_AUTH_JWT_KEY_FILE; the token, which may read and write, is Kiosk's DATABASE_AUTH_TOKEN. The private key is
// kept nowhere: new tokens come with a new pair, and the server accepts several public keys in one file.

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

if (import.meta.main) {
  const file = join(resolve(process.argv[2] ?? '.'), 'sqld-jwt.pem');
  const { publicKey, token } = databaseKeys();
  try {
    // Never over a key that is in use.
    writeFileSync(file, publicKey, { flag: 'wx' });
    console.log(`${file} is for the libSQL server.\nDATABASE_AUTH_TOKEN=${token}`);
  } catch (error) {
    const isThere = (error as { code?: string }).code === 'EEXIST';
    const advice = `${file} is there already. Its token was printed when it was made; for a new pair move it away first.`;
    console.error(`kiosk: ${isThere ? advice : String(error)}`);
    process.exitCode = 1;
  }
}
