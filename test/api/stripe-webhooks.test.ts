import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clientOf, expectProblem, expectStatus, type Json } from '../support/client.ts';
import { eventsOf, levelOf, readOrder } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';
import {
  aStripeShop,
  bought,
  buy,
  checkStripeBooksAtEnd,
  deliver,
  intentOf,
  send,
  type StripeScene,
} from '../support/stripe-scene.ts';

checkInvariantsAtEnd();
checkStripeBooksAtEnd();

const states = (order: Json) => [order.status, order.payment_status, order.payment.status];
const read = ({ client }: StripeScene, order: Json) => readOrder(client, order.id);
const times = (events: readonly string[], type: string) =>
  events.filter((each) => each === type).length;

/** An order that the buyer has just paid in the browser, which nobody has told the shop. */
async function paidInTheBrowser(scene: StripeScene): Promise<{ order: Json; event: Json }> {
  const order = await buy(scene, { token: null });
  scene.stripe.books.confirm(intentOf(scene, order).id, { payment_method: 'pm_card_visa' });
  return { order, event: scene.stripe.books.events.at(-1) };
}

describe('a webhook of Stripe', () => {
  test('ten times in parallel has its effect once', async () => {
    const scene = await aStripeShop();
    const { order, event } = await paidInTheBrowser(scene);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(scene, event)));
    for (const answer of answers) expectStatus(answer, 200);
    await scene.platform.settle();
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'paid', 'captured']);
    const events = await eventsOf(scene.client, order.id);
    assert.equal(times(events, 'payment.captured'), 1);
    assert.equal((await levelOf(scene.client, order.lines[0].sku)).on_hand, 8);
  });

  test('at two processes, beside our own question, has its effect once', async () => {
    const scene = await aStripeShop();
    const { order, event } = await paidInTheBrowser(scene);
    const second = await testPlatform({ ...scene.stripe.environment }, scene.platform);
    scene.platform.advance(60_000);
    await Promise.all([
      send(scene, event),
      send({ ...scene, platform: second, client: clientOf(second) }, event),
      scene.platform.settle(),
    ]);
    await scene.platform.settle();
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'paid', 'captured']);
    assert.equal(times(await eventsOf(scene.client, order.id), 'payment.captured'), 1);
  });

  test('may come in any order', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, {
      token: 'pm_card_authenticationRequired',
      returnUrl: 'https://s.example/',
    });
    scene.stripe.books.authenticate(intentOf(scene, order).id, true);
    for (const event of scene.stripe.books.events.toReversed())
      expectStatus(await send(scene, event), 200);
    await scene.platform.settle();
    assert.deepEqual(states(await read(scene, order)), ['confirmed', 'paid', 'captured']);
  });

  test('that says "succeeded" without money confirms nothing', async () => {
    const scene = await aStripeShop();
    const { order, event } = await paidInTheBrowser(scene);
    const intent = { ...event.data.object, amount_received: 0 };
    expectStatus(await send(scene, { ...event, id: 'evt_a', data: { object: intent } }), 200);
    const unpaid = { ...intent, status: 'processing' };
    expectStatus(await send(scene, { ...event, id: 'evt_b', data: { object: unpaid } }), 200);
    assert.deepEqual(states(await read(scene, order)), ['pending', 'pending', 'created']);
    await deliver(scene);
    assert.equal((await read(scene, order)).status, 'confirmed');
  });

  test('of another amount holds the order for a person', async () => {
    const scene = await aStripeShop();
    const order = await buy(scene, { token: null });
    const [, event] = await Promise.all([order, scene.stripe.books.events.at(-1)]);
    const object = { ...intentOf(scene, order), status: 'succeeded', amount_received: 1_999 };
    const told = { ...event, id: 'evt_a', type: 'payment_intent.succeeded', data: { object } };
    expectStatus(await send(scene, told), 200);
    assert.equal((await read(scene, order)).status, 'on_hold');
  });

  test('is refused unsigned, signed by another, too old, and changed on its way', async () => {
    const scene = await aStripeShop();
    const { order, event } = await paidInTheBrowser(scene);
    const path = '/v1/payments/stripe/webhook';
    const nowMs = scene.platform.clock.nowMs();
    const good = scene.stripe.signed(event, nowMs);
    for (const bad of [
      { body: good.body },
      { ...good, headers: { 'stripe-signature': `t=${Math.floor(nowMs / 1_000)},v1=00` } },
      { ...good, body: good.body.replace('2000', '2001') },
      scene.stripe.signed(event, nowMs - 301_000),
    ])
      expectProblem(await scene.client('POST', path, bad), 401, 'invalid_signature');
    expectStatus(
      await scene.client('POST', path, scene.stripe.signed(event, nowMs - 290_000)),
      200,
    );
    assert.equal((await read(scene, order)).payment_status, 'paid');
  });

  test('without a secret to check it by is refused', async () => {
    const scene = await aStripeShop({ STRIPE_WEBHOOK_SECRET: '' });
    const { event } = await paidInTheBrowser(scene);
    expectProblem(await send(scene, event), 401, 'invalid_signature');
  });

  test('about what is not ours is taken and ignored', async () => {
    const scene = await aStripeShop();
    const { books } = scene.stripe;
    const theirs = books.create({ amount: '900', currency: 'gbp' });
    books.confirm(theirs.id, { payment_method: 'pm_card_visa' });
    books.refund({ payment_intent: theirs.id, amount: '100' });
    books.dispute(theirs.id);
    books.tell('customer.created', { id: 'cus_1', object: 'customer' });
    await deliver(scene);
    // Another shop of the same account: its payment is none of ours.
    const { event } = await paidInTheBrowser(await aStripeShop());
    expectStatus(await send(scene, event), 200);
    assert.deepEqual(scene.platform.errors, []);
  });

  test('about one of ours that is not found is not taken, so that it comes again', async () => {
    const scene = await aStripeShop();
    const { order, event } = await paidInTheBrowser(scene);
    const lost = structuredClone(event);
    lost.data.object.metadata.kiosk_payment = 'pay_01kaqz3v5m7n0c2d4e6f8g1h3j';
    expectProblem(await send(scene, { ...lost, id: 'evt_x' }), 404, 'payment_not_found');
    expectStatus(await send(scene, event), 200);
    assert.equal((await read(scene, order)).payment_status, 'paid');
  });

  test('that fails on our side answers 5xx, and its repetition has the effect', async () => {
    const scene = await aStripeShop();
    const { order, event } = await paidInTheBrowser(scene);
    const broken = {
      ...scene.platform,
      writer: { ...scene.platform.writer, command: async () => Promise.reject(new Error('lost')) },
    };
    const failed = await send({ ...scene, client: clientOf(broken) }, event);
    assert.ok(failed.status >= 500);
    assert.equal((await read(scene, order)).payment_status, 'pending');
    expectStatus(await send(scene, event), 200);
    assert.equal((await read(scene, order)).payment_status, 'paid');
  });

  test('that has to ask a Stripe that does not answer comes again', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene);
    scene.stripe.books.dispute(intentOf(scene, order).id);
    const event = scene.stripe.books.events.at(-1);
    scene.stripe.next(/^GET/, 500);
    assert.ok((await send(scene, event)).status >= 500);
    expectStatus(await send(scene, event), 200);
    assert.equal((await read(scene, order)).disputes.length, 1);
  });
});

