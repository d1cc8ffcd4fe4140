import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { createClient } from '@libsql/client';
import { checkInvariants, invariantNames } from '../../scripts/invariants/index.ts';
import { clientOf, expectStatus } from '../support/client.ts';
import { aConfirmedOrder, anOrder, aProduct, aReadyCart, checkOut } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

/** For each invariant, what breaks it: a checker that cannot fail proves nothing. */
const corruptions: Readonly<Record<string, readonly string[]>> = {
  'reserved stays between nothing and what is on hand': [
    'PRAGMA ignore_check_constraints = ON',
    'UPDATE stock SET reserved = on_hand + 1',
  ],
  'movements sum to the level': ['UPDATE movements SET delta = delta + 1'],
  'reserved is what orders hold': [
    'UPDATE stock SET reserved = reserved + 1 WHERE reserved < on_hand',
  ],
  'goods of a confirmed order leave stock once': [`DELETE FROM movements WHERE reason = 'sale'`],
  'one order a cart': ['DROP INDEX orders_cart', `UPDATE orders SET cart_id = 'cart_1'`],
  'order numbers are unique': ['DROP INDEX orders_number', 'UPDATE orders SET number = 1'],
  'a refund that succeeded is in the books of the provider': ['DELETE FROM test_refunds'],
  'a refund in the books of the provider is one of an order': [
    `INSERT INTO test_refunds(id, payment_id, amount, created_at) VALUES ('ref_1', 'pay_1', 1, 0)`,
  ],
  'a captured payment is in the books of the provider': ['DELETE FROM test_payments'],
  'money that the provider has is known to its order': [
    `UPDATE payments SET status = 'failed' WHERE status = 'captured'`,
  ],
  'a discount code is used as often as orders use it': [
    'UPDATE discount_codes SET used = used + 1',
  ],
  'due work is about an order that exists': [
    `INSERT INTO due(kind, id, at) VALUES ('order', 'ord_1', 0)`,
  ],
  'event versions are gapless': [
    `UPDATE events SET version = version + 10 WHERE type = 'order.confirmed'`,
  ],
  'the events of an order fold to its row': [
    `UPDATE orders SET status = 'completed' WHERE status = 'confirmed'`,
  ],
  'lines sum to the totals': [`UPDATE orders SET doc = json_set(doc, '$.totals.subtotal', 1)`],
  'captured at most once, and in full': [
    `UPDATE orders SET doc = json_set(doc, '$.payments[0].amount', 1) WHERE status = 'confirmed'`,
  ],
  'captured money has a confirmed order or goes back': [
    `UPDATE orders SET doc = json_set(doc, '$.status', 'canceled', '$.refunds', json('[]'))`,
  ],
  'refunds stay within what was captured': [
    `UPDATE orders SET doc = json_set(doc, '$.refunds[0].amount', 1000000)
      WHERE json_array_length(doc, '$.refunds') > 0`,
  ],
  'a reservation ends once, as its order says': [
    `UPDATE reservations SET state = 'released' WHERE state = 'committed'`,
  ],
  'due work is what an order still needs': [`DELETE FROM due WHERE kind = 'order'`],
};

let healthy: string;
let copies = 0;

async function violated(statements: readonly string[]): Promise<Set<string>> {
  copies += 1;
  const path = `${healthy}.${copies}`;
  copyFileSync(healthy, path);
  const client = createClient({ url: `file:${path}` });
  try {
    // One connection, so that the PRAGMA holds for what follows it.
    await client.executeMultiple(statements.join(';\n'));
    return new Set((await checkInvariants(client)).map(({ invariant }) => invariant));
  } finally {
    client.close();
  }
}

before(async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const code = { code: 'TEN', type: 'percentage', value: 10 };
  expectStatus(await client('POST', '/v1/admin/discount-codes', { admin: true, body: code }), 201);
  const { sku } = (await aProduct(client)).variants[0];
  const cart = await aReadyCart(client, [{ sku, quantity: 3 }]);
  const path = `/v1/carts/${cart.id}/discount-codes`;
  const cheaper = expectStatus(await client('POST', path, { body: { code: 'ten' } }), 200);
  expectStatus(await checkOut(client, cheaper), 201);
  const sold = await aConfirmedOrder(platform, client);
  const lines = [{ line_id: sold.lines[0].id, quantity: 1 }];
  const refund = { admin: true, key: 'refund', body: { lines, restock: true } };
  expectStatus(await client('POST', `/v1/admin/orders/${sold.id}/refunds`, refund), 200);
  const canceled = await aConfirmedOrder(platform, client);
  const cancel = { admin: true, key: 'cancel', body: {} };
  expectStatus(await client('POST', `/v1/admin/orders/${canceled.id}/cancel`, cancel), 200);
  await anOrder(client, { token: 'tok_requires_action' });
  await anOrder(client, { token: 'tok_decline' });
  platform.advance(1_000);
  await platform.settle();
  platform.close();
  healthy = platform.databaseUrl.slice('file:'.length);
  const file = createClient({ url: platform.databaseUrl });
  await file.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  file.close();
});

describe('the invariants', () => {
  test('hold in a shop that sold, refunded, canceled and still waits', async () => {
    assert.deepEqual(await violated([]), new Set());
  });

  test('each have a way to be broken', () => {
    assert.deepEqual(Object.keys(corruptions).toSorted(), invariantNames.toSorted());
  });

  for (const [name, statements] of Object.entries(corruptions)) {
    test(`tell when this is broken: ${name}`, async () => {
      assert.ok((await violated(statements)).has(name));
    });
  }
});
