import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { clientOf, expectProblem, expectStatus, type Json } from '../support/client.ts';
import {
  aConfirmedOrder,
  anOrder,
  aProduct,
  aReadyCart,
  checkOut,
  levelOf,
  readOrder,
} from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

async function begin() {
  const platform = await testPlatform();
  return { platform, client: clientOf(platform) };
}

describe('the same key', () => {
  test('gives the same status and body, byte for byte, with one effect', async () => {
    const { platform, client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const cart = await aReadyCart(client, [{ sku, quantity: 2 }]);
    const first = await checkOut(client, cart, { key: 'one' });
    await platform.settle();
    platform.advance(23 * 3_600_000);
    const again = await checkOut(client, cart, { key: 'one' });
    expectStatus(first, 201);
    assert.equal(again.status, 201);
    assert.equal(again.text, first.text);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    assert.equal(first.headers.get('idempotency-replayed'), null);
    assert.equal(again.headers.get('location'), first.headers.get('location'));
    assert.equal((await levelOf(client, sku)).on_hand, 8);
  });

  test('keeps a refusal of the business too', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client, { onHand: 1 })).variants[0];
    const cart = await aReadyCart(client, [{ sku, quantity: 2 }]);
    const first = await checkOut(client, cart, { key: 'one' });
    expectProblem(first, 409, 'stock_short');
    const more = { delta: 5, reason: 'delivery' };
    expectStatus(
      await client('POST', `/v1/admin/inventory/${sku}/adjustments`, {
        admin: true,
        key: 'd',
        body: more,
      }),
      200,
    );
    const again = await checkOut(client, cart, { key: 'one' });
    assert.equal(again.text, first.text);
    assert.equal(again.headers.get('content-type'), 'application/problem+json');
    expectStatus(await checkOut(client, cart, { key: 'two' }), 201);
  });

  test('with another body is a conflict; with other spelling of the same it is not', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const ask = (body: unknown) =>
      client('POST', `/v1/admin/inventory/${sku}/adjustments`, { admin: true, key: 'k', body });
    const first = expectStatus(await ask({ delta: 1, reason: 'x' }), 200);
    assert.deepEqual(expectStatus(await ask('{ "reason": "x",  "delta": 1 }'), 200), first);
    expectProblem(await ask({ delta: 2, reason: 'x' }), 422, 'idempotency_conflict');
    assert.equal((await levelOf(client, sku)).on_hand, 11);
  });

  test('belongs to its caller and route', async () => {
    const { client } = await begin();
    const skus = [
      (await aProduct(client)).variants[0].sku,
      (await aProduct(client)).variants[0].sku,
    ];
    const carts = await Promise.all(skus.map((sku) => aReadyCart(client, [{ sku, quantity: 1 }])));
    const orders = await Promise.all(
      carts.map((cart) => checkOut(client, cart, { key: 'shared' })),
    );
    assert.notEqual(expectStatus(orders[0]!, 201).id, expectStatus(orders[1]!, 201).id);
    for (const sku of skus) {
      const body = { delta: 1, reason: 'x' };
      expectStatus(
        await client('POST', `/v1/admin/inventory/${sku}/adjustments`, {
          admin: true,
          key: 'shared',
          body,
        }),
        200,
      );
      assert.equal((await levelOf(client, sku)).available, 10);
    }
  });

  test('is not spent by a request of the wrong shape or without a key that is in force', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const path = `/v1/admin/inventory/${sku}/adjustments`;
    expectProblem(
      await client('POST', path, { admin: true, key: 'k', body: { delta: 0.5, reason: 'x' } }),
      400,
      'invalid_request',
    );
    expectProblem(
      await client('POST', path, { key: 'k', body: { delta: 1, reason: 'x' } }),
      401,
      'unauthorized',
    );
    expectStatus(
      await client('POST', path, { admin: true, key: 'k', body: { delta: 1, reason: 'x' } }),
      200,
    );
  });

  test('must be printable, and a secret where it opens a cart', async () => {
    const { client } = await begin();
    for (const key of ['', ' ', 'a b', 'x'.repeat(256)]) {
      const answer = await client('POST', '/v1/admin/inventory/X/adjustments', {
        admin: true,
        key,
        body: { delta: 1, reason: 'x' },
      });
      assert.equal(answer.status, 400, key);
    }
    expectProblem(
      await client('POST', '/v1/carts', { key: 'x'.repeat(21), body: {} }),
      400,
      'idempotency_key_invalid',
    );
    const [a, b] = await Promise.all(
      ['x', 'x'].map(() => client('POST', '/v1/carts', { key: 'x'.repeat(22), body: {} })),
    );
    assert.equal(expectStatus(a!, 201).id, expectStatus(b!, 201).id);
  });

  test('adds a line once', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const cart = expectStatus(await client('POST', '/v1/carts', { body: {} }), 201);
    const add = () =>
      client('POST', `/v1/carts/${cart.id}/lines`, { key: 'add', body: { sku, quantity: 2 } });
    const answers = await Promise.all([add(), add(), add(), add()]);
    for (const answer of answers) assert.equal(expectStatus(answer, 200).lines[0].quantity, 2);
    assert.equal((await add()).body.lines[0].quantity, 2);
  });

  test('with two bodies at once does one of them, and refuses the other', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2].map((quantity) =>
        client('POST', '/v1/carts', { key, body: { lines: [{ sku, quantity }] } }),
      ),
    );
    const codes = answers.map(({ body }) => body.code ?? 'created');
    assert.deepEqual(codes.toSorted(), ['created', 'idempotency_conflict']);
  });
});

