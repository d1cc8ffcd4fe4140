import { join, resolve } from 'node:path';
import { root } from '../root.ts';
import type { Source } from './snapshot.ts';

/** The database that the settings name, as `npm run migrate` finds it. */
export function databaseSource(): Source & { readonly isDefault: boolean } {
  const dataDir = resolve(process.env['DATA_DIR'] || join(root, '.data'));
  return {
    isDefault: !process.env['DATABASE_URL'],
    url: process.env['DATABASE_URL'] || `file:${join(dataDir, 'kiosk.db')}`,
    authToken: process.env['DATABASE_AUTH_TOKEN'] || undefined,
  };
}
