import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { balancerNames } from '../../scripts/cluster/balancer.ts';
import { Crew } from '../../scripts/cluster/crew.ts';
import type { Part } from '../../scripts/cluster/part.ts';
import { type Cluster, startCluster } from '../../scripts/cluster/start-cluster.ts';
import { checkInvariants } from '../../scripts/invariants/index.ts';
import { aReceiver, type Receiver } from '../support/receiver.ts';
import { until as untilHolds } from '../support/until.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { type Acknowledged, askOnce, askUntilDone, buy, keepOn } from './cluster/customers.ts';

// What `npm run cluster` starts, seen from outside while its parts are killed, frozen and replaced.

const adminKey = 'cluster-test-admin-key-of-at-least-32-characters';
const admin = { authorization: `Bearer ${adminKey}`, 'if-match': '*' };
const folder = mkdtempSync(join(tmpdir(), 'kiosk-cluster-'));
const events: string[] = [];
const crew = new Crew((event) => events.push(event));
const orders: Acknowledged[] = [];
let cluster: Cluster;
let receiver: Receiver;
let product: { readonly id: string };

before(async () => {
  receiver = await aReceiver();
  process.env['WEBHOOK_ALLOW'] = receiver.host;
  const watchdog = { failuresMax: 2, pauseMs: 300, deadlineMs: 1_500 };
  // TEST_BALANCER names another one than the best that is installed.
  const balancer = balancerNames.find((name) => name === process.env['TEST_BALANCER']);
  const place = { dataDir: folder, adminKey, host: '127.0.0.1', port: 0 };
  cluster = await startCluster(
    { ...place, apis: 2, workers: 2, farMs: 0, balancer, sample: false, watchdog },
    crew,
  );
  const variants = [
    { sku: 'JUG', prices: [{ amount: 700, currency: 'GBP' }], inventory: { on_hand: 100_000 } },
  ];
  const body = { title: 'Jug', status: 'active', variants };
  product = (
    await askUntilDone(`${cluster.url}/v1/admin/products`, { method: 'POST', headers: admin, body })
  ).body;
  await askUntilDone(`${cluster.url}/v1/admin/webhook-endpoints`, {
    method: 'POST',
    headers: admin,
    body: { url: receiver.url, events: ['order.placed'] },
  });
});

after(async () => {
  await crew.end();
  rmSync(folder, { recursive: true, force: true });
});

const until = (what: string, holds: () => boolean | Promise<boolean>): Promise<void> =>
  untilHolds(what, holds, () => events.join('\n'));

function kill(part: Part, signal: NodeJS.Signals = 'SIGKILL'): void {
  const pid = part.pid();
  assert.ok(pid, `${part.name} has no process`);
  process.kill(pid, signal);
}

/** A product's new title. */
const change = (title: string) => ({ method: 'PATCH', headers: admin, body: { title } }) as const;

describe('while its parts are replaced one after the other', () => {
  test('no request fails', async () => {
    const failed: unknown[] = [];
    const ask = async (...asked: Parameters<typeof askOnce>) => {
      const told = await askOnce(...asked);
      if (told.status < 200 || told.status > 299) failed.push([told.status, told.body]);
      return told;
    };
    const readers = Array.from({ length: 2 }, () =>
      keepOn(() => ask(`${cluster.url}/v1/products/${product.id}`)),
    );
    const shoppers = Array.from({ length: 2 }, () =>
      keepOn(async () => {
        const lines = [{ sku: 'JUG', quantity: 1 }];
        const made = await ask(`${cluster.url}/v1/carts`, { method: 'POST', body: { lines } });
        const body = { email: 'buyer@example.com' };
        await ask(`${cluster.url}/v1/carts/${made.body.id}`, { method: 'PATCH', body });
      }),
    );
    const pids = cluster.parts.map((part) => part.pid());
    await cluster.roll();
    const rounds = await Promise.all([...readers, ...shoppers].map((stop) => stop()));
    assert.deepEqual(failed, []);
    assert.ok(
      rounds.every((count) => count > 0),
      rounds.join(),
    );
    const replaced = cluster.parts.filter((part, index) => part.pid() !== pids[index]);
    assert.deepEqual(replaced, [...cluster.apis, ...cluster.workers]);
  });
});

