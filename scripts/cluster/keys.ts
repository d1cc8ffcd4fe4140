import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseToken } from '../database-keys.ts';

/** What guards the databases of a cluster. */
export interface DatabaseKeys {
  /** The public key: whom the servers believe. */
  readonly jwtKeyFile: string;
  /** What a client shows: reads and writes. */
  readonly token: string;
  /** What the admin port wants to be shown. */
  readonly adminKey: string;
}

function kept(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

const pem = { format: 'pem' } as const;

/** The keys of this folder, made the first time. */
export function databaseKeys(folder: string): DatabaseKeys {
  const privateKey = createPrivateKey(
    kept(join(folder, 'database-private.pem'), () =>
      generateKeyPairSync('ed25519')
        .privateKey.export({ ...pem, type: 'pkcs8' })
        .toString(),
    ),
  );
  const jwtKeyFile = join(folder, 'database-public.pem');
  writeFileSync(jwtKeyFile, createPublicKey(privateKey).export({ ...pem, type: 'spki' }));
  const token = databaseToken(privateKey);
  // For whoever makes a backup.
  writeFileSync(join(folder, 'database-auth-token'), `${token}\n`, { mode: 0o600 });
  return {
    jwtKeyFile,
    token,
    adminKey: kept(join(folder, 'database-admin-key'), () => randomBytes(24).toString('hex')),
  };
}
