import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDatabase } from '../../src/db/read.ts';
import { openDatabase, pathOf } from '../../src/platform/server/database.ts';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import {
  aProduct,
  aReadyCart,
  buyer,
  checkOut,
  eventsOf,
  levelOf,
  readOrder,
} from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { adminKey, type TestPlatform, testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

async function begin(environment: Record<string, string> = {}) {
  const platform = await testPlatform(environment);
  return { platform, client: clientOf(platform) };
}

/** A cart of `quantity` units of a product of its own, and the product's SKU. */
async function ready(
  client: Client,
  { quantity = 2, ...product }: Parameters<typeof aProduct>[1] & { quantity?: number } = {},
) {
  const made = await aProduct(client, product);
  const { sku } = made.variants[0];
  return { sku, product: made, cart: await aReadyCart(client, [{ sku, quantity }]) };
}

const body = (cart: Json, more: Record<string, unknown> = {}) => ({
  expected_total: cart.totals.total,
  payment: { provider: 'test', token: 'tok_success' },
  ...more,
});

describe('placeOrder', () => {
  test('places an order, which is paid and confirmed', async () => {
    const { platform, client } = await begin();
    const { cart, sku } = await ready(client);
    const answer = await checkOut(client, cart);
    const order = expectStatus(answer, 201);
    assert.equal(answer.headers.get('location'), `/v1/orders/${order.id}`);
    assert.equal(order.totals.total.amount, 2_000);
    assert.ok(order.number > 1_000);
    assert.equal((await levelOf(client, sku)).available, 8);
    await platform.settle();
    const read = expectStatus(
      await client('GET', `/v1/orders/${order.id}`, { bearer: order.access_token }),
      200,
    );
    assert.equal(read.status, 'confirmed');
    assert.equal(read.payment_status, 'paid');
    assert.equal(read.access_token, undefined);
    assert.equal(
      expectStatus(await client('GET', `/v1/orders/${order.id}`, { bearer: adminKey }), 200).id,
      order.id,
    );
    assert.deepEqual(await eventsOf(client, order.id), [
      'order.placed',
      'payment.created',
      'payment.captured',
      'order.confirmed',
    ]);
    const level = await levelOf(client, sku);
    assert.deepEqual([level.on_hand, level.reserved], [8, 0]);
    const after = expectStatus(await client('GET', `/v1/carts/${cart.id}`), 200);
    assert.deepEqual([after.status, after.order_id], ['completed', order.id]);
    assert.deepEqual(platform.errors, []);
  });

  test('an order of nothing to pay needs no payment', async () => {
    const { platform, client } = await begin();
    const { cart } = await ready(client, { amount: 0 });
    const order = expectStatus(await checkOut(client, cart), 201);
    assert.equal(order.payment, null);
    await platform.settle();
    assert.equal((await readOrder(client, order.id)).status, 'confirmed');
    assert.equal((await readOrder(client, order.id)).payment_status, 'paid');
  });

  test('keeps what it says when the catalog changes', async () => {
    const { client } = await begin();
    const { cart, product } = await ready(client);
    const order = expectStatus(await checkOut(client, cart), 201);
    expectStatus(
      await client('DELETE', `/v1/admin/products/${product.id}`, { admin: true, ifMatch: '*' }),
      200,
    );
    assert.deepEqual((await readOrder(client, order.id)).lines, order.lines);
  });

  test('refuses in the order of the contract', async () => {
    const { client } = await begin();
    const { cart: bare } = {
      cart: expectStatus(await client('POST', '/v1/carts', { body: {} }), 201),
    };
    const path = `/v1/carts/${bare.id}/checkout`;
    expectProblem(await client('POST', path, { body: { payment: 1 } }), 400, 'invalid_request');
    expectProblem(
      await client('POST', path, { body: body(bare) }),
      400,
      'idempotency_key_required',
    );
    const missing = expectProblem(
      await client('POST', path, { key: 'a', body: body(bare) }),
      422,
      'cart_incomplete',
    );
    assert.deepEqual(missing.missing, ['lines', 'email', 'shipping_address']);

    const { cart, sku } = await ready(client, { onHand: 5, quantity: 6 });
    const wrong = { expected_total: { amount: 1, currency: 'GBP' } };
    const to = `/v1/carts/${cart.id}/checkout`;
    const short = expectProblem(
      await client('POST', to, { key: 'a', body: body(cart, wrong) }),
      409,
      'stock_short',
    );
    assert.deepEqual(short.items, [{ sku, requested: 6, available: 5 }]);
    assert.equal((await levelOf(client, sku)).reserved, 0);
    const lined = `/v1/carts/${cart.id}/lines/${cart.lines[0].id}`;
    expectStatus(await client('PATCH', lined, { body: { quantity: 5 } }), 200);

    const code = { code: 'GONE', type: 'percentage', value: 10 };
    const made = expectStatus(
      await client('POST', '/v1/admin/discount-codes', { admin: true, body: code }),
      201,
    );
    expectStatus(
      await client('POST', `/v1/carts/${cart.id}/discount-codes`, { body: { code: 'gone' } }),
      200,
    );
    expectStatus(
      await client('DELETE', `/v1/admin/discount-codes/${made.id}`, { admin: true, ifMatch: '*' }),
      200,
    );
    const refused = await client('POST', to, { key: 'b', body: body(cart, wrong) });
    assert.equal(expectProblem(refused, 409, 'code_not_applicable').reason, 'unknown');
    expectStatus(await client('DELETE', `/v1/carts/${cart.id}/discount-codes/GONE`), 200);

    const changed = expectProblem(
      await client('POST', to, { key: 'c', body: body(cart, wrong) }),
      409,
      'total_changed',
    );
    assert.deepEqual(changed.current_total, { amount: 5_000, currency: 'GBP' });
    const euro = { expected_total: { amount: 5_000, currency: 'EUR' } };
    expectProblem(
      await client('POST', to, { key: 'd', body: body(cart, euro) }),
      409,
      'total_changed',
    );

    const order = expectStatus(
      await client('POST', to, {
        key: 'e',
        body: body(cart, { expected_total: changed.current_total }),
      }),
      201,
    );
    const again = expectProblem(
      await client('POST', to, { key: 'f', body: body(cart) }),
      409,
      'cart_completed',
    );
    assert.equal(again.order_id, order.id);
  });

  test('takes no price from the buyer', async () => {
    const { client } = await begin();
    const { cart } = await ready(client);
    for (const more of [
      { total: 1 },
      { shipping: 0 },
      { discount: { amount: 5, currency: 'GBP' } },
      { lines: [] },
      { payment: { provider: 'test', token: 'tok_success', amount: 1 } },
    ]) {
      expectProblem(
        await client('POST', `/v1/carts/${cart.id}/checkout`, { key: 'k', body: body(cart, more) }),
        400,
        'invalid_request',
      );
    }
  });

  test('refuses providers that are not enabled and tokens that are not known', async () => {
    const { client } = await begin();
    const { cart } = await ready(client);
    const paying = (payment: unknown, key: string) =>
      client('POST', `/v1/carts/${cart.id}/checkout`, { key, body: body(cart, { payment }) });
    expectProblem(
      await paying({ provider: 'stripe', token: 'x' }, 'a'),
      422,
      'provider_not_enabled',
    );
    for (const token of ['tok_unknown', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expectProblem(
        await paying({ provider: 'test', token }, `b${token}`),
        422,
        'payment_token_invalid',
      );
    }
    expectProblem(await paying({ provider: 'test' }, 'c'), 422, 'payment_token_invalid');
    expectStatus(await checkOut(client, cart), 201);
  });

  test('charges the price of the moment, or says that it changed', async () => {
    const { client } = await begin();
    const { cart, product } = await ready(client);
    const path = `/v1/admin/products/${product.id}/variants/${product.variants[0].id}`;
    expectStatus(
      await client('PATCH', path, {
        admin: true,
        ifMatch: '*',
        body: { prices: [{ amount: 1_100, currency: 'GBP' }] },
      }),
      200,
    );
    const refused = expectProblem(await checkOut(client, cart), 409, 'total_changed');
    assert.equal(refused.current_total.amount, 2_200);
    const shown = expectStatus(await client('GET', `/v1/carts/${cart.id}`), 200);
    assert.equal(shown.messages[0].code, 'price_changed');
    assert.equal(expectStatus(await checkOut(client, shown), 201).totals.total.amount, 2_200);
  });

  test('refuses what is no longer sold', async () => {
    const { client } = await begin();
    const { cart, product, sku } = await ready(client);
    expectStatus(
      await client('PATCH', `/v1/admin/products/${product.id}`, {
        admin: true,
        ifMatch: '*',
        body: { status: 'archived' },
      }),
      200,
    );
    assert.deepEqual(expectProblem(await checkOut(client, cart), 409, 'stock_short').items, [
      { sku, requested: 2, available: 0 },
    ]);
  });

  test('a cart where one line is short leaves every stock level unchanged', async () => {
    const { client } = await begin();
    const plenty = (await aProduct(client)).variants[0].sku;
    const scarce = (await aProduct(client, { onHand: 1 })).variants[0].sku;
    const cart = await aReadyCart(client, [
      { sku: plenty, quantity: 3 },
      { sku: scarce, quantity: 2 },
    ]);
    expectProblem(await checkOut(client, cart), 409, 'stock_short');
    assert.equal((await levelOf(client, plenty)).reserved, 0);
    assert.equal((await levelOf(client, scarce)).reserved, 0);
  });

  test('two lines of one SKU are one reservation', async () => {
    const { client } = await begin();
    const { sku, id } = (await aProduct(client, { onHand: 5 })).variants[0];
    const cart = await aReadyCart(client, [
      { sku, quantity: 3 },
      { sku, quantity: 3 },
    ]);
    assert.equal(cart.lines.length, 1);
    expectProblem(await checkOut(client, cart), 409, 'stock_short');
    const both = expectStatus(
      await client('POST', '/v1/carts', {
        body: {
          lines: [
            { sku, quantity: 1 },
            { variant_id: id, quantity: 2 },
          ],
        },
      }),
      201,
    );
    assert.deepEqual(
      both.lines.map((line: Json) => line.quantity),
      [3],
    );
  });

  test('is not found for a cart that is not there', async () => {
    const { client } = await begin();
    const { cart } = await ready(client);
    const lost = `/v1/carts/cart_01kaqz3v5m7n0c2d4e6f8g1h3j01kaqz3v5m/checkout`;
    expectProblem(
      await client('POST', lost, { key: 'k', body: body(cart) }),
      404,
      'cart_not_found',
    );
  });

  test('a policy of continue sells below zero', async () => {
    const { platform, client } = await begin();
    const { cart, sku } = await ready(client, {
      quantity: 7,
      variants: [
        {
          sku: 'BACKORDER',
          prices: [{ amount: 100, currency: 'GBP' }],
          inventory: { on_hand: 2, policy: 'continue' },
        },
      ],
    });
    expectStatus(await checkOut(client, cart), 201);
    await platform.settle();
    assert.equal((await levelOf(client, sku)).on_hand, -5);
  });

  test('honors the address of the buyer in the order', async () => {
    const { client } = await begin();
    const { cart } = await ready(client);
    const billing = { ...buyer.shipping_address, name: 'B. Payer', company: 'Payer & Co' };
    const changed = expectStatus(
      await client('PATCH', `/v1/carts/${cart.id}`, {
        body: { billing_address: billing, note: 'Ring twice' },
      }),
      200,
    );
    const order = expectStatus(await checkOut(client, changed), 201);
    assert.deepEqual(order.billing_address, billing);
    assert.deepEqual(order.shipping_address, buyer.shipping_address);
    assert.equal(order.note, 'Ring twice');
  });

  test('is refused by the primary alone, though a token lets a copy answer that is behind it', async () => {
    const { platform, client } = await begin();
    const { product, cart } = await ready(client);
    const become = async (ask: Client, status: string) =>
      await ask('PATCH', `/v1/admin/products/${product.id}`, {
        admin: true,
        ifMatch: '*',
        body: { status },
      });
    expectStatus(await become(client, 'archived'), 200);
    const copy = await aCopyOf(platform);
    const behind = { ...platform, replica: copy, copies: { ...platform.copies, near: copy } };
    const copies = { ...behind.copies, at: () => copy, position: () => 1 };
    const near = clientOf({ ...behind, copies });
    const edited = await become(near, 'active');
    const headers = { 'consistency-token': edited.headers.get('consistency-token') ?? '' };
    const path = `/v1/carts/${cart.id}/checkout`;
    expectStatus(await near('POST', path, { key: 'behind', headers, body: body(cart) }), 201);
  });
});

/** The database as it is now. */
async function aCopyOf({ databaseUrl }: TestPlatform) {
  const url = `${databaseUrl}.copy`;
  const client = openDatabase(databaseUrl, undefined);
  await client.execute({ sql: 'VACUUM INTO ?', args: [pathOf(url)] });
  client.close();
  return readDatabase(openDatabase(url, undefined));
}
