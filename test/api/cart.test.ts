import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aProduct, aReadyCart, buyer } from '../support/factories.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

const missing = 'cart_01kaqz3v5m7n0c2d4e6f8g1h3j01kaqz3v5m';
let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});

async function aCart(
  quantity = 1,
): Promise<{ cart: Json; sku: string; product: Json; path: string }> {
  const product = await aProduct(client);
  const { sku } = product.variants[0];
  const cart = expectStatus(
    await client('POST', '/v1/carts', { body: { lines: [{ sku, quantity }] } }),
    201,
  );
  return { cart, sku, product, path: `/v1/carts/${cart.id}` };
}

/** What every operation on a cart refuses: a cart that is not there, is ordered, or has moved on. */
async function refusesAsCarts(
  method: string,
  tail: (cart: Json) => string,
  body?: unknown,
): Promise<void> {
  const { cart, path } = await aCart();
  const ask = body === undefined ? {} : { body };
  expectProblem(
    await client(method, `/v1/carts/${missing}${tail(cart)}`, ask),
    404,
    'cart_not_found',
  );
  expectProblem(
    await client(method, `${path}${tail(cart)}`, { ...ask, ifMatch: '"9"' }),
    412,
    'version_conflict',
  );
  expectProblem(
    await client(method, `${path}${tail(cart)}`, { ...ask, ifMatch: 'x' }),
    412,
    'version_conflict',
  );
  expectStatus(await client(method, `${path}${tail(cart)}`, { ...ask, ifMatch: 'W/"1"' }), 200);
}

describe('createCart', () => {
  test('prices its lines and says where it is', async () => {
    const { sku, product } = await aCart();
    const answer = await client('POST', '/v1/carts', {
      body: { lines: [{ variant_id: product.variants[0].id, quantity: 3 }] },
    });
    const cart = expectStatus(answer, 201);
    assert.equal(answer.headers.get('location'), `/v1/carts/${cart.id}`);
    assert.equal(answer.headers.get('etag'), '"1"');
    assert.match(cart.id, /^cart_[0-9a-z]{36}$/);
    const [line] = cart.lines;
    assert.deepEqual(
      [line.sku, line.quantity, line.unit_price.amount, line.total.amount],
      [sku, 3, 1_000, 3_000],
    );
    assert.deepEqual(
      [cart.status, cart.currency, cart.totals.total.amount],
      ['active', 'GBP', 3_000],
    );
    assert.deepEqual(expectStatus(await client('GET', `/v1/carts/${cart.id}`), 200), cart);
  });

  test('refuses what is not sold, or not in its currency', async () => {
    const draft = (await aProduct(client, { status: 'draft' })).variants[0].sku;
    const { sku } = await aCart();
    const create = (body: unknown) => client('POST', '/v1/carts', { body });
    assert.equal(
      expectProblem(
        await create({ lines: [{ sku: draft, quantity: 1 }] }),
        422,
        'variant_not_sellable',
      ).reason,
      'not_active',
    );
    assert.equal(
      expectProblem(
        await create({ lines: [{ sku: sku.toLowerCase(), quantity: 1 }] }),
        422,
        'variant_not_sellable',
      ).reason,
      'not_found',
    );
    expectProblem(await create({ currency: 'CHF' }), 422, 'currency_not_available');
    expectProblem(await create({ currency: 'XTS' }), 400, 'invalid_request');
    await aProduct(client, {
      variants: [{ sku: 'EURO', prices: [{ amount: 5, currency: 'EUR' }] }],
    });
    const poor = expectProblem(
      await create({ currency: 'EUR', lines: [{ sku, quantity: 1 }] }),
      422,
      'variant_not_sellable',
    );
    assert.equal(poor.reason, 'no_price');
  });

  test('refuses prices, and lines beyond its limits', async () => {
    const { sku } = await aCart();
    for (const more of [
      { unit_price: { amount: 1, currency: 'GBP' } },
      { price: 1 },
      { discount: 5 },
      { variant_id: 'var_x' },
    ]) {
      expectProblem(
        await client('POST', '/v1/carts', { body: { lines: [{ sku, quantity: 1, ...more }] } }),
        400,
        'invalid_request',
      );
    }
    const lines = Array.from({ length: 2_001 }, () => ({ sku, quantity: 1 }));
    expectProblem(await client('POST', '/v1/carts', { body: { lines } }), 400, 'invalid_request');
    const twice = [
      { sku, quantity: 100_000 },
      { sku, quantity: 1 },
    ];
    expectProblem(await client('POST', '/v1/carts', { body: { lines: twice } }), 422, 'cart_limit');
  });
});

