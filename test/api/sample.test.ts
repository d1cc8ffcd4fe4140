import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockSampleShop } from '../../src/entry/sample.ts';
import { clientOf, expectStatus } from '../support/client.ts';
import { testPlatform } from '../support/platform.ts';

test('the sample shop is stocked once, and an order can be placed in it in both currencies', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  await stockSampleShop(platform);
  await stockSampleShop(platform);

  const {
    data: [report, ...others],
  } = expectStatus(await client('GET', '/v1/admin/imports', { admin: true }), 200);
  assert.equal(others.length, 0);
  assert.deepEqual(report.counts, {
    rows: 3_921,
    created: 3_921,
    updated: 0,
    unchanged: 0,
    failed: 0,
  });
  assert.equal(expectStatus(await client('GET', '/v1/collections?limit=100'), 200).data.length, 11);
  const shop = expectStatus(await client('GET', '/v1/shop'), 200);
  assert.deepEqual([shop.name, shop.currencies], ['Corner Kiosk', ['EUR', 'GBP']]);

  // The year's longest line, and two codes that differ only in case.
  const lines = [
    { sku: '23843', quantity: 80_995 },
    { sku: '15056BL', quantity: 1 },
    { sku: '15056bl', quantity: 1 },
  ];
  const places = [
    ['GBP', 'GB'],
    ['EUR', 'FR'],
    ['GBP', 'US'],
  ] as const;
  for (const [currency, country] of places) {
    const cart = expectStatus(
      await client('POST', '/v1/carts', { body: { currency, lines } }),
      201,
    );
    const body = {
      email: 'buyer@example.com',
      shipping_address: {
        name: 'A. Buyer',
        line1: '1 Street',
        city: 'Town',
        postal_code: '12345',
        country,
      },
    };
    expectStatus(await client('PATCH', `/v1/carts/${cart.id}`, { body }), 200);
    const options = expectStatus(await client('GET', `/v1/carts/${cart.id}/shipping-options`), 200);
    assert.ok(options.data.length > 0, `${currency} to ${country}`);
  }
  assert.deepEqual(platform.errors, []);
  platform.close();
});
