import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { databaseProbe } from '../../scripts/cluster/database.ts';
import { startSqld } from '../../scripts/sqld.ts';
import { endAll, atEnd } from '../bench/cleanup.ts';
import type { Json } from '../support/client.ts';
import { until } from '../support/until.ts';
import { type Gate, gatedWay, Waited } from './gate.ts';
import { adminKey, startServerProcess } from './server-process.ts';

// What a request asks of the primary before it is answered, on workerd, with real libSQL servers: a primary behind
// a gate and a copy of it. Limits are on, and every request brings the token of the last write.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-trips-'));

interface World {
  readonly gate: Gate;
  readonly url: string;
  /** Waits until the copy has all that the primary has. */
  caughtUp(): Promise<void>;
}

async function startWorld(): Promise<World> {
  const primary = await startSqld(join(folder, 'primary'), { leads: true });
  atEnd(() => primary.process.kill('SIGKILL'));
  const replica = await startSqld(join(folder, 'replica'), {
    follows: primary.replicationUrl ?? '',
  });
  atEnd(() => replica.process.kill('SIGKILL'));
  const gate = await gatedWay(primary.url);
  const server = await startServerProcess(['scripts/dev.ts'], {
    DATABASE_URL: gate.url,
    DATABASE_REPLICA_URL: replica.url,
    RATE_LIMITS: 'on',
  });
  atEnd(() => server.stop());
  const [ahead, behind] = [databaseProbe(primary.url, ''), databaseProbe(replica.url, '')];
  return {
    gate,
    url: server.url,
    async caughtUp() {
      const position = await ahead.position();
      await until('the copy', async () => (await behind.position()) >= position);
    },
  };
}

describe('with the way to the primary shut', () => {
  let world: World;
  let token = '';
  let product: Json;
  let edits = 0;

  async function ask(method: string, path: string, body?: unknown, headers = {}): Promise<Json> {
    const response = await fetch(world.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { 'consistency-token': token } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Json;
    assert.ok(response.ok, JSON.stringify(answer));
    assert.doesNotMatch(response.headers.get('server-timing') ?? '', /stale/, path);
    if (path.startsWith('/v1/carts')) assert.ok(response.headers.get('ratelimit'), path);
    token = response.headers.get('consistency-token') ?? token;
    return answer;
  }

  /** Writes, so that there is a token, and the primary was heard of just now. */
  async function settle(): Promise<void> {
    edits += 1;
    const authorization = `Bearer ${adminKey}`;
    const headers = { authorization, 'if-match': '*' };
    await ask('PATCH', `/v1/admin/products/${product.id}`, { title: `Edit ${edits}` }, headers);
    await world.caughtUp();
  }

  /**
   * What `act` answers. Where the copy took longer than its quarter of a second the primary is asked, and should
   * be: what is asked of it each time is a trip, and what one of three does without is none.
   */
  async function counted<Result>(act: () => Promise<Result>): Promise<Result> {
    for (let left = 2; ; left -= 1) {
      await settle();
      try {
        return await act();
      } catch (error) {
        if (left === 0 || !(error instanceof Waited)) throw error;
      }
    }
  }

  const without = (method: string, path: string, body?: unknown, headers = {}): Promise<Json> =>
    counted(() => world.gate.shutFor(() => ask(method, path, body, headers)));

  async function aCart(): Promise<Json> {
    const { sku } = product.variants[0];
    return await ask('POST', '/v1/carts', { lines: [{ sku, quantity: 1 }] });
  }

  before(async () => {
    world = await startWorld();
    await world.caughtUp();
    const { data } = await ask('GET', '/v1/products?limit=1');
    product = await ask('GET', `/v1/products/${data[0].handle}`);
    // What an isolate finds out once.
    await settle();
    await ask('GET', `/v1/carts/${(await aCart()).id}`);
  });
  after(async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the catalog is read, with the last edit in it', async () => {
    const read = await without('GET', `/v1/products/${product.handle}`);
    assert.equal(read.title, `Edit ${edits}`);
    await without('GET', '/v1/products?limit=7');
    await without('GET', '/v1/search?q=edit&limit=7');
    token = '';
    await without('GET', '/v1/products?limit=8');
  });

  test('a cart is made, changed and read', async () => {
    const { sku } = product.variants[0];
    const cart = await without('POST', '/v1/carts', {});
    const path = `/v1/carts/${cart.id}`;
    const added = await without('POST', `${path}/lines`, { sku, quantity: 1 });
    await without('POST', `${path}/lines`, { sku, quantity: 1 });
    const changed = await without('PATCH', `${path}/lines/${added.lines[0].id}`, { quantity: 5 });
    assert.equal(changed.lines[0].quantity, 5);
    assert.equal((await without('GET', path)).lines[0].quantity, 5);
  });

  test('a cart is made and changed under a key, and what was answered is answered again', async () => {
    const { sku } = product.variants[0];
    const key = (name: string) => ({ 'idempotency-key': `${name}-${folder}` });
    const twice = async (path: string, body: unknown, name: string): Promise<Json> => {
      const first = await without('POST', path, body, key(name));
      assert.deepEqual(await without('POST', path, body, key(name)), first);
      return first;
    };
    const cart = await twice('/v1/carts', {}, 'a-secret-of-enough-length');
    const added = await twice(`/v1/carts/${cart.id}/lines`, { sku, quantity: 1 }, 'add');
    assert.equal(added.lines[0].quantity, 1);
  });

  test('a checkout waits for one trip, which places the order, and so does a look at the order', async () => {
    const { id } = await aCart();
    const shipping_address = { name: 'A', line1: '1 St', city: 'Leeds', country: 'GB' };
    const path = `/v1/carts/${id}`;
    await ask('PATCH', path, { email: 'a@example.com', shipping_address });
    const { data } = await ask('GET', `${path}/shipping-options`);
    const cart = await ask('PATCH', path, { shipping_option_id: data[0].id });
    const placing = {
      expected_total: cart.totals.total,
      payment: { provider: 'test', token: 'tok_success' },
    };
    // Sent again under its key where it waited for more, an order is placed no second time.
    let keys = 0;
    const order = await counted(() =>
      world.gate.oneFor(/INSERT INTO place_order\(/, () =>
        ask('POST', `${path}/checkout`, placing, {
          'idempotency-key': `trips-${(keys += 1)}-${id}`,
        }),
      ),
    );
    const bearer = { authorization: `Bearer ${order.access_token}` };
    const read = await counted(() =>
      world.gate.oneFor(/FROM orders/, () =>
        ask('GET', `/v1/orders/${order.id}`, undefined, bearer),
      ),
    );
    assert.equal(read.id, order.id);
  });

  test('an edit is not answered', async () => {
    await assert.rejects(world.gate.shutFor(settle), Waited);
  });
});
