import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aConfirmedOrder, aProduct, aReadyCart, checkOut } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

const rate = (amount: number, more: Record<string, unknown> = {}) => ({
  title: `Post ${amount}`,
  type: 'flat',
  price: { amount, currency: 'GBP' },
  ...more,
});

/** What prices are made of beside the catalog: one row a resource, with bodies that work and that do not. */
const resources = [
  {
    path: '/v1/admin/shipping-zones',
    id: 'zone_01kaqz3v5m7n0c2d4e6f8g1h3j',
    notFound: 'shipping_zone_not_found',
    input: (n: number) => ({
      name: `Zone ${n}`,
      countries: ['GB', 'IE'],
      rates: [rate(300), rate(0, { type: 'subtotal', from: 5_000 })],
    }),
    change: { name: 'Renamed', countries: ['FR'] },
    bad: [
      { name: '' },
      { countries: [] },
      { countries: ['UK'] },
      { rates: [rate(-1)] },
      { rates: [rate(1.5)] },
      { rates: [rate(1, { type: 'moon' })] },
      { rates: [rate(1, { from: -1 })] },
      { rates: [rate(1, { type: 'weight', from: 10, to: 5 })] },
      { rates: [rate(1, { id: 'x' })] },
      { name: null },
      { surprise: 1 },
    ],
  },
  {
    path: '/v1/admin/tax-rates',
    id: 'tax_01kaqz3v5m7n0c2d4e6f8g1h3j',
    notFound: 'tax_rate_not_found',
    input: (n: number) => ({
      country: 'US',
      region: `Region ${n}`,
      name: 'Sales tax',
      percentage: 8.875,
    }),
    change: { percentage: 21, region: 'another' },
    bad: [
      { percentage: -1 },
      { percentage: 101 },
      { percentage: '20' },
      { percentage: 1.23456 },
      { country: 'us' },
      { region: '' },
      { applies_to_shipping: 'yes' },
      { name: ' ' },
      { surprise: 1 },
    ],
  },
  {
    path: '/v1/admin/discount-codes',
    id: 'disc_01kaqz3v5m7n0c2d4e6f8g1h3j',
    notFound: 'discount_code_not_found',
    input: (n: number) => ({
      code: `Code${n}`,
      type: 'percentage',
      value: 12.5,
      usage_limit: 5,
      starts_at: '2020-01-01T00:00:00.000Z',
    }),
    change: { value: 20, usage_limit: null, minimum_subtotal: { amount: 100, currency: 'GBP' } },
    bad: [
      { value: 0 },
      { value: 101 },
      { value: { amount: 1, currency: 'GBP' } },
      { value: 12.34567 },
      { code: 'a b' },
      { code: '' },
      { usage_limit: 0 },
      { usage_limit: 1.5 },
      { starts_at: 'soon' },
      { minimum_subtotal: 5 },
      { starts_at: '2021-01-01T00:00:00.000Z', ends_at: '2020-01-01T00:00:00.000Z' },
      { surprise: 1 },
    ],
  },
  {
    path: '/v1/admin/collections',
    id: 'col_01kaqz3v5m7n0c2d4e6f8g1h3j',
    notFound: 'collection_not_found',
    input: (n: number) => ({
      title: `Collection ${n}`,
      description: 'Things',
      image_url: 'https://images.example/a.jpg',
    }),
    change: { title: 'Renamed', image_url: null },
    bad: [
      { title: '' },
      { title: 5 },
      { handle: 'Not A Handle' },
      { image_url: 'ftp://images.example/a.jpg' },
      { image_url: 'x' },
      { description: 'a\u0000b' },
      { surprise: 1 },
    ],
  },
] as const;

