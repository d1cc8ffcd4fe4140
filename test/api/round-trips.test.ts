import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartActor } from '../../src/shop/cart/index.ts';
import { createObjectHome } from '../simulation/homes.ts';
import { type Answer, clientOf, expectStatus } from '../support/client.ts';
import { aProduct, buyer, checkOut } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

// A round trip to a database far away costs more than all that is done in it: every public read has one, which is
// one snapshot too. The versions of what is cached are read apart, once a second.

test('every public read asks the near copy once and nothing else, and nobody once it is cached', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const body = { title: 'Kitchen' };
  const made = await client('POST', '/v1/admin/collections', { admin: true, body });
  const collection = expectStatus(made, 201);
  const product = await aProduct(client, { title: 'Mug', collections: [collection.id] });
  await aProduct(client, { title: 'Mug with a lid', collections: [collection.id] });

  const asked: string[] = [];
  const counted = clientOf({
    ...platform,
    replica: {
      ask: async (statements) => {
        asked.push(statements.map(({ sql }) => sql).join('; '));
        return await platform.replica.ask(statements);
      },
    },
    db: {
      ask: () => Promise.reject(new Error('a public read asked the primary')),
    },
  });
  const read = async (path: string) => {
    asked.length = 0;
    const answer = expectStatus(await counted('GET', path), 200);
    const trips = () => asked.filter((sql) => !sql.startsWith('SELECT scope, version FROM'));
    assert.equal(trips().length, 1, `${path}: ${trips().join('\n')}`);
    expectStatus(await counted('GET', path), 200);
    assert.equal(trips().length, 1, `${path}, from the cache`);
    return answer;
  };
  for (const path of [
    `/v1/products/${product.id}`,
    `/v1/products/${product.handle}?currency=GBP`,
    '/v1/shop',
    '/v1/collections',
    `/v1/collections/${collection.handle}`,
    `/v1/availability?variants=${product.variants[0].id}`,
  ])
    await read(path);
  for (const list of [
    '/v1/products?',
    '/v1/products?sort=price',
    '/v1/search?q=mug',
    '/v1/search?q=mug&facets=price',
  ]) {
    for (const narrowed of ['', '&currency=GBP', '&collection=kitchen&currency=GBP']) {
      const path = `${list}${narrowed}&limit=1`;
      const { page, data } = await read(path);
      assert.ok(page.has_more, path);
      const second = await read(`${path}&cursor=${encodeURIComponent(page.next_cursor)}`);
      assert.notEqual(second.data[0].id, data[0].id, path);
    }
  }
});

/** What a request asked until it was answered: of the near copy, of the primary, and of the cart's object. */
type Trips = readonly [near: number, read: number, written: number, turns: number];

/** A shop whose trips are counted; its carts are rows of the database, or live in objects beside it. */
async function aCountedShop(home: 'rows' | 'objects') {
  let [near, calls, written, turns] = [0, 0, 0, 0];
  let made = 0;
  const platform = await testPlatform({}, undefined, {
    // The first client writes, the second reads.
    watch: (client) => {
      const writes = (made += 1) === 1;
      const count = <Args extends readonly unknown[], Result>(call: (...args: Args) => Result) => {
        return (...args: Args): Result => {
          if (writes) written += 1;
          else calls += 1;
          return call(...args);
        };
      };
      return Object.assign(Object.create(client) as typeof client, {
        execute: count(client.execute.bind(client)),
        batch: count(client.batch.bind(client)),
      });
    },
  });
  const nowMs = platform.clock.nowMs;
  const objects = createObjectHome(cartActor).mailboxFor(
    {
      make: (_kind, _what, effect) => {
        turns += 1;
        return effect();
      },
    },
    nowMs,
  );
  const client = clientOf({
    ...platform,
    replica: {
      ask: async (statements) => {
        near += 1;
        return await platform.replica.ask(statements);
      },
    },
    ...(home === 'objects' ? { mailbox: () => objects } : {}),
  });
  async function during(request: () => Promise<Answer>): Promise<[Answer['body'], Trips]> {
    [near, calls, written, turns] = [0, 0, 0, 0];
    const answer = await request();
    const trips: Trips = [near, calls - near, written, turns];
    assert.ok(answer.status < 300, answer.text);
    return [answer.body, trips];
  }
  return { platform, client, during };
}

/** A purchase after another one, which found out what a process finds out once. */
async function aPurchase(home: 'rows' | 'objects') {
  const { platform, client, during } = await aCountedShop(home);
  const { sku, id: variantId } = (await aProduct(client)).variants[0];
  const found: Record<string, Trips> = {};
  for (const round of ['first', 'second'] as const) {
    platform.advance(2_000);
    const count = async (name: string, request: () => Promise<Answer>) => {
      const [body, trips] = await during(request);
      if (round === 'second') found[name] = trips;
      return body;
    };
    const { id } = await count('create', () => client('POST', '/v1/carts', { body: {} }));
    const path = `/v1/carts/${id}`;
    const add = (name: string, key?: string) =>
      count(name, () =>
        client('POST', `${path}/lines`, {
          body: { sku, quantity: 1 },
          ...(key === undefined ? {} : { key }),
        }),
      );
    const { lines } = await add('add, nothing known');
    assert.equal(lines[0].variant_id, variantId);
    await add('add');
    await add('add under a key', 'a-key');
    await count('quantity', () =>
      client('PATCH', `${path}/lines/${lines[0].id}`, { body: { quantity: 2 } }),
    );
    await count('address', () => client('PATCH', path, { body: buyer }));
    const cart = await count('read', () => client('GET', path));
    await count('shipping options', () => client('GET', `${path}/shipping-options`));
    const order = await count('checkout', () => checkOut(client, cart));
    await count('order', () =>
      client('GET', `/v1/orders/${order.id}`, { bearer: order.access_token }),
    );
  }
  platform.close();
  return found;
}

// Carts are objects on Workers, which keep the answers under a key too (decision 002).
test('a purchase whose carts are objects goes to the primary once, to place the order', async () => {
  assert.deepEqual(await aPurchase('objects'), {
    create: [1, 0, 0, 1],
    'add, nothing known': [1, 0, 0, 1],
    add: [0, 0, 0, 1],
    'add under a key': [0, 0, 0, 3],
    quantity: [0, 0, 0, 2],
    address: [0, 0, 0, 1],
    read: [0, 0, 0, 1],
    'shipping options': [0, 0, 0, 1],
    checkout: [0, 0, 1, 2],
    order: [0, 1, 0, 0],
  });
});

// On Node and Deno a cart is a row: it is read where it is looked at, and written where it changes.
test('a purchase whose carts are rows writes once for each change, and twice to check out', async () => {
  assert.deepEqual(await aPurchase('rows'), {
    create: [1, 1, 1, 0],
    'add, nothing known': [1, 0, 1, 0],
    add: [0, 0, 1, 0],
    'add under a key': [0, 1, 2, 0],
    quantity: [0, 1, 1, 0],
    address: [0, 0, 1, 0],
    read: [0, 1, 0, 0],
    'shipping options': [0, 1, 0, 0],
    checkout: [0, 1, 2, 0],
    order: [0, 1, 0, 0],
  });
});
