import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/root.ts';
import { statement } from '../../src/db/sql.ts';
import { createWriter, type Writer } from '../../src/db/writer.ts';
import { openDatabase, openDatabases } from '../../src/platform/server/database.ts';
import type { Json } from '../support/client.ts';
import { addProduct, type Ask, askAs, readyCart, shops, untilConfirmed } from './shops.ts';

interface Move {
  readonly server: string;
  readonly host: string;
  readonly control: string;
  readonly from: string;
  readonly to: string;
  /** Somewhere to put files. */
  readonly folder: string;
}

const operate = (command: 'backup' | 'restore', url: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, `scripts/${command}.ts`), ...args], {
    env: { ...process.env, DATABASE_URL: url },
  });

/** Merchants who add one product after the other, each until it is acknowledged. */
function merchants(ask: Ask) {
  const acknowledged: string[] = [];
  const others: Json[] = [];
  let open = true;
  const working = ['A', 'B', 'C'].map(async (name) => {
    for (let count = 0; open; count += 1) {
      const sku = `${name}-${count}`;
      for (let status = 0; status !== 201 && open;) {
        const headers = { 'idempotency-key': `adding-${sku}` };
        const body = {
          title: sku,
          variants: [{ sku, prices: [{ amount: 500, currency: 'GBP' }] }],
        };
        const answer = await ask('POST', '/v1/admin/products', { admin: true, body, headers });
        ({ status } = answer);
        if (status === 201) acknowledged.push(sku);
        else if (status !== 503) others.push(answer.body);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  });
  return {
    acknowledged,
    others,
    /** Waits for some more acknowledgments, of every merchant. */
    async more(): Promise<void> {
      const from = acknowledged.length;
      const came = () => new Set(acknowledged.slice(from).map((sku) => sku[0])).size === 3;
      for (let tries = 0; !came(); tries += 1) {
        assert.ok(tries < 1_000, `nothing is acknowledged: ${JSON.stringify(others[0])}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async end(): Promise<void> {
      open = false;
      await Promise.all(working);
    },
  };
}

/** Rows of every table that writes reach, as text. */
async function contents(url: string): Promise<string> {
  const client = openDatabase(url, undefined);
  const parts: string[] = [];
  for (const table of ['products', 'events', 'commands', 'due', 'orders', 'settings', 'carts']) {
    const known = await client.execute(`SELECT 1 FROM sqlite_schema WHERE name = '${table}'`);
    if (known.rows.length === 0) continue;
    const { rows } = await client.execute(`SELECT * FROM ${table} ORDER BY 1, 2`);
    parts.push(JSON.stringify(rows.map((row) => Object.values(row))));
  }
  client.close();
  return parts.join('\n');
}

/** A process that was never told, which still writes to where the shop was. */
async function refusesWhoeverWrites(url: string): Promise<void> {
  const databases = openDatabases({ url, replicaUrl: undefined, authToken: undefined }, () => {});
  const writer = createWriter(databases.writing, {
    nowMs: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
    random: () => Math.random(),
  });
  const writes: ((writer: Writer) => Promise<unknown>)[] = [
    ({ batch }) => batch([statement`SELECT 1`]),
    ({ apply }) => apply(statement`UPDATE products SET version = version + 1`),
    ({ apply }) => apply(statement`DELETE FROM products`),
    ({ apply }) =>
      apply(statement`INSERT INTO settings(name, value) VALUES ('epoch', 'x')
        ON CONFLICT(name) DO NOTHING`),
  ];
  for (const write of writes) await assert.rejects(write(writer), { code: 'shop_paused' });
  databases.close();
}

/** Moves a shop to another database while merchants work on, as `docs/operations.md` says. */
export async function movesToAnotherDatabase(move: Move): Promise<void> {
  const { server, host, control, from, to, folder } = move;
  const ask = askAs(server, host);
  const early = join(folder, 'early.tar.gz');
  const file = join(folder, 'paused.tar.gz');
  const product = await addProduct(ask, { title: 'Before', handle: 'moved', sku: 'MOVED' });
  const path = `/v1/products/${product.body.id}`;
  const [sold, late] = [await readyCart(ask, 'MOVED'), await readyCart(ask, 'MOVED')];
  const adding = merchants(ask);
  try {
    await adding.more();
    await operate('backup', from, early);
    const moving = ['move', 'one', '--database', to] as const;
    await assert.rejects(shops(control, ...moving), /one is not paused/);

    const placed = await ask('POST', sold.path, sold.placing);
    assert.equal(placed.status, 201, JSON.stringify(placed.body));
    await shops(control, 'pause', 'one');
    const before = await contents(from);
    const seen = adding.acknowledged.length;
    const patch = { admin: true, body: { title: 'After' } };
    for (const refused of [
      await ask('PATCH', `/v1/admin${path.slice(3)}`, patch),
      await ask('POST', late.path, late.placing),
    ]) {
      assert.deepEqual([refused.status, refused.body.code], [503, 'shop_paused']);
      assert.equal(refused.headers['retry-after'], '5');
    }
    const reading = async (title: string, token?: unknown) => {
      const headers: Record<string, string> = token ? { 'consistency-token': String(token) } : {};
      const read = await ask('GET', path, { headers });
      assert.deepEqual([read.status, read.body.title], [200, title]);
    };
    await reading('Before');
    await reading('Before', product.headers['consistency-token']);

    // What was copied before the pause lacks what was sold since.
    await operate('restore', to, early);
    await assert.rejects(shops(control, ...moving), /is no copy of one as it is since/);
    await operate('backup', from, file);
    const { stdout: said } = await operate('restore', to, file, '--force');
    assert.match(said, /so that nothing is lost: the next order is/);
    assert.doesNotMatch(said, /orders are lost/);
    await shops(control, ...moving);
    // There, and paused until it is said that it may go on.
    assert.equal(adding.acknowledged.length, seen);
    await shops(control, 'resume', 'one');

    const changed = await ask('PATCH', `/v1/admin${path.slice(3)}`, patch);
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    for (const token of [undefined, product, changed])
      await reading('After', token?.headers['consistency-token']);
    const epochs = [product, changed].map(
      ({ headers }) => String(headers['consistency-token']).split('.')[1],
    );
    assert.notEqual(epochs[0], epochs[1]);
    await untilConfirmed(ask, placed.body);
    const next = await ask('POST', late.path, late.placing);
    assert.equal(next.status, 201);
    // Nothing is lost, so no number is skipped.
    assert.equal(next.body.number, placed.body.number + 1);
    const again = await ask('POST', sold.path, sold.placing);
    assert.deepEqual([again.status, again.body.id], [201, placed.body.id]);
    await adding.more();
    await adding.end();

    assert.deepEqual(adding.others, []);
    assert.equal(await contents(from), before, 'something was written to where the shop was');
    await refusesWhoeverWrites(from);
    const client = openDatabase(to, undefined);
    const { rows } = await client.execute(`SELECT sku FROM variants WHERE sku <> 'MOVED'`);
    client.close();
    assert.deepEqual(
      rows.map((row) => String(row['sku'])).toSorted(),
      adding.acknowledged.toSorted(),
    );
  } finally {
    await adding.end();
  }
}