describe('getCart', () => {
  test('never writes, and is never kept by anybody', async () => {
    const { cart, path } = await aCart();
    const answers = await Promise.all([client('GET', path), client('GET', path)]);
    for (const answer of answers) {
      assert.deepEqual(expectStatus(answer, 200), cart);
      assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    }
    // Prices may change under one version: nothing is spared to whoever has seen it.
    const seen = { 'if-none-match': '"1"' };
    assert.equal((await client('GET', path, { headers: seen })).status, 200);
    expectProblem(await client('GET', `/v1/carts/${missing}`), 404, 'cart_not_found');
  });

  test('tells of prices that changed, short stock and products that went', async () => {
    const { path, product } = await aCart(11);
    const codes = async () =>
      (await client('GET', path)).body.messages.map((message: Json) => message.code);
    assert.deepEqual(await codes(), ['stock_short']);
    const variant = `/v1/admin/products/${product.id}/variants/${product.variants[0].id}`;
    const prices = [{ amount: 900, currency: 'GBP' }];
    expectStatus(
      await client('PATCH', variant, {
        admin: true,
        ifMatch: '*',
        body: { prices, inventory: { policy: 'continue' } },
      }),
      200,
    );
    assert.deepEqual(await codes(), ['price_changed']);
    expectStatus(
      await client('PATCH', `/v1/admin/products/${product.id}`, {
        admin: true,
        ifMatch: '*',
        body: { status: 'draft' },
      }),
      200,
    );
    assert.deepEqual(await codes(), ['variant_not_sellable']);
  });
});

describe('addLine', () => {
  test('merges into the line of the same variant', async () => {
    const { path, sku, product } = await aCart(2);
    const merged = expectStatus(
      await client('POST', `${path}/lines`, {
        body: { variant_id: product.variants[0].id, quantity: 3 },
      }),
      200,
    );
    assert.deepEqual(
      merged.lines.map((line: Json) => [line.sku, line.quantity]),
      [[sku, 5]],
    );
    assert.equal(merged.version, 2);
  });

  test('refuses as carts do, and what is not sold', async () => {
    const { path } = await aCart();
    expectProblem(
      await client('POST', `${path}/lines`, { body: { sku: 'nothing', quantity: 1 } }),
      422,
      'variant_not_sellable',
    );
    const { sku } = await aCart();
    await refusesAsCarts('POST', () => '/lines', { sku, quantity: 1 });
  });
});

describe('setQuantity and removeLine', () => {
  test('set and remove', async () => {
    const { cart, path } = await aCart(2);
    const line = `${path}/lines/${cart.lines[0].id}`;
    assert.equal(
      expectStatus(await client('PATCH', line, { body: { quantity: 7 } }), 200).lines[0].quantity,
      7,
    );
    assert.deepEqual(
      expectStatus(await client('PATCH', line, { body: { quantity: 0 } }), 200).lines,
      [],
    );
    expectProblem(await client('PATCH', line, { body: { quantity: 1 } }), 404, 'line_not_found');
    expectProblem(await client('DELETE', line), 404, 'line_not_found');
  });

  test('refuse as carts do', async () => {
    await refusesAsCarts('PATCH', (cart) => `/lines/${cart.lines[0].id}`, { quantity: 2 });
    await refusesAsCarts('DELETE', (cart) => `/lines/${cart.lines[0].id}`);
  });
});

describe('updateCart', () => {
  test('replaces what it names; billing follows shipping until it is set', async () => {
    const { path } = await aCart();
    const set = expectStatus(await client('PATCH', path, { body: buyer }), 200);
    assert.deepEqual(set.billing_address, buyer.shipping_address);
    const billing = { name: 'B', line1: '1', city: 'Bonn', country: 'DE' };
    const both = expectStatus(
      await client('PATCH', path, { body: { billing_address: billing, note: 'n' } }),
      200,
    );
    assert.deepEqual([both.billing_address, both.email, both.note], [billing, buyer.email, 'n']);
    const merged = {
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({ billing_address: null, email: null }),
    };
    const cleared = expectStatus(await client('PATCH', path, merged), 200);
    assert.deepEqual([cleared.billing_address, cleared.email], [buyer.shipping_address, null]);
  });

  test('refuses as carts do, incomplete addresses and options that do not serve it', async () => {
    await refusesAsCarts('PATCH', () => '', { note: 'x' });
    const { path } = await aCart();
    for (const body of [
      { shipping_address: { name: 'A', line1: 'B', city: 'C' } },
      { shipping_address: { name: 'A', line1: 'B', city: 'C', country: 'UK' } },
      { shipping_address: { ...buyer.shipping_address, planet: 'Earth' } },
      { email: 'not an address' },
      { email: `${'x'.repeat(250)}@example.com` },
      { totals: {} },
    ]) {
      expectProblem(await client('PATCH', path, { body }), 400, 'invalid_request');
    }
    const option = { shipping_option_id: 'rate_01kaqz3v5m7n0c2d4e6f8g1h3j' };
    expectProblem(
      await client('PATCH', path, { body: option }),
      422,
      'shipping_option_unavailable',
    );
  });
});

