import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { InArgs, InStatement } from '@libsql/client';
import { readArchive } from '../../scripts/backup/archive.ts';
import { emptyServer, loadServer } from '../../scripts/backup/load.ts';
import { root } from '../../scripts/root.ts';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase, openDatabases } from '../../src/platform/server/database.ts';
import { serverPlatform } from '../../src/platform/server/platform.ts';
import { silentQueue } from '../../src/platform/server/worker.ts';
import { cartActor } from '../../src/shop/cart/index.ts';
import { type Client, clientOf, expectStatus, type Json } from '../support/client.ts';
import { anOrder, aProduct } from '../support/factories.ts';
import { adminKey, type TestPlatform, testPlatform } from '../support/platform.ts';
import { fail, succeed } from './commands.ts';
import { startServerProcess } from './server-process.ts';

// Backups as an operator makes them: by the command, of a shop that goes on selling.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-backup-'));
const closers: (() => void)[] = [];
const at = (name: string) => join(folder, name);

after(() => {
  for (const close of closers) close();
  rmSync(folder, { recursive: true, force: true });
});

/** The API of this process over the database at `url`. */
function over(url: string): Client {
  const { primary, ...databases } = openDatabases(
    { url, replicaUrl: undefined, authToken: undefined },
    () => undefined,
  );
  closers.push(() => databases.close());
  const platform = serverPlatform({
    config: readConfig({ ADMIN_KEY: adminKey, LOG_LEVEL: 'error' }),
    db: primary,
    ...databases,
    actors: { cart: cartActor },
    queue: silentQueue,
    log: () => undefined,
  });
  return clientOf(platform as TestPlatform);
}

/** How far a database has counted: its log, the next number of that, and what caches go by. */
async function countsOf(url: string) {
  const database = openDatabase(url, undefined);
  const { rows } = await database.execute(`SELECT (SELECT max(seq) FROM events) AS seq,
    (SELECT seq + 1 FROM sqlite_sequence WHERE name = 'events') AS next,
    (SELECT max(version) FROM cache_versions) AS version`);
  database.close();
  const [row] = rows;
  return {
    seq: Number(row?.['seq']),
    next: Number(row?.['next']),
    version: Number(row?.['version']),
  };
}

/** Sells until told to stop. */
function selling(client: Client) {
  const placed: Json[] = [];
  let stopped = false;
  const done = (async () => {
    while (!stopped) placed.push(await anOrder(client));
  })();
  return {
    placed,
    async stop() {
      stopped = true;
      await done;
    },
  };
}

/** Another process that has a database file open. */
async function aUser(path: string) {
  const program = `const Database = require('libsql');
    const database = new Database(${JSON.stringify(path)});
    database.exec('PRAGMA journal_mode = WAL');
    database.prepare('SELECT id FROM orders').all();
    console.log('open');
    setInterval(() => database.name, 60_000);`;
  const user = spawn(process.execPath, ['-e', program], { cwd: root });
  closers.push(() => void user.kill('SIGKILL'));
  await once(user.stdout, 'data');
  return user;
}

const orderIds = async (url: string): Promise<Set<string>> => {
  const client = openDatabase(url, undefined);
  const { rows } = await client.execute('SELECT id FROM orders');
  client.close();
  return new Set(rows.map((row) => String(row['id'])));
};

const settingOf = async (url: string, name: string) => {
  const client = openDatabase(url, undefined);
  const { rows } = await client.execute({
    sql: 'SELECT value FROM settings WHERE name = ?',
    args: [name],
  });
  client.close();
  return rows[0]?.['value'];
};

const sqlOf = (statement: InStatement | [string, InArgs?]): string =>
  typeof statement === 'string' ? statement : 'sql' in statement ? statement.sql : statement[0];

async function someOrders(client: Client, count: number): Promise<Json[]> {
  const made: Json[] = [];
  for (let each = 0; each < count; each += 1) made.push(await anOrder(client));
  return made;
}

