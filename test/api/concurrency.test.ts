import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import {
  aProduct,
  aReadyCart,
  anOrder,
  buyer,
  checkOut,
  eventsOf,
  levelOf,
  readOrder,
} from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

/** Two processes over one database. */
async function twoProcesses() {
  const one = await testPlatform();
  const two = await testPlatform({}, one);
  const clients = [clientOf(one), clientOf(two)] as const;
  return { one, two, clients, of: (index: number): Client => clients[index % 2 === 0 ? 0 : 1] };
}

const count = (statuses: readonly number[], status: number) =>
  statuses.filter((each) => each === status).length;

describe('buyers in two processes', () => {
  test('fifty who want the last unit: exactly one order', async () => {
    const { one, two, of, clients } = await twoProcesses();
    const { sku } = (await aProduct(clients[0], { onHand: 1 })).variants[0];
    const carts = await Promise.all(
      Array.from({ length: 50 }, () => aReadyCart(clients[0], [{ sku, quantity: 1 }])),
    );
    const answers = await Promise.all(carts.map((cart, index) => checkOut(of(index), cart)));
    assert.deepEqual(
      [
        count(
          answers.map(({ status }) => status),
          201,
        ),
        count(
          answers.map(({ status }) => status),
          409,
        ),
      ],
      [1, 49],
    );
    for (const answer of answers.filter(({ status }) => status === 409)) {
      assert.deepEqual(expectProblem(answer, 409, 'stock_short').items, [
        { sku, requested: 1, available: 0 },
      ]);
    }
    await Promise.all([one.settle(), two.settle()]);
    assert.deepEqual(
      await levelOf(clients[0], sku).then((level) => [level.on_hand, level.reserved]),
      [0, 0],
    );
    assert.equal(
      (await clients[0]('GET', '/v1/admin/orders', { admin: true })).body.data.length,
      1,
    );
    assert.deepEqual([...one.errors, ...two.errors], []);
  });

  test('who check out two SKUs in opposite order neither deadlock nor oversell', async () => {
    const { of, clients } = await twoProcesses();
    const skus = [
      (await aProduct(clients[0], { onHand: 7 })).variants[0].sku,
      (await aProduct(clients[0], { onHand: 7 })).variants[0].sku,
    ];
    const lines = skus.map((sku) => ({ sku, quantity: 1 }));
    const carts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        aReadyCart(of(index), index % 3 === 0 ? lines : lines.toReversed()),
      ),
    );
    const answers = await Promise.all(carts.map((cart, index) => checkOut(of(index), cart)));
    assert.equal(
      count(
        answers.map(({ status }) => status),
        201,
      ),
      7,
    );
    for (const sku of skus) assert.equal((await levelOf(clients[0], sku)).available, 0);
  });

  test('get a number each that nobody else has', async () => {
    const { of, clients } = await twoProcesses();
    const { sku } = (await aProduct(clients[0], { onHand: 1_000 })).variants[0];
    const carts = await Promise.all(
      Array.from({ length: 200 }, () => aReadyCart(clients[0], [{ sku, quantity: 1 }])),
    );
    const orders = await Promise.all(
      carts.map(async (cart, index) => expectStatus(await checkOut(of(index), cart), 201)),
    );
    assert.equal(new Set(orders.map(({ number }) => number)).size, 200);
    assert.equal((await levelOf(clients[0], sku)).available, 800);
  });

  test('check one cart out together: one order', async () => {
    const { of, clients } = await twoProcesses();
    const { sku } = (await aProduct(clients[0])).variants[0];
    const cart = await aReadyCart(clients[0], [{ sku, quantity: 1 }]);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => checkOut(of(index), cart)),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    assert.equal((await levelOf(clients[0], sku)).available, 9);
  });
});