describe('discount codes', () => {
  const made = async (body: Record<string, unknown>) =>
    expectStatus(await client('POST', '/v1/admin/discount-codes', { admin: true, body }), 201);

  test('are entered in any case, with any accents, apply at once, and are taken out', async () => {
    await made({ code: 'Te\u0301n', type: 'percentage', value: 10 });
    const { path } = await aCart(3);
    const cart = expectStatus(
      await client('POST', `${path}/discount-codes`, { body: { code: ' tÉN ' } }),
      200,
    );
    assert.deepEqual(cart.discount_codes, [
      { code: 'Te\u0301n', amount: { amount: 300, currency: 'GBP' } },
    ]);
    assert.deepEqual(
      [cart.totals.discount.amount, cart.totals.total.amount, cart.lines[0].total.amount],
      [300, 2_700, 2_700],
    );
    const again = expectStatus(
      await client('POST', `${path}/discount-codes`, { body: { code: 'TÉN' } }),
      200,
    );
    assert.deepEqual([again.discount_codes.length, again.version], [1, cart.version]);
    assert.equal(
      expectStatus(await client('DELETE', `${path}/discount-codes/tén`), 200).totals.total.amount,
      3_000,
    );
    expectStatus(await client('DELETE', `${path}/discount-codes/never-entered`), 200);
  });

  test('that do not apply say why', async () => {
    const { path } = await aCart();
    const reasons: [Record<string, unknown>, string][] = [
      [
        { code: 'LATER', type: 'percentage', value: 1, starts_at: '2999-01-01T00:00:00.000Z' },
        'not_started',
      ],
      [
        { code: 'OVER', type: 'percentage', value: 1, ends_at: '2020-01-01T00:00:00.000Z' },
        'ended',
      ],
      [
        {
          code: 'RICH',
          type: 'percentage',
          value: 1,
          minimum_subtotal: { amount: 1_001, currency: 'GBP' },
        },
        'minimum_subtotal',
      ],
      [{ code: 'EUROS', type: 'fixed', value: { amount: 1, currency: 'EUR' } }, 'currency'],
    ];
    for (const [body, reason] of reasons) {
      const { code } = await made(body);
      const refused = await client('POST', `${path}/discount-codes`, { body: { code } });
      assert.equal(expectProblem(refused, 422, 'code_not_applicable').reason, reason);
    }
    const unknown = await client('POST', `${path}/discount-codes`, {
      body: { code: 'constructor' },
    });
    assert.equal(expectProblem(unknown, 422, 'code_not_applicable').reason, 'unknown');
    assert.equal((await client('GET', path)).body.version, 1);
  });

  test('refuse as carts do', async () => {
    await made({ code: 'AGAIN', type: 'free_shipping' });
    await refusesAsCarts('POST', () => '/discount-codes', { code: 'again' });
    const { path } = await aCart();
    expectProblem(
      await client('DELETE', `/v1/carts/${missing}/discount-codes/again`),
      404,
      'cart_not_found',
    );
    expectProblem(
      await client('DELETE', `${path}/discount-codes/again`, { ifMatch: '"9"' }),
      412,
      'version_conflict',
    );
  });

  test('of free shipping and of more than the cart comes to never make it negative', async () => {
    await made({ code: 'HUGE', type: 'fixed', value: { amount: 999_999, currency: 'GBP' } });
    const { path } = await aCart();
    const cart = expectStatus(
      await client('POST', `${path}/discount-codes`, { body: { code: 'HUGE' } }),
      200,
    );
    assert.deepEqual([cart.totals.discount.amount, cart.totals.total.amount], [1_000, 0]);
  });
});

describe('listShippingOptions', () => {
  test('are none in a shop without zones', async () => {
    const { path } = await aCart();
    assert.deepEqual(expectStatus(await client('GET', `${path}/shipping-options`), 200), {
      data: [],
    });
    expectProblem(
      await client('GET', `/v1/carts/${missing}/shipping-options`),
      404,
      'cart_not_found',
    );
  });
});

test('a cart is forgotten thirty days after it was last touched', async () => {
  const own = await testPlatform();
  const ask = clientOf(own);
  const cart = await aReadyCart(ask, []);
  const day = 24 * 3_600_000;
  own.advance(29 * day);
  const touched = expectStatus(
    await ask('PATCH', `/v1/carts/${cart.id}`, { body: { note: 'x' } }),
    200,
  );
  assert.ok(Date.parse(touched.expires_at) - Date.parse(cart.expires_at) >= 29 * day);
  own.advance(29 * day);
  expectStatus(await ask('GET', `/v1/carts/${cart.id}`), 200);
  own.advance(day);
  expectProblem(await ask('GET', `/v1/carts/${cart.id}`), 404, 'cart_not_found');
  expectProblem(
    await ask('PATCH', `/v1/carts/${cart.id}`, { body: { note: 'y' } }),
    404,
    'cart_not_found',
  );
});

test('nothing of all this was an error of ours', () => {
  assert.deepEqual(platform.errors, []);
});