describe('a shop in a file', () => {
  let platform: TestPlatform;
  let client: Client;
  before(async () => {
    platform = await testPlatform();
    client = clientOf(platform);
  });
  after(() => platform.close());

  test('is backed up while it sells: whole, and with every order placed before', async () => {
    const early = await someOrders(client, 5);
    const seller = selling(client);
    await succeed('backup', platform.databaseUrl, at('busy.tar.gz'));
    await seller.stop();
    assert.ok(seller.placed.length > 0);
    const url = `file:${at('busy.db')}`;
    // A restore looks at every invariant itself.
    assert.match(await succeed('restore', url, at('busy.tar.gz')), /Every invariant holds/);
    const ids = await orderIds(url);
    for (const { id } of early) assert.ok(ids.has(id));
    assert.notEqual(await settingOf(url, 'epoch'), await settingOf(platform.databaseUrl, 'epoch'));
    expectStatus(await over(url)('GET', '/v1/search?q=product'), 200);
    await anOrder(over(url));
  });

  test('a restore never replaces what is there unless told to, nor while somebody uses it', async () => {
    const path = at('here.db');
    const url = `file:${path}`;
    await succeed('backup', platform.databaseUrl, at('here.tar.gz'), '--no-verify');
    await succeed('restore', url, at('here.tar.gz'));
    await fail(/--force replaces it/, 'restore', url, at('here.tar.gz'));
    const user = await aUser(path);
    const was = readFileSync(path);
    await fail(/still has .* open/, 'restore', url, at('here.tar.gz'), '--force');
    assert.deepEqual(readFileSync(path), was);
    user.kill();
    await once(user, 'exit');
    const said = await succeed('restore', url, at('here.tar.gz'), '--force');
    const [, aside = ''] = /What was there is now (\S+)\./.exec(said) ?? [];
    assert.deepEqual(await orderIds(`file:${aside}`), await orderIds(url));
    assert.notEqual(await settingOf(url, 'epoch'), await settingOf(`file:${aside}`, 'epoch'));
  });

  test('no body that was kept in the life that ended is served in the new one', async () => {
    const product = await aProduct(client, { title: 'As backed up' });
    const path = `/v1/products/${product.handle}`;
    await succeed('backup', platform.databaseUrl, at('kept.tar.gz'), '--no-verify');
    const body = { title: 'As changed later' };
    const admin = `/v1/admin/products/${product.id}`;
    expectStatus(await client('PATCH', admin, { admin: true, ifMatch: '*', body }), 200);
    expectStatus(await client('GET', path), 200);

    const url = `file:${at('kept.db')}`;
    await succeed('restore', url, at('kept.tar.gz'));
    const restored = async (databaseUrl: string) => {
      const beside = await testPlatform({}, { ...platform, databaseUrl });
      closers.push(() => beside.close());
      return clientOf({ ...beside, cache: platform.cache });
    };
    const titleAt = async (databaseUrl: string) =>
      (await (await restored(databaseUrl))('GET', path)).body.title;

    // With versions as they were in the backup: it is they that keep the old body away.
    copyFileSync(at('kept.db'), at('as-it-was.db'));
    const asItWas = `file:${at('as-it-was.db')}`;
    const database = openDatabase(asItWas, undefined);
    await database.execute('UPDATE cache_versions SET version = 1');
    database.close();
    assert.equal(await titleAt(asItWas), 'As changed later');
    assert.equal(await titleAt(url), 'As backed up');
  });

  test('numbers of the log that were given since are not given again', async () => {
    const url = `file:${at('log.db')}`;
    await someOrders(client, 1);
    await succeed('backup', platform.databaseUrl, at('log.tar.gz'), '--no-verify');
    const last = expectStatus(await client('GET', '/v1/admin/events', { admin: true }), 200);
    await someOrders(client, 1);
    await succeed('restore', url, at('log.tar.gz'));
    await anOrder(over(url));
    assert.ok(last.data.length > 0);
    assert.ok((await countsOf(url)).seq > 1_000_000_000);
  });

  test('what a first restore counted, a second one of the same backup does not count again', async () => {
    await someOrders(client, 1);
    await succeed('backup', platform.databaseUrl, at('twice.tar.gz'), '--no-verify');
    const [first, second] = [`file:${at('first.db')}`, `file:${at('second.db')}`];
    await succeed('restore', first, at('twice.tar.gz'));
    await anOrder(over(first));
    const ended = await countsOf(first);
    await succeed('restore', second, at('twice.tar.gz'));
    const begun = await countsOf(second);
    assert.ok(begun.next > ended.seq, `${begun.next} ${ended.seq}`);
    assert.ok(begun.version > ended.version, `${begun.version} ${ended.version}`);
  });

  test('numbers of orders that buyers were told are not given again', async () => {
    const [known] = await someOrders(client, 1);
    await succeed('backup', platform.databaseUrl, at('numbers.tar.gz'), '--no-verify');
    const [lost] = await someOrders(client, 1);
    const numberOf = async (url: string): Promise<number> => (await anOrder(over(url))).number;
    assert.equal(lost?.number, known?.number + 1);

    const url = `file:${at('numbers.db')}`;
    const said = await succeed('restore', url, at('numbers.tar.gz'));
    const first = Number(/The next order is number (\d+)/.exec(said)?.[1]);
    assert.ok(first > lost?.number + 9_000, said);
    assert.deepEqual([await numberOf(url), await numberOf(url)], [first, first + 1]);

    const exact = `file:${at('known.db')}`;
    const next = (number: number) => ['--next-order-number', String(number)];
    await succeed('restore', exact, at('numbers.tar.gz'), ...next(lost?.number + 1));
    assert.equal(await numberOf(exact), lost?.number + 1);
    const nowhere = `file:${at('nowhere.db')}`;
    const again = next(known?.number);
    await fail(/must be more than \d+/, 'restore', nowhere, at('numbers.tar.gz'), ...again);
  });
});

