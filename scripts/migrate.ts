import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../src/platform/config.ts';
import { openDatabase, prepareDatabase } from '../src/platform/server/database.ts';
import { migrate } from '../src/platform/server/migrate.ts';
import { root } from './root.ts';

// `npm run migrate`: brings the database at DATABASE_URL (or the local file) to this version.
const dataDir = resolve(process.env['DATA_DIR'] || join(root, '.data'));
const url = process.env['DATABASE_URL'] || `file:${join(dataDir, 'kiosk.db')}`;
if (url.startsWith('file:')) mkdirSync(dataDir, { recursive: true });
try {
  const token = process.env['DATABASE_AUTH_TOKEN'] || undefined;
  // All that is new is one call of a database server: no deadline of ours, which would undo it.
  const client = openDatabase(url, token, fetch);
  await prepareDatabase(client, url);
  await migrate(client, readConfig(process.env));
  client.close();
  console.log('The database is at this version.');
} catch (error) {
  console.error(`kiosk: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