describe('one cart', () => {
  test('given a hundred units in parallel by two processes has a hundred', async () => {
    const { of, clients } = await twoProcesses();
    const { sku } = (await aProduct(clients[0])).variants[0];
    const cart = expectStatus(await clients[0]('POST', '/v1/carts', { body: {} }), 201);
    const path = `/v1/carts/${cart.id}/lines`;
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        of(index)('POST', path, { body: { sku, quantity: 1 } }),
      ),
    );
    const versions = answers.map((answer) => expectStatus(answer, 200).version);
    assert.equal(new Set(versions).size, 100);
    const read = expectStatus(await clients[1]('GET', `/v1/carts/${cart.id}`), 200);
    assert.deepEqual([read.lines[0].quantity, read.version], [100, 101]);
  });

  test('set by two tabs at once takes one and tells the other', async () => {
    const { of, clients } = await twoProcesses();
    const { sku } = (await aProduct(clients[0])).variants[0];
    const cart = expectStatus(
      await clients[0]('POST', '/v1/carts', { body: { lines: [{ sku, quantity: 1 }] } }),
      201,
    );
    const path = `/v1/carts/${cart.id}/lines/${cart.lines[0].id}`;
    const answers = await Promise.all(
      [3, 4].map((quantity, index) =>
        of(index)('PATCH', path, { ifMatch: '"1"', body: { quantity } }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412]);
    const refused = answers.find(({ status }) => status === 412)!;
    assert.equal(expectProblem(refused, 412, 'version_conflict').current_version, 2);
  });
});

describe('a discount code', () => {
  test('that may be used once is used once by twenty orders at once', async () => {
    const { one, of, clients } = await twoProcesses();
    const { sku } = (await aProduct(clients[0], { onHand: 100 })).variants[0];
    const body = { code: 'ONCE', type: 'percentage', value: 50, usage_limit: 1 };
    const code = expectStatus(
      await clients[0]('POST', '/v1/admin/discount-codes', { admin: true, body }),
      201,
    );
    const carts = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const cart = await aReadyCart(of(index), [{ sku, quantity: 1 }]);
        return expectStatus(
          await of(index)('POST', `/v1/carts/${cart.id}/discount-codes`, {
            body: { code: 'once' },
          }),
          200,
        );
      }),
    );
    const answers = await Promise.all(carts.map((cart, index) => checkOut(of(index), cart)));
    assert.equal(
      count(
        answers.map(({ status }) => status),
        201,
      ),
      1,
    );
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      assert.equal(expectProblem(answer, 409, 'code_not_applicable').reason, 'used_up');
    }
    const path = `/v1/admin/discount-codes/${code.id}`;
    assert.equal(expectStatus(await clients[0]('GET', path, { admin: true }), 200).used, 1);
    await one.settle();
    const placed = answers.find(({ status }) => status === 201)!.body;
    expectStatus(
      await clients[0]('POST', `/v1/admin/orders/${placed.id}/cancel`, { admin: true }),
      200,
    );
    assert.equal(expectStatus(await clients[0]('GET', path, { admin: true }), 200).used, 0);
  });

  test('once a customer is once a customer, whatever the case of the address', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const { sku } = (await aProduct(client, { onHand: 100 })).variants[0];
    const body = {
      code: 'HELLO',
      type: 'fixed',
      value: { amount: 100, currency: 'GBP' },
      usage_limit_per_customer: 1,
    };
    expectStatus(await client('POST', '/v1/admin/discount-codes', { admin: true, body }), 201);
    const carts = await Promise.all(
      ['a@example.com', 'A@example.com', 'b@example.com'].map(async (email) => {
        const cart = await aReadyCart(client, [{ sku, quantity: 1 }]);
        await client('PATCH', `/v1/carts/${cart.id}`, { body: { email } });
        return expectStatus(
          await client('POST', `/v1/carts/${cart.id}/discount-codes`, { body: { code: 'HELLO' } }),
          200,
        );
      }),
    );
    const answers = await Promise.all(carts.map((cart) => checkOut(client, cart)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 201, 409]);
  });
});