describe('a shop on a libSQL server', () => {
  let servers: readonly [LocalSqld, LocalSqld];
  before(async () => {
    servers = [await startSqld(at('sqld-1')), await startSqld(at('sqld-2'))];
    closers.push(...servers.map((server) => () => void server.process.kill('SIGKILL')));
  });

  test('is restored from a file, backed up while it sells, and restored on another server', async () => {
    const [first, second] = servers;
    const platform = await testPlatform();
    const old = await anOrder(clientOf(platform));
    await succeed('backup', platform.databaseUrl, at('file.tar.gz'), '--no-verify');
    platform.close();
    await succeed('restore', first.url, at('file.tar.gz'));

    const client = over(first.url);
    const early = await someOrders(client, 3);
    const product = await aProduct(client, { title: 'Zanzibar lamp' });
    const seller = selling(client);
    await succeed('backup', first.url, at('server.tar.gz'));
    await seller.stop();
    assert.ok(seller.placed.length > 0);
    await fail(/--force replaces it/, 'restore', first.url, at('server.tar.gz'));

    // What a client was told in the life that ends: a position that the new one has not come to yet.
    const change = { admin: true, ifMatch: '*', body: { description: 'Later' } };
    const changed = await client('PATCH', `/v1/admin/products/${product.id}`, change);
    const token = changed.headers.get('consistency-token') ?? '';
    assert.match(token, /^1\./);

    await succeed('restore', second.url, at('server.tar.gz'));
    const ids = await orderIds(second.url);
    for (const { id } of [old, ...early]) assert.ok(ids.has(id));
    const restored = over(second.url);
    const headers = { 'consistency-token': token };
    const read = expectStatus(
      await restored('GET', `/v1/products/${product.handle}`, { headers }),
      200,
    );
    assert.equal(read.title, product.title);
    assert.notEqual(read.description, 'Later');
    const found = expectStatus(await restored('GET', '/v1/search?q=zanzibar'), 200);
    assert.equal(found.data[0]?.id, product.id);
    await anOrder(restored);
    const bearer = old.access_token;
    expectStatus(await restored('GET', `/v1/orders/${old.id}`, { bearer }), 200);
  });

  test('nobody starts over a restore that somebody wrote into, until it is done again', async () => {
    const { url } = servers[1];
    const platform = await testPlatform();
    const { id } = await anOrder(clientOf(platform));
    await succeed('backup', platform.databaseUrl, at('disturbed.tar.gz'), '--no-verify');
    platform.close();
    await readArchive(at('disturbed.tar.gz'), at('disturbed.db'));
    await emptyServer(openDatabase(url, undefined));
    const client = openDatabase(url, undefined);
    closers.push(() => client.close());
    let disturbed = false;
    const beside: typeof client.migrate = async (statements) => {
      const results = await client.migrate(statements);
      // What a process does that was not ended.
      if (!disturbed && statements.some((each) => /INTO "settings"/.test(sqlOf(each)))) {
        disturbed = true;
        await client.execute(`INSERT INTO settings(name, value) VALUES ('another', 'one')`);
      }
      return results;
    };
    await assert.rejects(
      loadServer({ ...client, migrate: beside }, at('disturbed.db')),
      /settings has other rows .* End every process .* again with --force\.$/,
    );
    await assert.rejects(
      startServerProcess(['src/entry/node.ts'], { DATABASE_URL: url }),
      /before it was up/,
    );
    await succeed('restore', url, at('disturbed.tar.gz'), '--force');
    assert.deepEqual(await orderIds(url), new Set([id]));
    await anOrder(over(url));
  });

  test('gives what it had for a backup of a file, when told to', async () => {
    const [first] = servers;
    const platform = await testPlatform();
    const { id } = await anOrder(clientOf(platform));
    await succeed('backup', platform.databaseUrl, at('other.tar.gz'), '--no-verify');
    platform.close();
    await succeed('restore', first.url, at('other.tar.gz'), '--force');
    assert.deepEqual(await orderIds(first.url), new Set([id]));
    copyFileSync(at('other.tar.gz'), at('again.tar.gz'));
    await succeed('restore', first.url, at('again.tar.gz'), '--force');
    await anOrder(over(first.url));
  });
});
