import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
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
  checkOut,
  eventsOf,
  levelOf,
  readOrder,
  webhookSecret,
} from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

const holdMs = 900_000;

async function begin() {
  const platform = await testPlatform({ TEST_WEBHOOK_SECRET: webhookSecret });
  return { platform, client: clientOf(platform) };
}

const states = (order: Json) => [order.status, order.payment_status];
const times = (events: readonly string[], type: string) =>
  events.filter((each) => each === type).length;
const pay = async (
  client: Client,
  order: Json,
  token = 'tok_success',
  key: string = randomUUID(),
) =>
  await client('POST', `/v1/orders/${order.id}/payments`, {
    bearer: order.access_token,
    key,
    body: { provider: 'test', token },
  });

/** Moves on by small steps, working off whatever is due at each. */
async function pass(
  platform: Awaited<ReturnType<typeof testPlatform>>,
  ms: number,
  steps = 8,
): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    platform.advance(ms / steps);
    await platform.settle();
  }
}

describe('the tokens of the test provider', () => {
  const ends = {
    tok_success: ['confirmed', 'paid'],
    tok_success_no_webhook: ['confirmed', 'paid'],
    tok_double_webhook: ['confirmed', 'paid'],
    tok_timeout_then_success: ['confirmed', 'paid'],
    tok_decline: ['pending', 'failed'],
    tok_timeout_then_decline: ['pending', 'failed'],
  };
  for (const [token, end] of Object.entries(ends)) {
    test(`${token} ends ${end.join(' and ')}`, async () => {
      const { platform, client } = await begin();
      const order = await anOrder(client, { token });
      await pass(platform, 30_000);
      assert.deepEqual(states(await readOrder(client, order.id)), end);
      const events = await eventsOf(client, order.id);
      assert.equal(
        times(events, 'payment.captured') + times(events, 'payment.failed'),
        1,
        String(events),
      );
      assert.equal((await levelOf(client, order.lines[0].sku)).available, 8);
      assert.deepEqual(platform.errors, []);
    });
  }

  test('a charge whose answer was lost keeps its stock however long it stays unknown', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_timeout_then_success' });
    assert.equal(order.payment.status, 'unknown');
    expectProblem(await pay(client, order), 409, 'invalid_transition');
    await pass(platform, holdMs + 60_000, 3);
    assert.deepEqual(states(await readOrder(client, order.id)), ['confirmed', 'paid']);
  });

  test('canceling a charge whose answer was lost asks the provider first, and sends back what it took', async () => {
    const { client } = await begin();
    const order = await anOrder(client, { token: 'tok_timeout_then_success' });
    const canceled = await client('POST', `/v1/admin/orders/${order.id}/cancel`, { admin: true });
    assert.deepEqual(states(expectStatus(canceled, 200)), ['canceled', 'refunded']);
  });

  test('tok_requires_action is finished by a visit, which leads back to the shop', async () => {
    const { platform, client } = await begin();
    const { sku } = (await aProduct(client)).variants[0];
    const cart = await aReadyCart(client, [{ sku, quantity: 1 }]);
    const payment = {
      provider: 'test',
      token: 'tok_requires_action',
      return_url: 'https://shop.example/thanks',
    };
    const body = { expected_total: cart.totals.total, payment };
    const order = expectStatus(
      await client('POST', `/v1/carts/${cart.id}/checkout`, { key: 'k', body }),
      201,
    );
    assert.equal(order.payment.next_action.type, 'redirect');
    const { pathname, search, searchParams } = new URL(order.payment.next_action.url);
    expectProblem(
      await client('GET', `${pathname}?secret=${'x'.repeat(26)}`),
      404,
      'payment_not_found',
    );
    expectProblem(await client('GET', pathname), 400, 'invalid_request');
    assert.ok(searchParams.get('secret'));
    const visit = await client('GET', `${pathname}${search}`);
    assert.deepEqual(
      [visit.status, visit.headers.get('location')],
      [303, 'https://shop.example/thanks'],
    );
    await platform.settle();
    assert.deepEqual(states(await readOrder(client, order.id)), ['confirmed', 'paid']);
    assert.equal((await client('GET', `${pathname}${search}`)).status, 303);
  });

  test('an action nobody takes ends with the hold, and the stock comes back', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    await pass(platform, holdMs - 1_000);
    assert.equal((await levelOf(client, order.lines[0].sku)).reserved, 2);
    await pass(platform, 5_000);
    assert.deepEqual(states(await readOrder(client, order.id)), ['canceled', 'voided']);
    assert.equal((await levelOf(client, order.lines[0].sku)).available, 10);
  });
});

