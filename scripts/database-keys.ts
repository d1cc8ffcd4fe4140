import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// `npm run database-keys -- FOLDER`: a key pair for a libSQL server of one's own. The public key goes to its
// SQLD_AUTH_JWT_KEY_FILE; the token, which may read and write, is Kiosk's DATABASE_AUTH_TOKEN. The private key is
// kept nowhere: new tokens come with a new pair, and the server accepts several public keys in one file.

/** A public key in PEM, and a token that it verifies. */
export function databaseKeys(): { publicKey: string; token: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part({ a: 'rw' })}`;
  const signature = sign(null, Buffer.from(signed), privateKey).toString('base64url');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    token: `${signed}.${signature}`,
  };
}

if (import.meta.main) {
  const file = join(resolve(process.argv[2] ?? '.'), 'sqld-jwt.pem');
  const { publicKey, token } = databaseKeys();
  // Never over a key that is in use.
  writeFileSync(file, publicKey, { flag: 'wx' });
  console.log(`${file} is for the libSQL server.\nDATABASE_AUTH_TOKEN=${token}`);
}
