import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { expectStatus, type Json } from '../support/client.ts';
import { checkOut, aProduct, aReadyCart, levelOf, readOrder } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import {
  aStripeShop,
  bought,
  buy,
  checkStripeBooksAtEnd,
  deliver,
  intentOf,
  pass,
  type StripeScene,
} from '../support/stripe-scene.ts';

checkInvariantsAtEnd();
checkStripeBooksAtEnd();

const holdMs = 900_000;
const hourMs = 3_600_000;
const create = /^POST \/v1\/payment_intents$/;
const states = (order: Json) => [order.status, order.payment.status];
const read = ({ client }: StripeScene, order: Json) => readOrder(client, order.id);
const creates = ({ stripe }: StripeScene) =>
  stripe.asked.filter((line) => create.test(line)).length;

describe('an answer that does not come', () => {
  for (const trouble of ['silent', 'lost', 'broken', 429, 409, 500] as const) {
    test(`(${trouble}) leaves the payment unknown, and it is charged once`, async () => {
      const scene = await aStripeShop();
      scene.stripe.next(create, trouble);
      const order = await buy(scene);
      assert.deepEqual(states(order), ['pending', 'unknown']);
      await pass(scene, 60_000);
      assert.deepEqual(states(await read(scene, order)), ['confirmed', 'captured']);
      assert.equal(intentOf(scene, order).amount_received, 2_000);
      const silent = trouble === 'silent' || trouble === 'lost';
      // The request was hung up on: no connection waits for what will not come.
      assert.equal(scene.stripe.hungUp(), silent ? 1 : 0);
    });
  }

  test('is told by the webhook before we ask again', async () => {
    const scene = await aStripeShop();
    scene.stripe.next(create, 'lost');
    const order = await buy(scene);
    await deliver(scene);
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'captured']);
    assert.equal(creates(scene), 1);
  });

  test('of a decline ends in the decline', async () => {
    const scene = await aStripeShop();
    scene.stripe.next(create, 'lost');
    const order = await buy(scene, { token: 'pm_card_chargeDeclined' });
    assert.deepEqual(states(order), ['pending', 'unknown']);
    await pass(scene, 20_000);
    assert.deepEqual(states(await read(scene, order)), ['pending', 'failed']);
    assert.equal(intentOf(scene, order).status, 'canceled');
  });
});

describe('an attempt that is given up unheard', () => {
  test('cannot be charged by a request that is still on its way', async () => {
    const scene = await aStripeShop();
    scene.stripe.always('silent');
    const order = await buy(scene);
    await pass(scene, 60_000, 3);
    assert.deepEqual(states(await read(scene, order)), ['pending', 'unknown']);
    scene.stripe.always(undefined);
    // Nobody looks at it until the hold is over.
    scene.platform.advance(holdMs);
    await pass(scene, 600_000, 10);
    assert.deepEqual(states(await read(scene, order)), ['canceled', 'canceled']);
    assert.equal((await levelOf(scene.client, order.lines[0].sku)).available, 10);
    const late = await fetch(`${scene.stripe.url}/v1/payment_intents`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk_test_standin',
        'idempotency-key': order.payment.id,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `amount=2000&currency=gbp&confirm=true&payment_method=pm_card_visa`,
    });
    assert.equal(late.status, 400);
    assert.equal(intentOf(scene, order).status, 'canceled');
  });

  test('and was charged all the same is found, even when the search is behind', async () => {
    const scene = await aStripeShop();
    scene.stripe.next(create, 'lost');
    const order = await buy(scene);
    scene.stripe.searchable = false;
    // Nobody looks at it until the hold is over.
    scene.platform.advance(holdMs + 1_000);
    await scene.platform.settle();
    assert.deepEqual(states(await read(scene, order)), ['pending', 'unknown']);
    assert.equal((await levelOf(scene.client, order.lines[0].sku)).reserved, 2);
    scene.stripe.searchable = true;
    await pass(scene, 300_000);
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'captured']);
    assert.equal(intentOf(scene, order).amount_received, 2_000);
  });

  test('is never made a second time once Stripe has forgotten its key', async () => {
    for (const trouble of ['lost', 'silent'] as const) {
      const scene = await aStripeShop({ HOLD_SECONDS: String(7 * 24 * 3_600) });
      scene.stripe.next(create, trouble);
      const order = await buy(scene);
      scene.platform.advance(25 * hourMs);
      await scene.platform.settle();
      assert.equal(creates(scene), 1);
      const now = await read(scene, order);
      if (trouble === 'lost') assert.deepEqual(states(now), ['confirmed', 'captured']);
      else
        assert.deepEqual(
          [...states(now), now.payment.reason],
          ['pending', 'failed', 'never_received'],
        );
    }
  });
});