describe('the same key at the same moment', () => {
  /** Sends one request eight times at once: all must be told the same. */
  async function together(
    ask: () => ReturnType<ReturnType<typeof clientOf>>,
    status: number,
  ): Promise<Json> {
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    for (const answer of answers) {
      if (answer.status !== 409 || answer.body.code !== 'idempotency_in_flight')
        assert.equal(answer.status, status, answer.text);
    }
    const done = answers.filter((answer) => answer.status === status);
    assert.ok(done.length > 0);
    for (const answer of done) assert.equal(answer.text, done[0]!.text);
    assert.equal((await ask()).text, done[0]!.text);
    return done[0]!.body;
  }

  test('places one order', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const cart = await aReadyCart(client, [{ sku, quantity: 2 }]);
    await together(() => checkOut(client, cart, { key: 'one' }), 201);
    assert.equal((await levelOf(client, sku)).available, 8);
  });

  test('adjusts stock once', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const body = { delta: 3, reason: 'delivery' };
    await together(
      () =>
        client('POST', `/v1/admin/inventory/${sku}/adjustments`, { admin: true, key: 'k', body }),
      200,
    );
    assert.equal((await levelOf(client, sku)).on_hand, 13);
  });

  test('refunds, cancels, fulfills and captures once', async () => {
    const { platform, client } = await begin();
    const move = (id: string, name: string, body: unknown) => () =>
      client('POST', `/v1/admin/orders/${id}/${name}`, { admin: true, key: 'k', body });
    const refunded = await aConfirmedOrder(platform, client);
    await together(move(refunded.id, 'refunds', {}), 200);
    assert.equal((await readOrder(client, refunded.id)).refunds.length, 1);
    const canceled = await aConfirmedOrder(platform, client);
    await together(move(canceled.id, 'cancel', {}), 200);
    const sent = await aConfirmedOrder(platform, client);
    await together(move(sent.id, 'fulfillments', {}), 200);
    const transfer = await anOrder(client, { provider: 'manual' });
    await together(move(transfer.id, 'capture', {}), 200);
    assert.deepEqual(platform.errors, []);
  });

  test('pays again once', async () => {
    const { client } = await begin();
    const order = await anOrder(client, { token: 'tok_decline' });
    const body = { provider: 'test', token: 'tok_success' };
    await together(
      () =>
        client('POST', `/v1/orders/${order.id}/payments`, {
          bearer: order.access_token,
          key: 'k',
          body,
        }),
      200,
    );
  });

  test('creates one product', async () => {
    const { client } = await begin();
    const body = { title: 'Once', variants: [{ sku: 'ONCE', prices: [] }] };
    await together(
      () => client('POST', '/v1/admin/products', { admin: true, key: 'k', body }),
      201,
    );
    assert.equal(
      expectStatus(await client('GET', '/v1/admin/products', { admin: true }), 200).data.length,
      1,
    );
  });
});

