import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, expectStatus } from '../support/client.ts';
import { aProduct, aReadyCart, checkOut } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

/** A code for one order, and a buyer whose payment comes after the hold. */
async function lateBuyer(between: boolean) {
  const platform = await testPlatform({ HOLD_SECONDS: '60' });
  const client = clientOf(platform);
  const product = await aProduct(client);
  const body = { code: 'ONCE', type: 'percentage', value: 50, usage_limit: 1 };
  expectStatus(await client('POST', '/v1/admin/discount-codes', { admin: true, body }), 201);
  const cartWithCode = async () => {
    const cart = await aReadyCart(client, [{ sku: product.variants[0].sku, quantity: 1 }]);
    const path = `/v1/carts/${cart.id}/discount-codes`;
    return expectStatus(await client('POST', path, { body: { code: 'once' } }), 200);
  };
  const late = expectStatus(
    await checkOut(client, await cartWithCode(), { token: 'tok_late_success' }),
    201,
  );
  platform.advance(61_000);
  await platform.settle();
  if (between) expectStatus(await checkOut(client, await cartWithCode()), 201);
  platform.advance(5_000);
  await platform.settle();
  const read = await client('GET', `/v1/orders/${late.id}`, { bearer: late.access_token });
  const codes = await client('GET', '/v1/admin/discount-codes', { admin: true });
  return { order: expectStatus(read, 200), used: codes.body.data[0].used };
}

test('a late payment takes its code again', async () => {
  const { order, used } = await lateBuyer(false);
  assert.equal(order.status, 'confirmed');
  assert.equal(used, 1);
});

test('a late payment goes back when another has used the code up', async () => {
  const { order, used } = await lateBuyer(true);
  assert.equal(order.status, 'canceled');
  assert.equal(order.payment_status, 'refunded');
  assert.equal(used, 1);
});
