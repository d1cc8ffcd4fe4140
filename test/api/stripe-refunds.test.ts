import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type Answer, expectProblem, expectStatus, type Json } from '../support/client.ts';
import { levelOf, readOrder } from '../support/factories.ts';
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

const dayMs = 24 * 3_600_000;
const read = ({ client }: StripeScene, order: Json) => readOrder(client, order.id);
const refund = (scene: StripeScene, order: Json, body: unknown = {}): Promise<Answer> =>
  scene.client('POST', `/v1/admin/orders/${order.id}/refunds`, {
    admin: true,
    key: randomUUID(),
    body,
  });
const some = (amount: number) => ({ amount: { amount, currency: 'GBP' } });
const statuses = (order: Json) => [
  order.payment_status,
  ...order.refunds.map((each: Json) => `${each.amount.amount} ${each.status}`),
];
const tries = ({ stripe }: StripeScene) =>
  stripe.asked.filter((line) => line === 'POST /v1/refunds').length;

describe('a refund', () => {
  test('in parts comes to what was captured, and never to more', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene);
    const part = expectStatus(await refund(scene, order, some(500)), 200);
    assert.deepEqual(statuses(part), ['partially_refunded', '500 succeeded']);
    const both = await Promise.all([refund(scene, order, some(1_500)), refund(scene, order)]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    const over = both.find(({ status }) => status === 409);
    assert.ok(over);
    expectProblem(over, 409, 'refund_exceeds_captured');
    await deliver(scene);
    assert.deepEqual(statuses(await read(scene, order)), [
      'refunded',
      '500 succeeded',
      '1500 succeeded',
    ]);
  });

  test('that the bank takes its time for is asked for, and sent once', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene, { token: 'pm_card_pendingRefund' });
    const asked = expectStatus(await refund(scene, order, some(500)), 200);
    assert.deepEqual(statuses(asked), ['paid', '500 pending']);
    await pass(scene, 3 * dayMs, 30);
    assert.equal(tries(scene), 1);
    const [made] = scene.stripe.books.refunds.keys();
    scene.stripe.books.settleRefund(made ?? '', 'succeeded');
    await pass(scene, 12 * 3_600_000);
    assert.deepEqual(statuses(await read(scene, order)), ['partially_refunded', '500 succeeded']);
  });

  test('that fails, even after it looked fine, is in the books as failed and may be tried again', async () => {
    for (const before of ['pending', 'succeeded'] as const) {
      const scene = await aStripeShop();
      const token = before === 'pending' ? 'pm_card_refundFail' : 'pm_card_visa';
      const order = await bought(scene, { token });
      expectStatus(await refund(scene, order), 200);
      await deliver(scene);
      const [made] = scene.stripe.books.refunds.keys();
      scene.stripe.books.settleRefund(made ?? '', 'failed');
      await deliver(scene);
      const failed = await read(scene, order);
      assert.deepEqual(statuses(failed), ['paid', '2000 failed']);
      assert.equal(failed.refunds[0].failure_reason, 'expired_or_canceled_card');
      assert.equal(failed.messages.at(-1).code, 'refund_failed');
      const again = expectStatus(await refund(scene, order), 200);
      assert.equal(again.refunds[1].status, before === 'pending' ? 'pending' : 'succeeded');
      const last = [...scene.stripe.books.refunds.keys()].at(-1);
      if (before === 'pending') scene.stripe.books.settleRefund(last ?? '', 'succeeded');
      await deliver(scene);
      // An older message changes nothing any more.
      await deliver({ ...scene, delivered: 0 });
      assert.deepEqual(statuses(await read(scene, order)), [
        'refunded',
        '2000 failed',
        '2000 succeeded',
      ]);
    }
  });

  test('of goods puts them into stock once, however often the money fails', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene);
    const [line] = order.lines;
    const goods = { lines: [{ line_id: line.id, quantity: 1 }], restock: true };
    expectStatus(await refund(scene, order, goods), 200);
    assert.equal((await levelOf(scene.client, line.sku)).on_hand, 9);
    const [made] = scene.stripe.books.refunds.keys();
    scene.stripe.books.settleRefund(made ?? '', 'failed');
    await deliver(scene);
    expectStatus(await refund(scene, order, goods), 200);
    assert.equal((await levelOf(scene.client, line.sku)).on_hand, 9);
    expectStatus(await refund(scene, order, goods), 200);
    assert.equal((await levelOf(scene.client, line.sku)).on_hand, 10);
    await deliver(scene);
    assert.equal((await read(scene, order)).payment_status, 'refunded');
  });

  test('whose answer is lost is made once, even when it is asked for days later', async () => {
    for (const trouble of ['lost', 'broken', 'silent', 429] as const) {
      const scene = await aStripeShop();
      const order = await bought(scene);
      scene.stripe.next(/^POST \/v1\/refunds$/, trouble);
      const asked = expectStatus(await refund(scene, order, some(500)), 200);
      // After a failure of Stripe's own we look at once what became of it.
      assert.equal(asked.refunds[0].status, trouble === 'broken' ? 'succeeded' : 'pending');
      scene.platform.advance(trouble === 'lost' ? 2 * dayMs : 5_000);
      await pass(scene, 60_000);
      assert.deepEqual(statuses(await read(scene, order)), ['partially_refunded', '500 succeeded']);
      assert.equal(scene.stripe.books.refunds.size, 1);
    }
  });

  test('that Stripe refuses fails with its reason', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene);
    scene.stripe.books.dispute(intentOf(scene, order).id);
    const refused = expectStatus(await refund(scene, order), 200);
    assert.deepEqual(statuses(refused), ['paid', '2000 failed']);
    assert.equal(refused.refunds[0].failure_reason, 'charge_disputed');
  });
});