describe('a duplicate that finds the effect before the answer', () => {
  async function twoAtOnce() {
    const first = await testPlatform();
    const second = await testPlatform({}, first);
    const { sku } = (await aProduct(clientOf(first))).variants[0];
    const cart = await aReadyCart(clientOf(first), [{ sku, quantity: 2 }]);

    // The second looks for the key before the first has claimed it, and at the cart after.
    const looked = Promise.withResolvers<void>();
    const placed = Promise.withResolvers<void>();
    const refused = Promise.withResolvers<void>();
    const late = clientOf({
      ...second,
      // Pauses pass at once; deadlines do not.
      sleep: (ms) => (ms < 1_000 ? Promise.resolve() : second.sleep(ms)),
      mailbox: (kind) => ({
        ...second.mailbox(kind),
        peek: async (id, db) => {
          looked.resolve();
          await placed.promise;
          return await second.mailbox(kind).peek(id, db);
        },
      }),
    });
    const slow = clientOf({
      ...first,
      writer: {
        ...first.writer,
        command: async (command) => {
          const verdict = await first.writer.command(command);
          placed.resolve();
          await refused.promise;
          return verdict;
        },
      },
    });

    return { late, slow, cart, looked: looked.promise, answer: refused.resolve };
  }

  // The buyer waits for what the provider says, so the order is there before its answer.
  const keyed = { key: 'one', token: 'tok_decline' };

  test('is told that the first one is still running', async () => {
    const { late, slow, cart, looked, answer } = await twoAtOnce();
    const duplicate = checkOut(late, cart, keyed);
    await looked;
    const original = checkOut(slow, cart, keyed);
    expectProblem(await duplicate, 409, 'idempotency_in_flight');
    answer();
    const order = await original;
    expectStatus(order, 201);
    assert.equal((await checkOut(late, cart, keyed)).text, order.text);
  });

  test('is answered at once where the answer became durable with the order', async () => {
    const { late, slow, cart, looked, answer } = await twoAtOnce();
    const duplicate = checkOut(late, cart, { key: 'one' });
    await looked;
    const original = checkOut(slow, cart, { key: 'one' });
    const replayed = await duplicate;
    expectStatus(replayed, 201);
    assert.equal(replayed.headers.get('idempotency-replayed'), 'true');
    answer();
    assert.equal((await original).text, replayed.text);
  });
});

describe('without a key', () => {
  test('a cart checked out twice at once is one order', async () => {
    const { client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const cart = await aReadyCart(client, [{ sku, quantity: 2 }]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => checkOut(client, cart)));
    const placed = answers.filter(({ status }) => status === 201);
    assert.equal(placed.length, 1);
    for (const answer of answers) {
      if (answer !== placed[0])
        assert.equal(expectProblem(answer, 409, 'cart_completed').order_id, placed[0]!.body.id);
    }
    assert.equal((await levelOf(client, sku)).available, 8);
  });
});

describe('a run that died before it could answer', () => {
  /** Takes back the answer that is kept under every key, as if the process had died before keeping it. */
  async function forgetAnswers(platform: Awaited<ReturnType<typeof testPlatform>>): Promise<void> {
    await platform.writer.apply({
      sql: `UPDATE commands SET status = NULL, body = NULL WHERE key LIKE 'claim:%'`,
      args: [],
    });
    platform.advance(11_000);
  }

  test('is taken up where it ended', async () => {
    const { platform, client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const cart = await aReadyCart(client, [{ sku, quantity: 2 }]);
    const first = expectStatus(await checkOut(client, cart, { key: 'one' }), 201);
    await forgetAnswers(platform);
    const again = expectStatus(await checkOut(client, cart, { key: 'one' }), 201);
    assert.deepEqual([again.id, again.access_token], [first.id, first.access_token]);
  });

  for (const [name, body] of [
    ['cancel', {}],
    ['refunds', {}],
    ['fulfillments', {}],
  ] as const) {
    test(`answers the order, also when ${name} can be done only once`, async () => {
      const { platform, client } = await begin();
      const order = await aConfirmedOrder(platform, client);
      const ask = () =>
        client('POST', `/v1/admin/orders/${order.id}/${name}`, { admin: true, key: 'k', body });
      const first = expectStatus(await ask(), 200);
      await forgetAnswers(platform);
      assert.deepEqual(expectStatus(await ask(), 200), first);
    });
  }

  test('answers the order, also for a payment', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_decline' });
    const ask = () =>
      client('POST', `/v1/orders/${order.id}/payments`, {
        bearer: order.access_token,
        key: 'k',
        body: { provider: 'test', token: 'tok_success' },
      });
    expectStatus(await ask(), 200);
    await forgetAnswers(platform);
    assert.equal(expectStatus(await ask(), 200).payment_status, 'paid');
  });
});

test('a key of one bearer answers nothing to another', async () => {
  const { client } = await begin();
  const order = await anOrder(client, { token: 'tok_decline' });
  const pay = (bearer: string) =>
    client('POST', `/v1/orders/${order.id}/payments`, {
      bearer,
      key: '1',
      body: { provider: 'test', token: 'tok_success' },
    });
  expectProblem(await pay('ot_guess'), 404, 'order_not_found');
  expectStatus(await pay(order.access_token), 200);
  expectProblem(await pay('ot_other'), 404, 'order_not_found');
});
