import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { root } from '../../../scripts/root.ts';
import { temporaryFolder } from '../server.ts';

/** The control table that `npm run shops` keeps, of shops whose databases are there; answers its address. */
export async function controlTable(
  shops: readonly { readonly id: string; readonly host: string; readonly databaseUrl: string }[],
): Promise<string> {
  const url = `file:${join(temporaryFolder(), 'control.db')}`;
  const client = createClient({ url });
  await client.execute('PRAGMA journal_mode = WAL');
  await client.executeMultiple(readFileSync(join(root, 'scripts/shops.sql'), 'utf8'));
  await client.batch(
    shops.flatMap(({ id, host, databaseUrl }) => [
      {
        sql: 'INSERT INTO shops(id, database_url) VALUES (?, ?)',
        args: [id, databaseUrl],
      },
      { sql: 'INSERT INTO shop_names(name, shop) VALUES (?, ?)', args: [`host:${host}`, id] },
    ]),
    'write',
  );
  client.close();
  return url;
}