describe('a dispute', () => {
  test('is noted on the order, to its end, and leaves fulfillment to people', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene, { token: 'pm_card_createDispute' });
    await deliver(scene);
    const disputed = await read(scene, order);
    assert.equal(disputed.status, 'confirmed');
    const [{ created_at, ...dispute }] = disputed.disputes;
    const [made] = scene.stripe.books.disputes.values();
    assert.ok(made && created_at);
    assert.deepEqual(dispute, {
      id: made.id,
      payment_id: order.payment.id,
      amount: { amount: 2_000, currency: 'GBP' },
      status: 'open',
      reason: 'fraudulent',
    });
    assert.equal(disputed.messages.at(-1).code, 'payment_disputed');
    scene.stripe.books.closeDispute(made.id, 'lost');
    await deliver(scene);
    // What comes late says "open" still.
    await deliver({ ...scene, delivered: 0 });
    const lost = await read(scene, order);
    assert.deepEqual(
      lost.disputes.map((each: Json) => each.status),
      ['lost'],
    );
    assert.deepEqual([lost.status, lost.payment_status], ['confirmed', 'paid']);
    assert.equal(times(await eventsOf(scene.client, order.id), 'payment.disputed'), 2);
    const path = `/v1/admin/orders/${order.id}/fulfillments`;
    const sent = await scene.client('POST', path, { admin: true, body: {} });
    assert.equal(expectStatus(sent, 200).status, 'completed');
  });
});