describe('large orders of the real data', () => {
  test('one of 1,114 lines and one line of 80,995 units', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const lines: Json[] = [];
    for (let group = 0; group < 5; group += 1) {
      const variants = Array.from({ length: 223 }, (_, index) => ({
        sku: `L${group}-${index}`,
        prices: [{ amount: 101 + index, currency: 'GBP' }],
        inventory: { on_hand: group === 0 && index === 0 ? 80_995 : 1 },
      }));
      await aProduct(client, { variants });
      lines.push(...variants.map(({ sku, inventory }) => ({ sku, quantity: inventory.on_hand })));
    }
    const cart = await aReadyCart(client, lines.slice(0, 1_114));
    assert.equal(cart.lines.length, 1_114);
    const order = expectStatus(await checkOut(client, cart), 201);
    await platform.settle();
    const read = await readOrder(client, order.id);
    assert.deepEqual(
      [read.status, read.lines.length, read.lines[0].quantity],
      ['confirmed', 1_114, 80_995],
    );
    const sum = read.lines.reduce((total: number, line: Json) => total + line.total.amount, 0);
    assert.equal(sum, read.totals.total.amount);
    assert.equal((await levelOf(client, 'L0-0')).on_hand, 0);
    expectStatus(await client('POST', `/v1/admin/orders/${order.id}/cancel`, { admin: true }), 200);
    assert.equal((await levelOf(client, 'L0-0')).on_hand, 80_995);
    assert.deepEqual(platform.errors, []);
  });
});

describe('nudges', () => {
  for (const token of ['tok_requires_action', 'tok_timeout_then_success', 'tok_double_webhook']) {
    test(`that are lost, doubled and reordered change nothing for ${token}`, async () => {
      const { one, two, clients } = await twoProcesses();
      const order = await anOrder(clients[0], { token });
      if (order.payment.next_action) {
        const { pathname, search } = new URL(order.payment.next_action.url);
        expectStatus(await clients[1]('GET', pathname + search), 200);
      }
      for (let round = 0; round < 6; round += 1) {
        one.advance(5_000);
        await Promise.all([one.settle(), two.settle(), two.settle()]);
      }
      assert.equal((await readOrder(clients[0], order.id)).status, 'confirmed');
      const events = await eventsOf(clients[0], order.id);
      assert.equal(new Set(events).size, events.length, String(events));
      assert.equal((await levelOf(clients[0], order.lines[0].sku)).on_hand, 8);
    });
  }

  test('an expired cart changes no reservation', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const { sku } = (await aProduct(client)).variants[0];
    const idle = await aReadyCart(client, [{ sku, quantity: 3 }]);
    const order = await anOrder(client, { provider: 'manual' });
    assert.equal((await levelOf(client, sku)).reserved, 0);
    platform.advance(6 * 24 * 3_600_000);
    await platform.settle();
    assert.equal((await levelOf(client, order.lines[0].sku)).reserved, 2);
    platform.advance(25 * 24 * 3_600_000);
    expectProblem(await client('GET', `/v1/carts/${idle.id}`), 404, 'cart_not_found');
    expectProblem(await checkOut(client, idle), 404, 'cart_not_found');
    assert.equal((await levelOf(client, sku)).available, 10);
  });
});

test('nobody overwrites a cart or an order by sending its id', async () => {
  const client = clientOf(await testPlatform());
  const { sku } = (await aProduct(client)).variants[0];
  const cart = await aReadyCart(client, [{ sku, quantity: 1 }]);
  const order = expectStatus(await checkOut(client, cart), 201);
  for (const body of [
    { id: cart.id },
    { lines: [{ id: cart.lines[0].id, sku, quantity: 1 }] },
    { status: 'active' },
  ]) {
    expectProblem(await client('POST', '/v1/carts', { body }), 400, 'invalid_request');
  }
  expectProblem(
    await client('PATCH', `/v1/carts/${cart.id}`, { body: { id: 'x', order_id: order.id } }),
    400,
    'invalid_request',
  );
  expectProblem(
    await client('PATCH', `/v1/carts/${cart.id}`, { body: buyer }),
    409,
    'cart_completed',
  );
  expectProblem(
    await client('POST', `/v1/carts/${cart.id}/lines`, { body: { sku, quantity: 1 } }),
    409,
    'cart_completed',
  );
});
