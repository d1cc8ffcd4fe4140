import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { expectProblem, expectStatus, type Json } from '../support/client.ts';
import { eventsOf, levelOf, readOrder } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import {
  aStripeShop,
  bought,
  buy,
  checkStripeBooksAtEnd,
  deliver,
  intentOf,
  pass,
  stripePayment,
  type StripeScene,
  tryBuying,
} from '../support/stripe-scene.ts';

checkInvariantsAtEnd();
checkStripeBooksAtEnd();

const holdMs = 900_000;
const states = (order: Json) => [order.status, order.payment_status, order.payment.status];
const read = ({ client }: StripeScene, order: Json) => readOrder(client, order.id);
const admin = (scene: StripeScene, order: Json, act: string) =>
  scene.client('POST', `/v1/admin/orders/${order.id}/${act}`, {
    admin: true,
    key: randomUUID(),
    body: {},
  });

describe('a card, confirmed by the server', () => {
  test('is charged once, under the key of its attempt, and the order confirmed', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene);
    assert.deepEqual(states(order).slice(1), ['paid', 'captured']);
    assert.equal(order.payment.client_secret, undefined);
    await deliver(scene);
    await deliver({ ...scene, delivered: 0 });
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'paid', 'captured']);
    assert.equal(intentOf(scene, order).amount_received, 2_000);
    const events = await eventsOf(scene.client, order.id);
    assert.deepEqual(events, [
      'order.placed',
      'payment.created',
      'payment.captured',
      'order.confirmed',
    ]);
  });

  test('that is declined fails for good, with the reason; another pays', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: 'pm_card_chargeDeclinedInsufficientFunds' });
    assert.deepEqual(states(order), ['pending', 'failed', 'failed']);
    assert.equal(order.payment.reason, 'insufficient_funds');
    assert.equal(intentOf(scene, order).status, 'canceled');
    await deliver(scene);
    assert.deepEqual(states(await read(scene, order)), ['pending', 'failed', 'failed']);
    const again = await scene.client('POST', `/v1/orders/${order.id}/payments`, {
      key: randomUUID(),
      bearer: order.access_token,
      body: stripePayment('pm_card_visa'),
    });
    assert.equal(expectStatus(again, 200).payment_status, 'paid');
    await deliver(scene);
    assert.equal((await read(scene, order)).status, 'confirmed');
  });

  test('keeps to itself what a bank says of thieves', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: 'pm_card_chargeDeclinedFraudulent' });
    assert.equal(order.payment.reason, 'card_declined');
  });

  test('whose decline could not be called off at once is called off before it is failed', async () => {
    const scene = await aStripeShop();
    scene.stripe.next(/POST .*\/cancel/, 503);
    const order = await buy(scene, { token: 'pm_card_chargeDeclined' });
    assert.equal(order.payment.status, 'unknown');
    await pass(scene, 5_000);
    assert.deepEqual(states(await read(scene, order)), ['pending', 'failed', 'failed']);
    assert.equal(intentOf(scene, order).status, 'canceled');
  });

  test('that Stripe does not know, or an amount that it does not take, fails at once', async () => {
    const scene = await aStripeShop();
    const unknown = await buy(scene, { token: 'pm_nobody' });
    assert.deepEqual(
      [unknown.payment.status, unknown.payment.reason],
      ['failed', 'resource_missing'],
    );
    const small = await buy(scene, { amount: 10 });
    assert.deepEqual([small.payment.status, small.payment.reason], ['failed', 'amount_too_small']);
    expectProblem(await tryBuying(scene, { token: 'tok_success' }), 422, 'payment_token_invalid');
  });

  test('that needs the buyer waits for them: by webhook, by poll, in vain', async () => {
    for (const way of ['webhook', 'poll', 'denied'] as const) {
      const scene = await aStripeShop();
      const order = await buy(scene, {
        token: 'pm_card_authenticationRequired',
        returnUrl: 'https://shop.example/back',
      });
      assert.equal(order.payment.status, 'requires_action');
      const intent = intentOf(scene, order);
      assert.deepEqual(order.payment.next_action, {
        type: 'redirect',
        url: `https://bank.example/${intent.id}`,
      });
      scene.stripe.books.authenticate(intent.id, way !== 'denied');
      if (way === 'poll') await pass(scene, 10_000);
      else await deliver(scene);
      const expected =
        way === 'denied' ? ['pending', 'failed', 'failed'] : ['confirmed', 'paid', 'captured'];
      assert.deepEqual(states(await read(scene, order)), expected);
      assert.equal(intent.status, way === 'denied' ? 'canceled' : 'succeeded');
    }
  });

  test('without a page to return to is finished by the client, with its secret', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: 'pm_card_authenticationRequired' });
    assert.equal(order.payment.next_action, undefined);
    assert.equal(order.payment.client_secret, intentOf(scene, order).client_secret);
  });
});