for (const { path, id, notFound, input, change, bad } of resources) {
  describe(path, () => {
    const create = async (client: Client, n: number): Promise<Json> =>
      expectStatus(await client('POST', path, { admin: true, body: input(n) }), 201);

    test('is created, read back as it was answered, listed, changed and deleted', async () => {
      const client = clientOf(await testPlatform());
      const made = await client('POST', path, { admin: true, body: input(1) });
      const resource = expectStatus(made, 201);
      const one = `${path}/${resource.id}`;
      assert.deepEqual([made.headers.get('location'), made.headers.get('etag')], [one, '"1"']);
      assert.deepEqual(expectStatus(await client('GET', one, { admin: true }), 200), resource);
      assert.deepEqual(expectStatus(await client('GET', path, { admin: true }), 200).data, [
        resource,
      ]);
      const changed = expectStatus(
        await client('PATCH', one, { admin: true, ifMatch: '"1"', body: change }),
        200,
      );
      assert.equal(changed.version, 2);
      assert.deepEqual(expectStatus(await client('GET', one, { admin: true }), 200), changed);
      const same = expectStatus(
        await client('PATCH', one, { admin: true, ifMatch: 'W/"2"', body: {} }),
        200,
      );
      assert.deepEqual({ ...same, version: 2, updated_at: changed.updated_at }, changed);
      const gone = expectStatus(await client('DELETE', one, { admin: true, ifMatch: '*' }), 200);
      assert.deepEqual(gone, same);
      expectProblem(await client('GET', one, { admin: true }), 404, notFound);
      assert.deepEqual(expectStatus(await client('GET', path, { admin: true }), 200).data, []);
    });

    test('refuses who may not, old versions, and none', async () => {
      const client = clientOf(await testPlatform());
      const one = `${path}/${(await create(client, 1)).id}`;
      const narrow = { name: 'x', scopes: ['orders:write'] };
      const { key } = expectStatus(
        await client('POST', '/v1/admin/api-keys', { admin: true, body: narrow }),
        201,
      );
      for (const [method, at, body] of [
        ['GET', path],
        ['POST', path, input(2)],
        ['GET', one],
        ['PATCH', one, change],
        ['DELETE', one],
      ] as const) {
        const ask = body ? { body } : {};
        expectProblem(await client(method, at, ask), 401, 'unauthorized');
        expectProblem(await client(method, at, { ...ask, bearer: key }), 403, 'insufficient_scope');
      }
      for (const [method, body] of [
        ['PATCH', change],
        ['DELETE', undefined],
      ] as const) {
        const ask = { admin: true, ...(body ? { body } : {}) };
        expectProblem(await client(method, one, ask), 428, 'precondition_required');
        assert.equal(
          expectProblem(
            await client(method, one, { ...ask, ifMatch: '"9"' }),
            412,
            'version_conflict',
          ).current_version,
          1,
        );
        expectProblem(
          await client(method, `${path}/${id}`, { ...ask, ifMatch: '*' }),
          404,
          notFound,
        );
      }
    });

    test('refuses values that are none', async () => {
      const client = clientOf(await testPlatform());
      const one = `${path}/${(await create(client, 1)).id}`;
      for (const more of bad) {
        expectProblem(
          await client('POST', path, { admin: true, body: { ...input(2), ...more } }),
          400,
          'invalid_request',
        );
        expectProblem(
          await client('PATCH', one, { admin: true, ifMatch: '*', body: more }),
          400,
          'invalid_request',
        );
      }
    });

    test('of many changes at one version takes one', async () => {
      const client = clientOf(await testPlatform());
      const one = `${path}/${(await create(client, 1)).id}`;
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          client('PATCH', one, { admin: true, ifMatch: '"1"', body: change }),
        ),
      );
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412, 412, 412, 412]);
    });
  });
}

test('names that are taken are refused, also at the same moment', async () => {
  const client = clientOf(await testPlatform());
  const both = async (path: string, bodies: readonly unknown[]) =>
    (await Promise.all(bodies.map((body) => client('POST', path, { admin: true, body }))))
      .map(({ body }) => body.code)
      .filter((code) => String(code).endsWith('_taken'));
  const code = (name: string) => ({ code: name, type: 'free_shipping' });
  assert.deepEqual(await both('/v1/admin/discount-codes', [code('Summer'), code('SUMMER')]), [
    'code_taken',
  ]);
  const tax = (region: string | null) => ({ country: 'DE', region, name: 'VAT', percentage: 19 });
  assert.deepEqual(await both('/v1/admin/tax-rates', [tax(null), tax(null), tax('Bremen')]), [
    'tax_rate_taken',
  ]);
  assert.deepEqual(await both('/v1/admin/tax-rates', [tax(' bremen ')]), ['tax_rate_taken']);
  const named = { title: 'Kitchen', handle: 'kitchen' };
  assert.deepEqual(await both('/v1/admin/collections', [named, named]), ['handle_taken']);
  const automatic = expectStatus(
    await client('POST', '/v1/admin/collections', { admin: true, body: { title: 'Kitchen' } }),
    201,
  );
  assert.match(automatic.handle, /^kitchen-[0-9a-z]{4}$/);
});

