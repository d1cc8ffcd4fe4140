import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDatabase, prepareDatabase } from '../src/platform/server/database.ts';
import { migrate } from '../src/platform/server/migrate.ts';
import { readArguments } from './arguments.ts';
import { newShop } from './new-shop.ts';
import { root } from './root.ts';

// `npm run migrate`: brings the database at DATABASE_URL (or the local file) to this version.
const usage = `usage: npm run migrate
DATABASE_URL and DATABASE_AUTH_TOKEN say which database is brought to this version; a file in DATA_DIR if left out.`;

const dataDir = resolve(process.env['DATA_DIR'] || join(root, '.data'));
const url = process.env['DATABASE_URL'] || `file:${join(dataDir, 'kiosk.db')}`;
try {
  readArguments(usage, {});
  if (url.startsWith('file:')) mkdirSync(dataDir, { recursive: true });
  const token = process.env['DATABASE_AUTH_TOKEN'] || undefined;
  // All that is new is one call of a database server: no deadline of ours, which would undo it.
  const client = openDatabase(url, token, fetch);
  await prepareDatabase(client, url);
  await migrate(client, newShop());
  client.close();
  console.log('The database is at this version.');
} catch (error) {
  console.error(`kiosk: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