describe('payOrder', () => {
  test('pays after a decline, while the hold lives', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_decline' });
    assert.deepEqual([order.payment_status, order.payment.reason], ['failed', 'declined']);
    const again = expectStatus(await pay(client, order), 200);
    assert.equal(again.payment_status, 'paid');
    await platform.settle();
    assert.deepEqual(states(await readOrder(client, order.id)), ['confirmed', 'paid']);
    expectProblem(await pay(client, order), 409, 'invalid_transition');
  });

  test('of two attempts at once starts one', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_decline' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => pay(client, order)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409]);
    await platform.settle();
    assert.equal(times(await eventsOf(client, order.id), 'payment.captured'), 1);
  });

  test('is refused after the hold, which releases the stock of a declined order', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_decline' });
    platform.advance(holdMs);
    expectProblem(await pay(client, order), 409, 'invalid_transition');
    await platform.settle();
    assert.deepEqual(states(await readOrder(client, order.id)), ['canceled', 'voided']);
    assert.equal((await levelOf(client, order.lines[0].sku)).available, 10);
    assert.deepEqual((await eventsOf(client, order.id)).slice(-1), ['order.canceled']);
  });

  test('answers well when wrong', async () => {
    const { client } = await begin();
    const order = await anOrder(client, { token: 'tok_decline' });
    const path = `/v1/orders/${order.id}/payments`;
    const body = { provider: 'test', token: 'tok_success' };
    expectProblem(
      await client('POST', path, { bearer: order.access_token, body }),
      400,
      'idempotency_key_required',
    );
    expectProblem(await client('POST', path, { key: 'a', body }), 404, 'order_not_found');
    expectProblem(
      await client('POST', path, { key: 'b', bearer: 'ot_x', body }),
      404,
      'order_not_found',
    );
    const other = { provider: 'stripe', token: 'pm_1' };
    expectProblem(
      await client('POST', path, { key: 'c', bearer: order.access_token, body: other }),
      422,
      'provider_not_enabled',
    );
    expectProblem(await pay(client, order, 'tok_x'), 422, 'payment_token_invalid');
    const { key } = (
      await client('POST', '/v1/admin/api-keys', {
        admin: true,
        body: { name: 'r', scopes: ['orders:read'] },
      })
    ).body;
    expectProblem(
      await client('POST', path, { key: 'd', bearer: key, body }),
      404,
      'order_not_found',
    );
  });
});

describe('a payment after its hold', () => {
  async function late(onHand: number) {
    const { platform, client } = await begin();
    const order = await anOrder(client, { token: 'tok_late_success', onHand });
    platform.advance(holdMs);
    await platform.settle();
    assert.deepEqual(states(await readOrder(client, order.id)), ['canceled', 'voided']);
    return { platform, client, order, sku: order.lines[0].sku };
  }

  test('takes the goods again while they are there', async () => {
    const { platform, client, order, sku } = await late(2);
    await pass(platform, 10_000);
    const read = await readOrder(client, order.id);
    assert.deepEqual(states(read), ['confirmed', 'paid']);
    assert.equal(read.messages[0].code, 'payment_late');
    assert.deepEqual(
      await levelOf(client, sku).then((level) => [level.on_hand, level.reserved]),
      [0, 0],
    );
    const { data } = (await client('GET', `/v1/admin/orders/${order.id}/events`, { admin: true }))
      .body;
    assert.equal(
      data.find((event: Json) => event.type === 'payment.late').data.resolution,
      're_reserved',
    );
  });

  test('goes back when the goods are gone', async () => {
    const { platform, client, order, sku } = await late(2);
    const rival = expectStatus(
      await checkOut(client, await aReadyCart(client, [{ sku, quantity: 1 }])),
      201,
    );
    await pass(platform, 10_000);
    const read = await readOrder(client, order.id);
    assert.deepEqual(states(read), ['canceled', 'refunded']);
    assert.deepEqual(
      read.refunds.map((refund: Json) => [refund.amount.amount, refund.reason, refund.status]),
      [[2_000, 'payment_late', 'succeeded']],
    );
    assert.equal((await readOrder(client, rival.id)).status, 'confirmed');
    const { data } = (await client('GET', `/v1/admin/orders/${order.id}/events`, { admin: true }))
      .body;
    assert.equal(
      data.find((event: Json) => event.type === 'payment.late').data.resolution,
      'refunded',
    );
    assert.equal((await levelOf(client, sku)).on_hand, 1);
  });
});

describe('a bank transfer', () => {
  test('is held for a week, and then let go', async () => {
    const { platform, client } = await begin();
    const order = await anOrder(client, { provider: 'manual' });
    await pass(platform, 6 * 24 * 3_600_000, 3);
    assert.equal((await readOrder(client, order.id)).status, 'pending');
    await pass(platform, 2 * 24 * 3_600_000, 3);
    assert.deepEqual(states(await readOrder(client, order.id)), ['canceled', 'voided']);
    assert.equal((await levelOf(client, order.lines[0].sku)).available, 10);
  });
});