describe('shipping', () => {
  test('is asked for where there are zones, priced by the server, and charged', async () => {
    const client = clientOf(await testPlatform());
    const { sku } = (await aProduct(client, { amount: 2_000 })).variants[0];
    const zone = {
      name: 'GB',
      countries: ['GB'],
      rates: [rate(500), rate(300), rate(0, { type: 'subtotal', from: 4_000 })],
    };
    expectStatus(
      await client('POST', '/v1/admin/shipping-zones', { admin: true, body: zone }),
      201,
    );
    const cart = await aReadyCart(client, [{ sku, quantity: 1 }]);
    assert.deepEqual(expectProblem(await checkOut(client, cart), 422, 'cart_incomplete').missing, [
      'shipping_option',
    ]);
    const path = `/v1/carts/${cart.id}`;
    const { data } = expectStatus(await client('GET', `${path}/shipping-options`), 200);
    assert.deepEqual(
      data.map((option: Json) => option.price.amount),
      [300, 500],
    );
    const chosen = expectStatus(
      await client('PATCH', path, { body: { shipping_option_id: data[0].id } }),
      200,
    );
    assert.deepEqual([chosen.shipping_option.id, chosen.totals.total.amount], [data[0].id, 2_300]);
    const order = expectStatus(await checkOut(client, chosen), 201);
    assert.deepEqual(
      [order.shipping_option.price.amount, order.totals.shipping.amount],
      [300, 300],
    );
  });

  test('that no longer serves the cart is dropped with a message', async () => {
    const client = clientOf(await testPlatform());
    const { sku } = (await aProduct(client)).variants[0];
    const made = expectStatus(
      await client('POST', '/v1/admin/shipping-zones', {
        admin: true,
        body: { name: 'GB', countries: ['GB'], rates: [rate(500)] },
      }),
      201,
    );
    const cart = await aReadyCart(client, [{ sku, quantity: 1 }]);
    const path = `/v1/carts/${cart.id}`;
    const chosen = expectStatus(
      await client('PATCH', path, { body: { shipping_option_id: made.rates[0].id } }),
      200,
    );
    expectStatus(
      await client('PATCH', `/v1/admin/shipping-zones/${made.id}`, {
        admin: true,
        ifMatch: '*',
        body: { countries: ['FR'] },
      }),
      200,
    );
    const shown = expectStatus(await client('GET', path), 200);
    assert.deepEqual(
      [shown.shipping_option, shown.messages[0].code],
      [null, 'shipping_option_unavailable'],
    );
    assert.deepEqual(
      expectProblem(await checkOut(client, chosen), 422, 'cart_incomplete').missing,
      ['shipping_option'],
    );
  });
});

describe('tax', () => {
  test('is contained or added as the shop says, and stays as it was in orders', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    expectStatus(
      await client('POST', '/v1/admin/tax-rates', {
        admin: true,
        body: { country: 'GB', name: 'VAT', percentage: 20 },
      }),
      201,
    );
    const contained = await aConfirmedOrder(platform, client, { amount: 1_200, quantity: 1 });
    assert.deepEqual([contained.totals.tax.amount, contained.totals.total.amount], [200, 1_200]);
    expectStatus(
      await client('PATCH', '/v1/admin/shop', {
        admin: true,
        ifMatch: '*',
        body: { tax_display: 'exclusive' },
      }),
      200,
    );
    const added = await aConfirmedOrder(platform, client, { amount: 1_200, quantity: 1 });
    assert.deepEqual(
      [added.totals.subtotal.amount, added.totals.tax.amount, added.totals.total.amount],
      [1_200, 240, 1_440],
    );
    const whole = { lines: [{ line_id: added.lines[0].id, quantity: 1 }] };
    const refunded = expectStatus(
      await client('POST', `/v1/admin/orders/${added.id}/refunds`, {
        admin: true,
        key: 'r',
        body: whole,
      }),
      200,
    );
    assert.equal(refunded.refunds[0].amount.amount, 1_440);
    const again = expectStatus(
      await client('GET', `/v1/admin/orders/${contained.id}`, { admin: true }),
      200,
    );
    assert.equal(again.totals.tax.amount, 200);
  });
});
