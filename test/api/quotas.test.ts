import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct, aReadyCart, checkOut } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

// What is exact whether or not rates are limited: both processes of a shop count together.

describe('tries of discount codes', () => {
  test('are twenty in a quarter of an hour, however many come at once', async () => {
    const platform = await testPlatform();
    const [here, there] = [clientOf(platform), clientOf(await testPlatform({}, platform))];
    const body = { code: 'SECRET', type: 'percentage', value: 50 };
    expectStatus(await here('POST', '/v1/admin/discount-codes', { admin: true, body }), 201);
    const cart = expectStatus(await here('POST', '/v1/carts', { body: {} }), 201);
    const path = `/v1/carts/${cart.id}/discount-codes`;
    const enter = (code: string, on = here) => on('POST', path, { body: { code } });

    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => enter(`GUESS${at}`, at % 2 === 0 ? here : there)),
    );
    const byStatus = Map.groupBy(answers, ({ status }) => status);
    assert.deepEqual([...byStatus].map(([status, { length }]) => [status, length]).toSorted(), [
      [422, 20],
      [429, 40],
    ]);
    const problem = expectProblem(await enter('SECRET'), 429, 'rate_limited');
    assert.equal(problem.policy, 'discount-codes-per-cart');

    const refused = await enter('SECRET', there);
    assert.equal(refused.headers.get('ratelimit-policy'), '"discount-codes-per-cart";q=20;w=900');
    const seconds = Number(refused.headers.get('retry-after'));
    assert.ok(seconds > 880 && seconds <= 900, String(seconds));
    platform.advance(seconds * 1_000);
    const entered = expectStatus(await enter('SECRET'), 200);
    assert.deepEqual(entered.version, cart.version + 1, 'tries make no version');
    for (let again = 0; again < 25; again += 1) expectStatus(await enter('secret'), 200);
  });

  test('are counted once under a key, and not at all for a version that is gone', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const cart = expectStatus(await client('POST', '/v1/carts', { body: {} }), 201);
    const path = `/v1/carts/${cart.id}/discount-codes`;
    for (let again = 0; again < 25; again += 1) {
      const tried = await client('POST', path, { body: { code: 'NONE' }, key: 'one-and-the-same' });
      expectProblem(tried, 422, 'code_not_applicable');
      const stale = await client('POST', path, { body: { code: 'NONE' }, ifMatch: '"9"' });
      expectProblem(stale, 412, 'version_conflict');
    }
    for (let tries = 1; tries < 20; tries += 1)
      assert.equal((await client('POST', path, { body: { code: 'NONE' } })).status, 422);
    assert.equal((await client('POST', path, { body: { code: 'NONE' } })).status, 429);
  });
});

test('attempts to pay an order are five in ten minutes, and twenty in all', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const product = await aProduct(client);
  const cart = await aReadyCart(client, [{ sku: product.variants[0].sku, quantity: 1 }]);
  const order = expectStatus(await checkOut(client, cart, { token: 'tok_decline' }), 201);
  await platform.settle();
  let keys = 0;
  const pay = (key = `try-${(keys += 1)}`) =>
    client('POST', `/v1/orders/${order.id}/payments`, {
      bearer: order.access_token,
      key,
      body: { provider: 'test', token: 'tok_decline' },
    });
  const decline = async () => {
    expectStatus(await pay(), 200);
    await platform.settle();
  };
  for (let tries = 1; tries < 5; tries += 1) await decline();
  for (let attempts = 5; attempts < 20; attempts += 1) {
    const key = `later-${attempts}`;
    const refused = await pay(key);
    if (refused.status === 429) {
      assert.equal(refused.body.policy, 'payments-per-order');
      platform.advance(Number(refused.headers.get('retry-after')) * 1_000);
      // A refusal that says when is not kept: the same key goes on.
      expectStatus(await pay(key), 200);
    } else expectStatus(refused, 200);
    await platform.settle();
  }
  platform.advance(600_000);
  assert.equal(expectProblem(await pay(), 422, 'payment_limit').maximum, 20);
});