describe('a card, confirmed in the browser', () => {
  test('may be declined and tried again, until it pays', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: null });
    const intent = intentOf(scene, order);
    assert.equal(order.payment.client_secret, intent.client_secret);
    const { books } = scene.stripe;
    assert.throws(() => books.confirm(intent.id, { payment_method: 'pm_card_chargeDeclined' }));
    await deliver(scene);
    assert.equal((await read(scene, order)).payment.status, 'created');
    books.confirm(intent.id, { payment_method: 'pm_card_visa' });
    await deliver(scene);
    const paid = await read(scene, order);
    assert.deepEqual(states(paid), ['confirmed', 'paid', 'captured']);
    assert.equal(paid.payment.client_secret, undefined);
  });

  test('is called off when the hold ends, and the stock comes back', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: null });
    await pass(scene, holdMs + 10_000);
    assert.deepEqual(states(await read(scene, order)), ['canceled', 'voided', 'canceled']);
    assert.equal(intentOf(scene, order).status, 'canceled');
    assert.equal((await levelOf(scene.client, order.lines[0].sku)).available, 10);
  });

  test('that was paid while it was called off is paid', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: null });
    const { id } = intentOf(scene, order);
    scene.stripe.books.confirm(id, { payment_method: 'pm_card_visa' });
    scene.platform.advance(holdMs + 1_000);
    await scene.platform.settle();
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'paid', 'captured']);
  });

  test('while the bank still thinks keeps its goods', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: null });
    const intent = intentOf(scene, order);
    intent.status = 'processing';
    await pass(scene, holdMs * 2, 20);
    assert.equal((await read(scene, order)).status, 'pending');
    assert.equal((await levelOf(scene.client, order.lines[0].sku)).reserved, 2);
    intent.status = 'requires_payment_method';
    await pass(scene, 300_000);
    assert.equal((await read(scene, order)).status, 'canceled');
  });
});

describe('manual capture', () => {
  const manual = { STRIPE_CAPTURE: 'manual' };

  test('holds goods and money until somebody captures', async () => {
    const scene = await aStripeShop(manual);
    const order = await buy(scene);
    assert.deepEqual(states(order), ['pending', 'authorized', 'authorized']);
    await pass(scene, 5 * 24 * 3_600_000, 10);
    const waiting = await read(scene, order);
    assert.deepEqual(states(waiting), ['pending', 'authorized', 'authorized']);
    const captured = expectStatus(await admin(scene, order, 'capture'), 200);
    assert.deepEqual(states(captured), ['confirmed', 'paid', 'captured']);
    await deliver(scene);
    expectProblem(await admin(scene, order, 'capture'), 409, 'invalid_transition');
  });

  test('is called off with the order, and when nobody captures in time', async () => {
    const scene = await aStripeShop(manual);
    const order = await buy(scene);
    expectStatus(await admin(scene, order, 'cancel'), 200);
    assert.equal(intentOf(scene, order).status, 'canceled');
    const forgotten = await buy(scene);
    await pass(scene, 8 * 24 * 3_600_000, 10);
    assert.equal((await read(scene, forgotten)).status, 'canceled');
    assert.equal(intentOf(scene, forgotten).status, 'canceled');
    assert.equal((await levelOf(scene.client, forgotten.lines[0].sku)).available, 10);
  });

  test('of an authorization that ran out is refused', async () => {
    const scene = await aStripeShop(manual);
    const order = await buy(scene);
    scene.stripe.books.cancel(intentOf(scene, order).id, 'automatic');
    expectProblem(await admin(scene, order, 'capture'), 409, 'invalid_transition');
    assert.deepEqual(states(await read(scene, order)), ['pending', 'failed', 'canceled']);
  });

  test('whose answer is lost is told by asking', async () => {
    const scene = await aStripeShop(manual);
    const order = await buy(scene);
    scene.stripe.next(/capture/, 'lost');
    expectProblem(await admin(scene, order, 'capture'), 503, 'outcome_unknown');
    await pass(scene, 3_600_000, 3);
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'paid', 'captured']);
  });
});

describe('amounts', () => {
  const charged = async (currency: string, amount: number) => {
    const scene = await aStripeShop();
    const order = await buy(scene, { currency, amount, quantity: 1 });
    assert.equal(order.payment.amount.amount, amount);
    assert.equal(order.payment_status, 'paid');
    await scene.platform.settle();
    return intentOf(scene, order).amount;
  };

  test('are counted as Stripe counts them', async () => {
    assert.equal(await charged('GBP', 1_999), 1_999);
    assert.equal(await charged('JPY', 500), 500);
    assert.equal(await charged('ISK', 500), 50_000);
    assert.equal(await charged('KWD', 5_120), 5_120);
  });

  test('that cannot be charged exactly are refused before an order is placed', async () => {
    const scene = await aStripeShop();
    const answer = await tryBuying(scene, { currency: 'KWD', amount: 5_124, quantity: 1 });
    expectProblem(answer, 422, 'amount_not_chargeable');
    assert.deepEqual(scene.stripe.asked, []);
  });
});

describe('the shop', () => {
  test('tells browsers the publishable key, and nobody the others', async () => {
    const { client } = await aStripeShop();
    const shop = await client('GET', '/v1/shop');
    assert.deepEqual(shop.body.payment_providers[0], {
      id: 'stripe',
      type: 'card',
      capture: 'automatic',
      publishable_key: 'pk_test_standin',
    });
    assert.doesNotMatch(shop.text, /sk_test|whsec/);
  });

  test('a canceled order sends its money back', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene);
    const canceled = expectStatus(await admin(scene, order, 'cancel'), 200);
    assert.deepEqual(states(canceled), ['canceled', 'refunded', 'refunded']);
    assert.equal(scene.stripe.books.refunded(intentOf(scene, order).id), 2_000);
  });
});
