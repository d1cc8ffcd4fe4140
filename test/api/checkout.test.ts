import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct, aReadyCart, checkOut } from '../support/factories.ts';
import { adminKey, testPlatform } from '../support/platform.ts';

test('an order is placed, paid and confirmed', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const product = await aProduct(client);
  const cart = await aReadyCart(client, [{ sku: product.variants[0].sku, quantity: 2 }]);
  const order = expectStatus(await checkOut(client, cart), 201);
  assert.equal(order.totals.total.amount, 2_000);
  await platform.settle();
  const read = expectStatus(await client('GET', `/v1/orders/${order.id}`, { bearer: order.access_token }), 200);
  assert.equal(read.status, 'confirmed');
  assert.equal(read.payment_status, 'paid');
  assert.equal(expectStatus(await client('GET', `/v1/orders/${order.id}`, { bearer: adminKey }), 200).id, order.id);
  expectProblem(await client('GET', `/v1/orders/${order.id}`), 404, 'order_not_found');
  assert.deepEqual(platform.errors, []);
});
