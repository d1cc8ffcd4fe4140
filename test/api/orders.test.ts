import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import {
  type Answer,
  type Client,
  clientOf,
  expectProblem,
  expectRefusedToOthers,
  expectStatus,
  type Json,
} from '../support/client.ts';
import {
  aConfirmedOrder,
  anOrder,
  aProduct,
  aReadyCart,
  checkOut,
  eventsOf,
  levelOf,
  readOrder,
} from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

const missing = 'ord_01kaqz3v5m7n0c2d4e6f8g1h3j';
let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});

const move = async (
  id: string,
  name: string,
  body: unknown = {},
  key = randomUUID(),
): Promise<Answer> =>
  await client('POST', `/v1/admin/orders/${id}/${name}`, { admin: true, key, body });

/** A confirmed order of three units at 7.00 and one at 5.00, in this order. */
async function twoLines(): Promise<Json> {
  const a = (await aProduct(client, { amount: 700 })).variants[0].sku;
  const b = (await aProduct(client, { amount: 500 })).variants[0].sku;
  const order = expectStatus(
    await checkOut(
      client,
      await aReadyCart(client, [
        { sku: a, quantity: 3 },
        { sku: b, quantity: 1 },
      ]),
    ),
    201,
  );
  await platform.settle();
  return await readOrder(client, order.id);
}

describe('cancelOrder', () => {
  test('gives the stock back and sends the money back', async () => {
    const order = await aConfirmedOrder(platform, client);
    const canceled = expectStatus(await move(order.id, 'cancel'), 200);
    assert.deepEqual([canceled.status, canceled.payment_status], ['canceled', 'refunded']);
    assert.deepEqual(
      canceled.refunds.map((refund: Json) => [refund.amount.amount, refund.reason]),
      [[2_000, 'order_canceled']],
    );
    const level = await levelOf(client, order.lines[0].sku);
    assert.deepEqual([level.on_hand, level.reserved], [10, 0]);
    const [last] = expectStatus(
      await client('GET', `/v1/admin/inventory/${order.lines[0].sku}/movements`, { admin: true }),
      200,
    ).data;
    assert.deepEqual([last.delta, last.reason, last.order_id], [2, 'cancellation', order.id]);
  });

  test('releases what an unpaid order holds', async () => {
    const order = await anOrder(client, { provider: 'manual' });
    assert.equal((await levelOf(client, order.lines[0].sku)).reserved, 2);
    const canceled = expectStatus(await move(order.id, 'cancel'), 200);
    assert.deepEqual([canceled.status, canceled.payment_status], ['canceled', 'voided']);
    assert.equal((await levelOf(client, order.lines[0].sku)).available, 10);
  });

  test('after a return brings back only what is still out', async () => {
    const order = await twoLines();
    const [a] = order.lines;
    expectStatus(
      await move(order.id, 'refunds', { lines: [{ line_id: a.id, quantity: 2 }], restock: true }),
      200,
    );
    const canceled = expectStatus(await move(order.id, 'cancel'), 200);
    assert.equal(canceled.payment_status, 'refunded');
    assert.equal((await levelOf(client, a.sku)).on_hand, 10);
  });

  test('is refused once goods are on their way, twice, and to whoever may not', async () => {
    const order = await twoLines();
    expectStatus(
      await move(order.id, 'fulfillments', {
        lines: [{ line_id: order.lines[0].id, quantity: 1 }],
      }),
      200,
    );
    const refused = expectProblem(await move(order.id, 'cancel'), 409, 'invalid_transition');
    assert.deepEqual(
      [refused.from, refused.to, refused.allowed],
      ['confirmed', 'canceled', ['fulfilled', 'refunded']],
    );
    const canceled = await anOrder(client);
    await platform.settle();
    expectStatus(await move(canceled.id, 'cancel'), 200);
    expectProblem(await move(canceled.id, 'cancel'), 409, 'invalid_transition');
    expectProblem(await move(missing, 'cancel'), 404, 'order_not_found');
    await expectRefusedToOthers(client, 'POST', `/v1/admin/orders/${order.id}/cancel`);
  });
});

