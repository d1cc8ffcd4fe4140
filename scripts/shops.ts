import { isShopId, keyName, nameOfHost } from '../src/platform/shops.ts';
import { readArguments } from './arguments.ts';
import { Complaint } from './complaint.ts';
import { allShops, type Client, migrateShop, type Row, withControl } from './shops/control.ts';
import { moveShop, pauseShop, resumeShop } from './shops/move.ts';

// `npm run shops`: the control table of a deployment that serves many shops, at SHOPS_DATABASE_URL.
const usage = `usage: npm run shops -- COMMAND
  add ID --database URL [--replica URL] --host NAME [--host NAME …]   or gives a known one more hosts, or a replica
  key ID KEY      lets requests that carry this API key reach the shop on any host
  remove ID       forgets the shop; its database stays
  list
  migrate         brings the database of every shop to this version
  pause ID        lets the shop be read, and refuses every change
  move ID --database URL [--replica URL] [--lost]   leads a paused shop to a copy of its database
                  --lost: the old one is gone for good, and URL is what was restored
  resume ID       takes changes again
SHOPS_DATABASE_URL names the control database.`;

const url = process.env['SHOPS_DATABASE_URL'];

/** A name that another shop has is refused: taking it away has to be asked for. */
const takeName = `INSERT INTO shop_names(name, shop) VALUES (?, ?)
  ON CONFLICT(name) DO UPDATE SET shop = iif(shop = excluded.shop, shop, NULL)`;

interface Asked {
  readonly id: string;
  readonly key?: string | undefined;
  readonly database?: string;
  readonly replica?: string;
  readonly host?: readonly string[];
  readonly lost?: boolean;
}

function readCommand(): Asked & { readonly command: string } {
  const options = {
    database: { type: 'string' },
    replica: { type: 'string' },
    host: { type: 'string', multiple: true },
    lost: { type: 'boolean' },
  } as const;
  const { values, positionals } = readArguments(usage, { allowPositionals: true, options });
  const [command = '', id = '', key] = positionals;
  return { command, id, key, ...values };
}

async function add(control: Client, asked: Asked, known: Row | undefined): Promise<void> {
  const { id } = asked;
  const databaseUrl = asked.database ?? known?.databaseUrl;
  if (databaseUrl === undefined) throw new Complaint(usage);
  if (known && databaseUrl !== known.databaseUrl)
    throw new Complaint(`${id} is at ${known.databaseUrl}: pause it, copy that, and move it.`);
  await migrateShop(databaseUrl);
  await control.batch(
    [
      {
        sql: `INSERT INTO shops(id, database_url, replica_url) VALUES (?, ?, ?) ON CONFLICT(id)
          DO UPDATE SET replica_url = excluded.replica_url`,
        args: [id, databaseUrl, asked.replica ?? known?.replicaUrl ?? null],
      },
      ...(asked.host ?? []).map((host) => ({ sql: takeName, args: [nameOfHost(host), id] })),
    ],
    'write',
  );
  console.log(`${id} is served within six seconds.`);
}

async function remove(control: Client, { id }: Row): Promise<void> {
  const args = [id];
  await control.batch(
    [
      { sql: 'DELETE FROM shop_names WHERE shop = ?', args },
      { sql: 'DELETE FROM shops WHERE id = ?', args },
    ],
    'write',
  );
  console.log(`${id} is no longer served. Its database is as it was.`);
}

async function takeKey(control: Client, { id }: Row, key: string): Promise<void> {
  const name = keyName(`Bearer ${key}`) ?? '';
  await control.execute({ sql: takeName, args: [name, id] });
  console.log(`Requests with this key reach ${id} on any host.`);
}

/** What is done to one shop that is known. */
async function act(control: Client, command: string, asked: Asked, known: Row): Promise<void> {
  const { key, database } = asked;
  if (command === 'remove') await remove(control, known);
  else if (command === 'pause') await pauseShop(known);
  else if (command === 'resume') await resumeShop(known);
  else if (command === 'key' && key !== undefined) await takeKey(control, known, key);
  else if (command === 'move' && database !== undefined) {
    const to = { url: database, replicaUrl: asked.replica, lost: asked.lost === true };
    await moveShop(control, known, to);
  } else throw new Complaint(usage);
}

async function run(
  control: Client,
  { command, ...asked }: ReturnType<typeof readCommand>,
): Promise<void> {
  const shops = await allShops(control);
  if (command === 'list') {
    for (const { id, names, databaseUrl, replicaUrl } of shops)
      console.log(`${id}  ${names ?? '(no names)'}  ${databaseUrl}  ${replicaUrl ?? ''}`);
    return;
  }
  if (command === 'migrate') {
    for (const { id, databaseUrl } of shops) {
      await migrateShop(databaseUrl);
      console.log(`${id} is at this version.`);
    }
    return;
  }
  if (!isShopId(asked.id)) throw new Complaint(usage);
  const known = shops.find(({ id }) => id === asked.id);
  if (command === 'add') await add(control, asked, known);
  else if (known) await act(control, command, asked, known);
  else throw new Complaint(`there is no shop ${asked.id}. npm run shops -- list names them.`);
}

try {
  const asked = readCommand();
  if (!url) throw new Complaint(usage);
  await withControl(url, (control) => run(control, asked));
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  const taken = text.includes('NOT NULL constraint failed: shop_names.shop');
  console.error(
    taken ? 'kiosk: another shop has one of these hosts, or this key.' : `kiosk: ${text}`,
  );
  process.exitCode = 1;
}
