import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

const path = '/v1/admin/shop';

describe('getShop', () => {
  test('tells what a client needs to draw a checkout', async () => {
    const client = clientOf(await testPlatform());
    const empty = expectStatus(await client('GET', '/v1/shop'), 200);
    assert.deepEqual(empty.currencies, ['GBP']);
    assert.equal(empty.countries.length, 249);
    assert.deepEqual(
      empty.payment_providers.map(({ id }: { id: string }) => id),
      ['test', 'manual'],
    );
    await aProduct(client, {
      variants: [
        {
          sku: 'E',
          prices: [
            { amount: 1, currency: 'EUR' },
            { amount: 1, currency: 'JPY' },
          ],
        },
      ],
    });
    const zone = { name: 'Near', countries: ['GB', 'FR'], rates: [] };
    expectStatus(
      await client('POST', '/v1/admin/shipping-zones', { admin: true, body: zone }),
      201,
    );
    const shop = expectStatus(await client('GET', '/v1/shop'), 200);
    assert.deepEqual(shop.currencies, ['EUR', 'JPY']);
    assert.deepEqual(shop.countries, ['FR', 'GB']);
    assert.equal(shop.tax_display, 'inclusive');
  });

  test('names the providers that the installation enables', async () => {
    const client = clientOf(await testPlatform({ PAYMENT_PROVIDERS: 'manual' }));
    const shop = expectStatus(await client('GET', '/v1/shop'), 200);
    assert.deepEqual(
      shop.payment_providers.map(({ id }: { id: string }) => id),
      ['manual'],
    );
  });

  test('takes no parameters', async () => {
    const client = clientOf(await testPlatform());
    expectProblem(await client('GET', '/v1/shop?currency=GBP'), 400, 'invalid_request');
  });
});

describe('changeShop', () => {
  test('changes what it names, and shows at once', async () => {
    const client = clientOf(await testPlatform());
    const { version } = expectStatus(await client('GET', path, { admin: true }), 200);
    await client('GET', '/v1/shop');
    const answer = await client('PATCH', path, {
      admin: true,
      ifMatch: `"${version}"`,
      body: { name: 'Corner Kiosk' },
    });
    const changed = expectStatus(answer, 200);
    assert.deepEqual(changed, {
      name: 'Corner Kiosk',
      default_currency: 'GBP',
      tax_display: 'inclusive',
      version: version + 1,
    });
    assert.equal(answer.headers.get('etag'), `"${version + 1}"`);
    assert.deepEqual(expectStatus(await client('GET', path, { admin: true }), 200), changed);
    assert.equal(expectStatus(await client('GET', '/v1/shop'), 200).name, 'Corner Kiosk');
  });

  test('of many at one version succeeds once', async () => {
    const client = clientOf(await testPlatform());
    const names = ['A', 'B', 'C', 'D', 'E'];
    const answers = await Promise.all(
      names.map((name) => client('PATCH', path, { admin: true, ifMatch: '"1"', body: { name } })),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412, 412, 412, 412]);
  });

  test('refuses who may not, a missing or old version and wrong values', async () => {
    const client = clientOf(await testPlatform());
    expectProblem(await client('PATCH', path, { ifMatch: '*', body: {} }), 401, 'unauthorized');
    expectProblem(
      await client('PATCH', path, { admin: true, body: { name: 'x' } }),
      428,
      'precondition_required',
    );
    const old = await client('PATCH', path, { admin: true, ifMatch: '"7"', body: { name: 'x' } });
    assert.equal(expectProblem(old, 412, 'version_conflict').current_version, 1);
    for (const body of [
      { name: '' },
      { name: null },
      { default_currency: 'gbp' },
      { tax_display: 'net' },
      { version: 5 },
      { terms: 1 },
    ]) {
      expectProblem(
        await client('PATCH', path, { admin: true, ifMatch: '*', body }),
        400,
        'invalid_request',
      );
    }
  });
});