describe('captureOrder', () => {
  test('confirms an order whose transfer has arrived', async () => {
    const order = await anOrder(client, { provider: 'manual' });
    assert.equal(order.payment.status, 'created');
    const captured = expectStatus(await move(order.id, 'capture'), 200);
    assert.deepEqual([captured.status, captured.payment_status], ['confirmed', 'paid']);
    assert.equal((await levelOf(client, order.lines[0].sku)).on_hand, 8);
  });

  test('is refused without a key, twice, and where nothing waits for it', async () => {
    const order = await anOrder(client, { provider: 'manual' });
    const path = `/v1/admin/orders/${order.id}/capture`;
    expectProblem(await client('POST', path, { admin: true }), 400, 'idempotency_key_required');
    expectStatus(await move(order.id, 'capture'), 200);
    expectProblem(await move(order.id, 'capture'), 409, 'invalid_transition');
    const paid = await aConfirmedOrder(platform, client);
    expectProblem(await move(paid.id, 'capture'), 409, 'invalid_transition');
    await expectRefusedToOthers(client, 'POST', path);
  });
});

describe('refundOrder', () => {
  test('partial refunds sum to the capture and never exceed it', async () => {
    const order = await twoLines();
    const [a] = order.lines;
    const part = expectStatus(
      await move(order.id, 'refunds', { amount: { amount: 100, currency: 'GBP' } }),
      200,
    );
    assert.equal(part.payment_status, 'partially_refunded');
    expectStatus(await move(order.id, 'refunds', { lines: [{ line_id: a.id, quantity: 1 }] }), 200);
    const rest = expectStatus(await move(order.id, 'refunds'), 200);
    assert.deepEqual(
      rest.refunds.map((refund: Json) => refund.amount.amount),
      [100, 700, 1_800],
    );
    assert.deepEqual(
      [rest.payment_status, rest.payment.status, rest.status],
      ['refunded', 'refunded', 'confirmed'],
    );
    const over = expectProblem(
      await move(order.id, 'refunds', { amount: { amount: 1, currency: 'GBP' } }),
      409,
      'refund_exceeds_captured',
    );
    assert.equal(over.refundable.amount, 0);
    assert.equal((await levelOf(client, a.sku)).on_hand, 7);
  });

  test('at the same time pays once', async () => {
    const order = await aConfirmedOrder(platform, client);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        move(order.id, 'refunds', { amount: { amount: 700, currency: 'GBP' } }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    assert.deepEqual(statuses.filter((status) => status === 200).length, 2);
    assert.ok(
      statuses.every((status) => status === 200 || status === 409),
      String(statuses),
    );
    const { refunds } = await readOrder(client, order.id);
    assert.equal(
      refunds.reduce((sum: number, refund: Json) => sum + refund.amount.amount, 0),
      1_400,
    );
  });

  test('puts units back into stock when asked', async () => {
    const order = await twoLines();
    const [a, b] = order.lines;
    expectStatus(await move(order.id, 'fulfillments'), 200);
    const lines = [
      { line_id: a.id, quantity: 3 },
      { line_id: b.id, quantity: 1 },
    ];
    const returned = expectStatus(await move(order.id, 'refunds', { lines, restock: true }), 200);
    assert.equal(returned.fulfillment_status, 'returned');
    assert.equal((await levelOf(client, a.sku)).on_hand, 10);
    assert.equal((await levelOf(client, b.sku)).on_hand, 10);
  });

  test('answers well when wrong', async () => {
    const order = await aConfirmedOrder(platform, client);
    const [line] = order.lines;
    const bad = [
      { amount: { amount: 0, currency: 'GBP' } },
      { amount: { amount: -1, currency: 'GBP' } },
      { amount: { amount: 1.5, currency: 'GBP' } },
      { amount: { amount: 1, currency: 'EUR' } },
      { amount: { amount: 1, currency: 'GBP' }, lines: [{ line_id: line.id, quantity: 1 }] },
      { restock: true },
      { lines: [] },
      {
        lines: [
          { line_id: line.id, quantity: 1 },
          { line_id: line.id, quantity: 1 },
        ],
      },
      { lines: [{ line_id: line.id, quantity: 0 }] },
    ];
    for (const body of bad)
      expectProblem(await move(order.id, 'refunds', body), 400, 'invalid_request');
    const unknown = { lines: [{ line_id: 'line_01kaqz3v5m7n0c2d4e6f8g1h3j', quantity: 1 }] };
    expectProblem(await move(order.id, 'refunds', unknown), 404, 'line_not_found');
    expectProblem(
      await move(order.id, 'refunds', { lines: [{ line_id: line.id, quantity: 3 }] }),
      409,
      'refund_exceeds_captured',
    );
    expectProblem(
      await client('POST', `/v1/admin/orders/${order.id}/refunds`, { admin: true }),
      400,
      'idempotency_key_required',
    );
    const unpaid = await anOrder(client, { provider: 'manual' });
    expectProblem(await move(unpaid.id, 'refunds'), 409, 'invalid_transition');
    await expectRefusedToOthers(client, 'POST', `/v1/admin/orders/${order.id}/refunds`);
  });
});

describe('fulfillOrder', () => {
  test('in parts and then the rest completes the order', async () => {
    const order = await twoLines();
    const tracking = { carrier: 'Royal Mail', number: 'AB1', url: 'https://track.example/AB1' };
    const part = expectStatus(
      await move(order.id, 'fulfillments', {
        lines: [{ line_id: order.lines[0].id, quantity: 2 }],
        tracking,
      }),
      200,
    );
    assert.deepEqual([part.status, part.fulfillment_status], ['confirmed', 'partially_fulfilled']);
    assert.deepEqual(part.fulfillments[0].tracking, tracking);
    const over = { lines: [{ line_id: order.lines[0].id, quantity: 2 }] };
    expectProblem(await move(order.id, 'fulfillments', over), 409, 'invalid_transition');
    const whole = expectStatus(await move(order.id, 'fulfillments'), 200);
    assert.deepEqual([whole.status, whole.fulfillment_status], ['completed', 'fulfilled']);
    assert.deepEqual((await eventsOf(client, order.id)).slice(-3), [
      'order.fulfilled',
      'order.fulfilled',
      'order.completed',
    ]);
    expectProblem(await move(order.id, 'fulfillments'), 409, 'invalid_transition');
  });

  test('of the same units at the same time happens once', async () => {
    const order = await aConfirmedOrder(platform, client);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => move(order.id, 'fulfillments')),
    );
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted(),
      [200, 409, 409, 409, 409, 409],
    );
    assert.equal((await readOrder(client, order.id)).fulfillments.length, 1);
  });

  test('is refused before the order is confirmed, for unknown lines, and to whoever may not', async () => {
    const unpaid = await anOrder(client, { provider: 'manual' });
    const refused = expectProblem(await move(unpaid.id, 'fulfillments'), 409, 'invalid_transition');
    assert.deepEqual(refused.allowed, ['canceled', 'captured']);
    const order = await aConfirmedOrder(platform, client);
    const unknown = { lines: [{ line_id: 'line_01kaqz3v5m7n0c2d4e6f8g1h3j', quantity: 1 }] };
    expectProblem(await move(order.id, 'fulfillments', unknown), 404, 'line_not_found');
    expectProblem(
      await move(order.id, 'fulfillments', { tracking: { carrier: 'x' } }),
      400,
      'invalid_request',
    );
    expectProblem(
      await move(order.id, 'fulfillments', {
        tracking: { carrier: 'x', number: '1', url: 'javascript:alert(1)' },
      }),
      400,
      'invalid_request',
    );
    await expectRefusedToOthers(client, 'POST', `/v1/admin/orders/${order.id}/fulfillments`);
  });
});

test('nothing of all this was an error of ours', () => {
  assert.deepEqual(platform.errors, []);
});