describe('while its parts are killed', () => {
  test('each order that was acknowledged is there once and settles; nobody reads an older state than he has seen', async () => {
    const buyers = Array.from({ length: 3 }, () =>
      keepOn(async () => orders.push(await buy(cluster.url, 'JUG'))),
    );
    const editor = keepOn(async (round) => {
      const at = `${cluster.url}/v1/admin/products/${product.id}`;
      const changed = await askUntilDone(at, change(`Jug ${round}`));
      let { version } = changed.body;
      let token = changed.headers.get('consistency-token') ?? '';
      for (let reads = 0; reads < 4; reads += 1) {
        const read = await askOnce(`${cluster.url}/v1/products/${product.id}`, {
          headers: { 'consistency-token': token },
        });
        if (read.status !== 200) continue;
        assert.ok(read.body.version >= version, `${read.body.version} after ${version}`);
        ({ version } = read.body);
        token = read.headers.get('consistency-token') ?? token;
      }
    });
    const [firstApi] = cluster.apis;
    const [firstReplica] = cluster.replicas;
    const [firstWorker] = cluster.workers;
    assert.ok(firstApi && firstReplica && firstWorker);
    for (const part of [firstWorker, firstApi, firstReplica.part, cluster.primary.part]) {
      const { restarts } = part;
      const sold = orders.length;
      kill(part);
      await until(`another ${part.name}`, () => part.restarts > restarts && part.state === 'up');
      await until(`orders without ${part.name}`, () => orders.length >= sold + 4);
    }
    const sold = await Promise.all(buyers.map((stop) => stop()));
    assert.ok((await editor()) > 0);
    assert.ok(
      sold.every((count) => count > 0),
      sold.join(),
    );
    assert.equal(new Set(orders.map(({ id }) => id)).size, orders.length);
  });
});

describe('while one of two workers is frozen', () => {
  test('the other one does its work, and it is started again', async () => {
    const [frozen] = cluster.workers;
    assert.ok(frozen);
    const { restarts } = frozen;
    kill(frozen, 'SIGSTOP');
    for (let bought = 0; bought < 3; bought += 1) orders.push(await buy(cluster.url, 'JUG'));
    await until('another worker', () => frozen.restarts > restarts && frozen.state === 'up');
    const reason = `${frozen.name} is killed: it did not answer`;
    assert.ok(events.some((event) => event.startsWith(reason)));
  });
});

describe('while the primary is frozen', () => {
  test('reads go on, writes are refused, and the watchdog starts it again', async () => {
    const { part } = cluster.primary;
    const { restarts } = part;
    const at = `${cluster.url}/v1/admin/products/${product.id}`;
    await askUntilDone(at, change('Before'));
    await until('writes', () => cluster.watchdog.writable() === true);
    kill(part, 'SIGSTOP');
    const refused = await askOnce(at, change('Meanwhile'));
    assert.equal(refused.status, 503, JSON.stringify(refused.body));
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    const read = await askOnce(`${cluster.url}/v1/products/${product.id}`);
    assert.equal(read.status, 200, JSON.stringify(read.body));
    await until('another primary', () => part.restarts > restarts && part.state === 'up');
    assert.ok(events.some((event) => event.startsWith('primary is killed: it lives, but')));
    const changed = await askUntilDone(at, change('After'));
    assert.equal(changed.body.title, 'After');
    await until('writes again', () => cluster.watchdog.writable() === true);
  });
});

describe('afterwards', () => {
  test('every order is confirmed, there are no others, and the books are right', async () => {
    for (const { id, accessToken } of orders) {
      const headers = { authorization: `Bearer ${accessToken}` };
      await until(`the end of ${id}`, async () => {
        const { body } = await askUntilDone(`${cluster.url}/v1/orders/${id}`, { headers });
        return body.status === 'confirmed';
      });
    }
    const client = openDatabase(cluster.primary.url, cluster.token);
    try {
      const rows = await client.execute('SELECT id, cart_id FROM orders');
      const there = rows.rows.map((row) => `${String(row['id'])} ${String(row['cart_id'])}`);
      const told = orders.map(({ id, cartId }) => `${id} ${cartId}`);
      assert.deepEqual(there.toSorted(), told.toSorted());
      assert.deepEqual(await checkInvariants(client), []);
    } finally {
      client.close();
    }
  });

  test('the receiver of events was told of each order', async () => {
    const told = () => new Set(receiver.received.map(({ body }) => body.order_id));
    await until('the last delivery', () => orders.every(({ id }) => told().has(id)));
    assert.equal(told().size, orders.length);
  });

  test('a stop ends every process in time', async () => {
    const pids = crew.pids();
    assert.equal(pids.length, cluster.parts.length);
    const began = performance.now();
    await cluster.stop();
    assert.ok(performance.now() - began < 5_000);
    for (const pid of pids) assert.throws(() => process.kill(pid, 0), String(pid));
  });
});