describe('a key that may not', () => {
  test('charge makes the payment fail, and not unknown: nothing can have been charged', async () => {
    const scene = await aStripeShop();
    for (const status of [401, 403]) {
      scene.stripe.next(create, status);
      const order = await buy(scene);
      assert.deepEqual(states(order), ['pending', 'failed']);
      assert.equal(scene.stripe.books.intents.size, 0);
    }
  });

  test('charge any more proves nothing about an attempt that was made before', async () => {
    const scene = await aStripeShop();
    scene.stripe.next(create, 'lost', 401);
    const order = await buy(scene);
    await pass(scene, 3_000, 1);
    assert.deepEqual(states(await read(scene, order)), ['pending', 'unknown']);
    await pass(scene, 60_000);
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'captured']);
  });

  test('refund is not the end of the refund', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene);
    scene.stripe.next(/POST \/v1\/refunds/, 403);
    const body = { amount: { amount: 500, currency: 'GBP' } };
    const path = `/v1/admin/orders/${order.id}/refunds`;
    const asked = await scene.client('POST', path, { admin: true, key: randomUUID(), body });
    assert.equal(expectStatus(asked, 200).refunds[0].status, 'pending');
    await pass(scene, 60_000);
    assert.equal((await read(scene, order)).refunds[0].status, 'succeeded');
  });
});

describe('a provider that is down', () => {
  test('is left alone after a while: nobody waits, nothing is unknown, others go on', async () => {
    const scene = await aStripeShop();
    scene.stripe.always('silent');
    const waited: Json[] = [];
    for (let count = 0; count < 5; count += 1) waited.push(await buy(scene));
    for (const order of waited) assert.deepEqual(states(order), ['pending', 'unknown']);
    const asked = scene.stripe.asked.length;
    const spared = await buy(scene);
    assert.deepEqual(states(spared), ['pending', 'created']);
    assert.equal(scene.stripe.asked.length, asked);
    assert.equal(scene.stripe.hungUp(), 5);

    const product = await aProduct(scene.client);
    const cart = await aReadyCart(scene.client, [{ sku: product.variants[0].sku, quantity: 1 }]);
    const other = expectStatus(await checkOut(scene.client, cart), 201);
    await scene.platform.settle();
    assert.equal((await read(scene, other)).status, 'confirmed');
    assert.equal(scene.stripe.asked.length, asked);
    await pass(scene, 9_000, 3);
    assert.deepEqual(states(await read(scene, spared)), ['pending', 'created']);

    scene.stripe.always(undefined);
    await pass(scene, 120_000, 6);
    for (const order of [...waited, spared])
      assert.deepEqual(states(await read(scene, order)), ['confirmed', 'captured']);
  });

  test('says so to who cancels an order, and the goods stay', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: null });
    scene.stripe.always(503);
    const path = `/v1/admin/orders/${order.id}/cancel`;
    const tries: string[] = [];
    for (let count = 0; count < 6; count += 1)
      tries.push((await scene.client('POST', path, { admin: true })).body.code);
    assert.deepEqual(
      tries.slice(0, 5),
      Array.from({ length: 5 }, () => 'outcome_unknown'),
    );
    assert.equal(tries[5], 'provider_unavailable');
    assert.equal((await levelOf(scene.client, order.lines[0].sku)).reserved, 2);
    scene.stripe.always(undefined);
    scene.platform.advance(10_000);
    assert.equal(
      expectStatus(await scene.client('POST', path, { admin: true }), 200).status,
      'canceled',
    );
  });
});
