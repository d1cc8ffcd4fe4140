import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

const missing = 'prod_01kaqz3v5m7n0c2d4e6f8g1h3j';
let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

describe('the public catalog', () => {
  test('sorts by title and price, and narrows by collection and currency', async () => {
    const own = clientOf(await testPlatform());
    expectStatus(
      await own('POST', '/v1/admin/collections', { admin: true, body: { title: 'Few' } }),
      201,
    );
    for (const [title, amount] of [
      ['Beta', 300],
      ['Alpha', 200],
      ['Gamma', 100],
    ] as const) {
      await aProduct(own, {
        title,
        amount,
        ...(title === 'Gamma' ? {} : { collections: ['few'] }),
      });
    }
    await aProduct(own, {
      title: 'Euro',
      variants: [{ sku: 'EURO', prices: [{ amount: 1, currency: 'EUR' }] }],
    });
    const titles = async (query: string) =>
      expectStatus(await own('GET', `/v1/products?${query}`), 200).data.map(
        ({ title }: Json) => title,
      );
    assert.deepEqual(await titles(''), ['Euro', 'Gamma', 'Alpha', 'Beta']);
    assert.deepEqual(await titles('sort=title'), ['Alpha', 'Beta', 'Euro', 'Gamma']);
    assert.deepEqual(await titles('sort=price'), ['Gamma', 'Alpha', 'Beta']);
    assert.deepEqual(await titles('sort=-price&collection=few'), ['Beta', 'Alpha']);
    assert.deepEqual(await titles('currency=EUR'), ['Euro']);
    expectProblem(await own('GET', '/v1/products?currency=CHF'), 422, 'currency_not_available');
    expectProblem(await own('GET', '/v1/products?collection=none'), 404, 'collection_not_found');
    expectProblem(await own('GET', '/v1/products?sort=newest'), 400, 'invalid_request');
  });

  test('does not find drafts, archived products and what is not there', async () => {
    for (const status of ['draft', 'archived']) {
      const { id, handle, variants } = await aProduct(client, { status });
      for (const name of [id, handle])
        expectProblem(await client('GET', `/v1/products/${name}`), 404, 'product_not_found');
      expectProblem(
        await client('POST', '/v1/carts', {
          body: { lines: [{ sku: variants[0].sku, quantity: 1 }] },
        }),
        422,
        'variant_not_sellable',
      );
    }
    expectProblem(await client('GET', `/v1/products/${missing}`), 404, 'product_not_found');
    expectProblem(await client('GET', '/v1/collections/nothing'), 404, 'collection_not_found');
  });

  test('searches titles, SKUs and descriptions by the beginnings of words', async () => {
    const own = clientOf(await testPlatform());
    await aProduct(own, {
      title: 'Regency Cakestand',
      description: 'Crème <b>porcelain</b>',
      variants: [{ sku: 'CK-22423', prices: [gbp(1)] }],
    });
    await aProduct(own, { title: 'Tea towel', description: 'Goes with a cakestand' });
    const found = async (q: string) =>
      expectStatus(await own('GET', `/v1/search?q=${encodeURIComponent(q)}`), 200).data.map(
        ({ title }: Json) => title,
      );
    assert.deepEqual(await found('cake'), ['Regency Cakestand', 'Tea towel']);
    assert.deepEqual(await found('cakestand REG'), ['Regency Cakestand']);
    assert.deepEqual(await found('creme'), ['Regency Cakestand']);
    assert.deepEqual(await found('22423'), ['Regency Cakestand']);
    for (const q of [
      'cakestand towel regency',
      'b',
      '"',
      'a OR b',
      'NEAR(',
      '*',
      '-',
      'title:tea',
      '%',
      "'; DROP TABLE products",
    ])
      await found(q);
    assert.deepEqual(await found('"'), []);
    expectProblem(await own('GET', '/v1/search?q='), 400, 'invalid_request');
    expectProblem(await own('GET', '/v1/search'), 400, 'invalid_request');
    expectProblem(await own('GET', `/v1/search?q=${'x'.repeat(201)}`), 400, 'invalid_request');
  });

  test('tells of stock in one place', async () => {
    const product = await aProduct(client, { onHand: 6 });
    const [{ id, sku }] = product.variants;
    const at = `/v1/availability?variants=${id},var_01kaqz3v5m7n0c2d4e6f8g1h3j`;
    const told = async () =>
      expectStatus(await client('GET', at), 200).data.map(({ status }: Json) => status);
    assert.deepEqual(await told(), ['in_stock', 'out_of_stock']);
    expectStatus(
      await client('POST', `/v1/admin/inventory/${sku}/adjustments`, {
        admin: true,
        key: 'a',
        body: { delta: -3, reason: 'lost' },
      }),
      200,
    );
    platform.advance(1_000);
    assert.deepEqual(await told(), ['low_stock', 'out_of_stock']);
    for (const query of [
      '',
      '?variants=',
      '?variants=x',
      `?variants=${Array.from({ length: 101 }, (_, n) => `var_${String(n).padStart(26, '0')}`).join(',')}`,
    ]) {
      expectProblem(await client('GET', `/v1/availability${query}`), 400, 'invalid_request');
    }
  });
});

test('nothing of all this was an error of ours', () => {
  assert.deepEqual(platform.errors, []);
});
