import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, expectStatus } from '../support/client.ts';
import { aProduct, aReadyCart, checkOut } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

test('the history of an order speaks the contract and tells no secret', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const product = await aProduct(client);
  const cart = await aReadyCart(client, [{ sku: product.variants[0].sku, quantity: 2 }]);
  const order = expectStatus(await checkOut(client, cart, { token: 'tok_requires_action' }), 201);
  assert.ok(order.payment.next_action.url);
  const path = `/v1/admin/orders/${order.id}/events`;
  const { text, body } = await client('GET', path, { admin: true });
  assert.doesNotMatch(text, /tok_|secret|return_url|[a-z][A-Z][a-z]+"\s*:|AtMs|_at_ms/);
  const [placed, created] = body.data;
  assert.deepEqual(placed.data.totals.total, { amount: 2_000, currency: 'GBP' });
  assert.deepEqual(placed.data.lines[0].unit_price, { amount: 1_000, currency: 'GBP' });
  assert.match(placed.data.hold_expires_at, /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual(created.data.payment.amount, { amount: 2_000, currency: 'GBP' });
  assert.equal(created.data.payment.status, 'created');
});