describe('a refund made in the dashboard', () => {
  test('is in the books, once, whichever event tells it', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene);
    await deliver(scene);
    scene.stripe.books.refund({ payment_intent: intentOf(scene, order).id, amount: '700' });
    await deliver(scene);
    await deliver({ ...scene, delivered: 0 });
    const now = await read(scene, order);
    assert.deepEqual(statuses(now), ['partially_refunded', '700 succeeded']);
    assert.equal(now.refunds[0].reason, 'made_at_provider');
    const over = await refund(scene, order, some(1_301));
    assert.equal(expectProblem(over, 409, 'refund_exceeds_captured').refundable.amount, 1_300);
    expectStatus(await refund(scene, order), 200);
  });

  test('before we heard of the payment is noted with it', async () => {
    const scene = await aStripeShop();
    scene.stripe.next(/^POST \/v1\/payment_intents$/, 'lost');
    const { payment } = await buy(scene);
    assert.equal(payment.status, 'unknown');
    const [intent] = scene.stripe.books.intents.values();
    assert.ok(intent);
    const made = scene.stripe.books.refund({ payment_intent: intent.id, amount: '400' });
    const { events } = scene.stripe.books;
    scene.delivered = events.findIndex(({ type }) => type === 'refund.created');
    await deliver(scene);
    const now = await readOrder(scene.client, intent.metadata['kiosk_order'] ?? '');
    assert.deepEqual(statuses(now), ['partially_refunded', '400 succeeded']);
    assert.equal(made.status, 'succeeded');
  });

  test('that is pending is followed to its end', async () => {
    const scene = await aStripeShop();
    const order = await bought(scene, { token: 'pm_card_refundFail' });
    const made = scene.stripe.books.refund({ payment_intent: intentOf(scene, order).id });
    await deliver(scene);
    assert.deepEqual(statuses(await read(scene, order)), ['paid', '2000 pending']);
    scene.stripe.books.settleRefund(made.id, 'failed');
    await pass(scene, 12 * 3_600_000, 12);
    assert.deepEqual(statuses(await read(scene, order)), ['paid', '2000 failed']);
  });
});
