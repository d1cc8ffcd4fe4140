import { readFileSync } from 'node:fs';
import { readDatabase, rows } from '../../src/db/read.ts';
import { statement } from '../../src/db/sql.ts';
import { openDatabase, prepareDatabase } from '../../src/platform/server/database.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import type { Shop } from '../../src/platform/shops.ts';
import { newShop } from '../new-shop.ts';

/** A database, opened for one command. */
export type Client = ReturnType<typeof openDatabase>;

const token = process.env['DATABASE_AUTH_TOKEN'] || undefined;

/** Opens the database of a shop for as long as `act` takes. @throws where none answers */
export async function withDatabase<Result>(
  url: string,
  act: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = openDatabase(url, token);
  try {
    await prepareDatabase(client, url);
    return await act(client);
  } finally {
    client.close();
  }
}

/** The control table at `url`, made if it is not there. */
export const withControl = <Result>(url: string, act: (control: Client) => Promise<Result>) =>
  withDatabase(url, async (control) => {
    await control.executeMultiple(readFileSync(new URL('../shops.sql', import.meta.url), 'utf8'));
    return await act(control);
  });

export type Row = Shop & { readonly names: string | null };

export const allShops = (control: Client): Promise<readonly Row[]> =>
  rows<Row>(
    readDatabase(control),
    statement`SELECT id, database_url AS databaseUrl, replica_url AS replicaUrl,
      (SELECT group_concat(name, ' ') FROM shop_names WHERE shop = id) AS names FROM shops ORDER BY id`,
  );

export const migrateShop = (url: string): Promise<void> =>
  withDatabase(url, (client) => migrate(client, newShop()));
