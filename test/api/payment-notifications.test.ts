import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clientOf, expectProblem, expectStatus, type Json } from '../support/client.ts';
import {
  anOrder,
  eventsOf,
  levelOf,
  notify,
  readOrder,
  webhookSecret,
} from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

// Here the test itself speaks for the provider, whose books know nothing of it.
checkInvariantsAtEnd(['a captured payment is in the books of the provider']);

async function begin() {
  const platform = await testPlatform({ TEST_WEBHOOK_SECRET: webhookSecret });
  return { platform, client: clientOf(platform) };
}

const states = (order: Json) => [order.status, order.payment_status];
const times = (events: readonly string[], type: string) =>
  events.filter((each) => each === type).length;

describe('receivePaymentNotification', () => {
  const paid = (order: Json, more: Record<string, unknown> = {}) => ({
    id: 'evt_1',
    type: 'payment.succeeded',
    payment_id: order.payment.id,
    amount: order.totals.total,
    ...more,
  });

  test('ten times in parallel has its effect once', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => notify(platform, client, paid(order))),
    );
    for (const answer of answers) expectStatus(answer, 200);
    await platform.settle();
    assert.deepEqual(states(await readOrder(client, order.id)), ['confirmed', 'paid']);
    assert.equal(times(await eventsOf(client, order.id), 'payment.captured'), 1);
    assert.equal((await levelOf(client, order.lines[0].sku)).on_hand, 8);
  });

  test('of two processes has its effect once', async () => {
    const { platform, client } = await begin();
    const second = await testPlatform({ TEST_WEBHOOK_SECRET: webhookSecret }, platform);
    const order = await anOrder(client, { token: 'tok_requires_action' });
    const both = [
      notify(platform, client, paid(order)),
      notify(second, clientOf(second), paid(order)),
    ];
    for (const answer of await Promise.all(both)) expectStatus(answer, 200);
    await Promise.all([platform.settle(), second.settle()]);
    assert.equal(times(await eventsOf(client, order.id), 'order.confirmed'), 1);
  });

  test('that says pending confirms nothing', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    expectStatus(await notify(platform, client, paid(order, { type: 'payment.pending' })), 200);
    await platform.settle();
    assert.equal((await readOrder(client, order.id)).status, 'pending');
    expectStatus(
      await notify(platform, client, paid(order, { id: 'evt_2', type: 'payment.failed' })),
      200,
    );
    assert.equal((await readOrder(client, order.id)).payment_status, 'failed');
    expectStatus(
      await notify(platform, client, paid(order, { id: 'evt_3', type: 'payment.pending' })),
      200,
    );
    assert.equal((await readOrder(client, order.id)).payment_status, 'failed');
  });

  test('of another amount holds the order for a person', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    for (const [id, amount] of [
      ['a', { amount: 1, currency: 'GBP' }],
      ['b', { amount: 2_000, currency: 'EUR' }],
    ] as const) {
      expectStatus(await notify(platform, client, paid(order, { id, amount })), 200);
      await platform.settle();
      assert.equal((await readOrder(client, order.id)).status, 'on_hold');
    }
    assert.equal(times(await eventsOf(client, order.id), 'order.held'), 1);
    assert.equal((await readOrder(client, order.id)).payment_status, 'pending');
    const cancel = `/v1/admin/orders/${order.id}/cancel`;
    const canceled = expectStatus(await client('POST', cancel, { admin: true }), 200);
    assert.equal(canceled.payment_status, 'refunded');
    assert.deepEqual(canceled.refunds[0].amount, { amount: 1, currency: 'GBP' });
    assert.equal((await levelOf(client, order.lines[0].sku)).available, 10);
  });

  test('is refused unsigned, signed wrongly, too old, and changed on its way', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    const text = JSON.stringify(paid(order));
    const path = '/v1/payments/test/webhook';
    expectProblem(await client('POST', path, { body: text }), 401, 'invalid_signature');
    const forged = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(platform.clock.nowMs() / 1_000)),
      'webhook-signature': 'v1,AAAA',
    };
    expectProblem(
      await client('POST', path, { body: text, headers: forged }),
      401,
      'invalid_signature',
    );
    const other = await testPlatform(
      { TEST_WEBHOOK_SECRET: 'whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSB0ZXN0cw==' },
      platform,
    );
    expectProblem(await notify(other, clientOf(other), paid(order)), 401, 'invalid_signature');
    assert.equal((await readOrder(client, order.id)).payment_status, 'pending');
  });

  test('of a payment we do not have, of no known shape and for no provider is not taken', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    const stranger = paid(order, { payment_id: 'pay_01kaqz3v5m7n0c2d4e6f8g1h3j' });
    expectProblem(await notify(platform, client, stranger), 404, 'payment_not_found');
    for (const more of [
      { type: 'payment.exploded' },
      { amount: { amount: -1, currency: 'GBP' } },
      { amount: undefined },
      { payment_id: 5 },
    ]) {
      expectProblem(await notify(platform, client, paid(order, more)), 400, 'invalid_request');
    }
    expectProblem(
      await client('POST', '/v1/payments/manual/webhook', { body: '{}' }),
      422,
      'provider_not_enabled',
    );
    expectProblem(
      await client('POST', '/v1/payments/stripe/webhook', { body: '{}' }),
      422,
      'provider_not_enabled',
    );
    assert.deepEqual(platform.errors, []);
  });

  test('that fails on our side answers 5xx, and its repetition has the effect', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    const broken = {
      ...platform,
      writer: { ...platform.writer, command: async () => Promise.reject(new Error('lost')) },
    };
    const failed = await notify(platform, clientOf(broken), paid(order));
    assert.ok(failed.status >= 500);
    assert.equal((await readOrder(client, order.id)).payment_status, 'pending');
    expectStatus(await notify(platform, client, paid(order)), 200);
    await platform.settle();
    assert.deepEqual(states(await readOrder(client, order.id)), ['confirmed', 'paid']);
  });
});
