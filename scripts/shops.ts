import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readDatabase, rows } from '../src/db/read.ts';
import { statement } from '../src/db/sql.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDatabase, prepareDatabase } from '../src/platform/server/database.ts';
import { migrate } from '../src/platform/server/migrate.ts';
import { isShopId, keyName, nameOfHost, type Shop } from '../src/platform/shops.ts';

// `npm run shops`: the control table of a deployment that serves many shops, at SHOPS_DATABASE_URL.
const usage = `usage: npm run shops -- COMMAND
  add ID --database URL [--replica URL] --host NAME [--host NAME …]   or changes what is given of a known one
  key ID KEY      lets requests that carry this API key reach the shop on any host
  remove ID       forgets the shop; its database stays
  list
  migrate         brings the database of every shop to this version
SHOPS_DATABASE_URL names the control database.`;

const url = process.env['SHOPS_DATABASE_URL'];
const token = process.env['DATABASE_AUTH_TOKEN'] || undefined;

/** A name that another shop has is refused: taking it away has to be asked for. */
const takeName = `INSERT INTO shop_names(name, shop) VALUES (?, ?)
  ON CONFLICT(name) DO UPDATE SET shop = iif(shop = excluded.shop, shop, NULL)`;

function readCommand() {
  const options = {
    database: { type: 'string' },
    replica: { type: 'string' },
    host: { type: 'string', multiple: true },
  } as const;
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [command, id, key] = positionals;
    return { command, id: id ?? '', key, ...values };
  } catch {
    return { command: undefined, id: '', key: undefined };
  }
}

async function migrateShop(databaseUrl: string): Promise<void> {
  const client = openDatabase(databaseUrl, token);
  await prepareDatabase(client, databaseUrl);
  await migrate(client, readConfig(process.env));
  client.close();
}

async function run(control: ReturnType<typeof openDatabase>): Promise<boolean> {
  const asked = readCommand();
  const { command, id, key } = asked;
  const db = readDatabase(control);
  const all = () =>
    rows<Shop & { names: string }>(
      db,
      statement`SELECT id, database_url AS databaseUrl, replica_url AS replicaUrl,
        (SELECT group_concat(name, ' ') FROM shop_names WHERE shop = id) AS names FROM shops ORDER BY id`,
    );
  if (command === 'list') {
    for (const { names, ...shop } of await all())
      console.log(
        `${shop.id}  ${names ?? '(no names)'}  ${shop.databaseUrl}  ${shop.replicaUrl ?? ''}`,
      );
    return true;
  }
  if (command === 'migrate') {
    for (const shop of await all()) {
      await migrateShop(shop.databaseUrl);
      console.log(`${shop.id} is at this version.`);
    }
    return true;
  }
  if (!isShopId(id)) return false;
  const known = (await all()).find((shop) => shop.id === id);
  if (command === 'add' && 'database' in asked && (asked.database ?? known)) {
    const databaseUrl = asked.database ?? known?.databaseUrl ?? '';
    await migrateShop(databaseUrl);
    const replica = asked.replica ?? known?.replicaUrl ?? null;
    await control.batch(
      [
        {
          sql: `INSERT INTO shops(id, database_url, replica_url) VALUES (?, ?, ?) ON CONFLICT(id)
            DO UPDATE SET database_url = excluded.database_url, replica_url = excluded.replica_url`,
          args: [id, databaseUrl, replica],
        },
        ...(asked.host ?? []).map((host) => ({
          sql: takeName,
          args: [nameOfHost(host), id],
        })),
      ],
      'write',
    );
    console.log(`${id} is served within five seconds.`);
    return true;
  }
  if (command === 'key' && known && key !== undefined) {
    const name = keyName(`Bearer ${key}`) ?? '';
    await control.execute({
      sql: takeName,
      args: [name, id],
    });
    console.log(`Requests with this key reach ${id} on any host.`);
    return true;
  }
  if (command === 'remove' && known) {
    const args = [id];
    await control.batch(
      [
        { sql: 'DELETE FROM shop_names WHERE shop = ?', args },
        { sql: 'DELETE FROM shops WHERE id = ?', args },
      ],
      'write',
    );
    console.log(`${id} is no longer served. Its database is as it was.`);
    return true;
  }
  return false;
}

try {
  if (!url) throw new Error(usage);
  const control = openDatabase(url, token);
  await prepareDatabase(control, url);
  await control.executeMultiple(readFileSync(new URL('shops.sql', import.meta.url), 'utf8'));
  const understood = await run(control);
  control.close();
  if (!understood) throw new Error(usage);
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  const taken = text.includes('NOT NULL constraint failed: shop_names.shop');
  console.error(
    taken ? 'kiosk: another shop has one of these hosts, or this key.' : `kiosk: ${text}`,
  );
  process.exitCode = 1;
}
