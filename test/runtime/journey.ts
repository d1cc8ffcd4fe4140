import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { components, paths } from '../../examples/api.d.ts';
import type { ServerProcess } from './server-process.ts';

type Order = components['schemas']['Order'];

const address = {
  name: 'A. Buyer',
  line1: '12 Market Street',
  city: 'Leeds',
  postal_code: 'LS1 6DT',
  country: 'GB',
};

const key = () => ({ 'Idempotency-Key': randomUUID() });

/** Unwraps what openapi-fetch answers, and shows the problem where there is one. */
function got<T>({ data, error }: { data?: T; error?: unknown }): T {
  assert.ok(data !== undefined, JSON.stringify(error));
  return data;
}

/** Whatever a runtime does in the background happens within this; asked for every 100 ms. */
const patienceMs = 20_000;

async function until<T>(ask: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const value = await ask();
    if (done(value)) return value;
    assert.ok(Date.now() < deadline, `it did not come about: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Browse, search, cart, code, checkout, poll until confirmed, fulfill, refund; and an order that is canceled. */
export async function journey(server: ServerProcess): Promise<void> {
  const client = createClient<paths>({ baseUrl: server.url });
  const admin = createClient<paths>({
    baseUrl: server.url,
    headers: { authorization: `Bearer ${server.adminKey}` },
  });
  const level = async (sku: string) =>
    got(await admin.GET('/v1/admin/inventory', { params: { query: { sku } } })).data[0]?.on_hand ??
    0;

  const variant = await browse(client);
  const before = await level(variant.sku);
  const cart = await fillCart(client, variant.id);

  const placed = got(
    await client.POST('/v1/carts/{cart}/checkout', {
      params: { path: { cart: cart.id }, header: key() },
      body: {
        expected_total: cart.totals.total,
        payment: { provider: 'test', token: 'tok_success' },
      },
    }),
  );
  const buyer = createClient<paths>({
    baseUrl: server.url,
    headers: { authorization: `Bearer ${placed.access_token}` },
  });
  const params = { path: { order: placed.id } };
  const confirmed = await until(
    async () => got(await buyer.GET('/v1/orders/{order}', { params })),
    (order) => order.status === 'confirmed',
  );
  assert.equal(confirmed.payment_status, 'paid');
  assert.equal(confirmed.totals.total.amount, cart.totals.total.amount);
  assert.equal(await level(variant.sku), before - 3);
  const told = await until(
    async () => got(await client.GET('/v1/carts/{cart}', { params: { path: { cart: cart.id } } })),
    ({ status }) => status === 'completed',
  );
  assert.equal(told.order_id, placed.id);

  await fulfillAndRefund(admin, confirmed);
  await cancelAnother(client, admin, variant.id);
}

type Client = ReturnType<typeof createClient<paths>>;

async function browse(client: Client) {
  const shop = got(await client.GET('/v1/shop'));
  assert.equal(shop.default_currency, 'GBP');
  assert.ok(shop.payment_providers.some(({ id }) => id === 'test'));
  const collections = got(await client.GET('/v1/collections'));
  assert.ok(collections.data.length > 0);
  const first = got(
    await client.GET('/v1/products', { params: { query: { limit: 5, sort: 'title' } } }),
  );
  assert.equal(first.data.length, 5);
  const cursor = first.page.next_cursor ?? '';
  const second = got(
    await client.GET('/v1/products', { params: { query: { limit: 5, sort: 'title', cursor } } }),
  );
  assert.equal(new Set([...first.data, ...second.data].map(({ id }) => id)).size, 10);

  const hits = got(await client.GET('/v1/search', { params: { query: { q: 'regency cakest' } } }));
  const [hit] = hits.data;
  assert.ok(hit, 'the sample shop sells a cakestand');
  const product = got(
    await client.GET('/v1/products/{product}', { params: { path: { product: hit.handle } } }),
  );
  const [variant] = product.variants;
  assert.ok(variant);
  const availability = got(
    await client.GET('/v1/availability', { params: { query: { variants: variant.id } } }),
  );
  assert.equal(availability.data[0]?.status, 'in_stock');
  return variant;
}

async function fillCart(client: Client, variantId: string) {
  const made = got(
    await client.POST('/v1/carts', { body: { lines: [{ variant_id: variantId, quantity: 2 }] } }),
  );
  const path = { cart: made.id };
  const added = got(
    await client.POST('/v1/carts/{cart}/lines', {
      params: { path },
      body: { variant_id: variantId, quantity: 1 },
    }),
  );
  assert.equal(added.lines[0]?.quantity, 3);
  got(
    await client.PATCH('/v1/carts/{cart}', {
      params: { path },
      body: { email: 'buyer@example.com', shipping_address: address },
    }),
  );
  const options = got(await client.GET('/v1/carts/{cart}/shipping-options', { params: { path } }));
  const [option] = options.data;
  if (option) {
    got(
      await client.PATCH('/v1/carts/{cart}', {
        params: { path },
        body: { shipping_option_id: option.id },
      }),
    );
  }
  const cart = got(
    await client.POST('/v1/carts/{cart}/discount-codes', {
      params: { path },
      body: { code: 'welcome10' },
    }),
  );
  const { subtotal, discount, shipping, tax, total } = cart.totals;
  // Ten percent, ties to the even penny.
  assert.ok(Math.abs(discount.amount * 10 - subtotal.amount) <= 5);
  // The sample shop's prices are exclusive of tax.
  assert.equal(total.amount, subtotal.amount - discount.amount + shipping.amount + tax.amount);
  assert.ok(tax.amount > 0);
  return cart;
}

async function fulfillAndRefund(admin: Client, order: Order): Promise<void> {
  const path = { id: order.id };
  const fulfilled = got(
    await admin.POST('/v1/admin/orders/{id}/fulfillments', {
      params: { path },
      body: { tracking: { carrier: 'Royal Mail', number: 'AB123456789GB' } },
    }),
  );
  assert.equal(fulfilled.status, 'completed');
  assert.equal(fulfilled.fulfillment_status, 'fulfilled');
  const [line] = order.lines;
  assert.ok(line);
  const refund = { lines: [{ line_id: line.id, quantity: 1 }], restock: true };
  const partly = got(
    await admin.POST('/v1/admin/orders/{id}/refunds', {
      params: { path, header: key() },
      body: refund,
    }),
  );
  assert.equal(partly.payment_status, 'partially_refunded');
  const wholly = got(
    await admin.POST('/v1/admin/orders/{id}/refunds', {
      params: { path, header: key() },
      body: {},
    }),
  );
  assert.equal(wholly.payment_status, 'refunded');
  const refunded = wholly.refunds.reduce((sum, { amount }) => sum + amount.amount, 0);
  assert.equal(refunded, order.totals.total.amount);
  const { error } = await admin.POST('/v1/admin/orders/{id}/refunds', {
    params: { path, header: key() },
    body: {},
  });
  assert.equal(error?.code, 'refund_exceeds_captured');
}

/** Pays by bank transfer, and is canceled before the money arrives. */
async function cancelAnother(client: Client, admin: Client, variantId: string): Promise<void> {
  const cart = await fillCart(client, variantId);
  const placed = got(
    await client.POST('/v1/carts/{cart}/checkout', {
      params: { path: { cart: cart.id }, header: key() },
      body: { expected_total: cart.totals.total, payment: { provider: 'manual' } },
    }),
  );
  assert.equal(placed.status, 'pending');
  const path = { id: placed.id };
  const canceled = got(await admin.POST('/v1/admin/orders/{id}/cancel', { params: { path } }));
  assert.equal(canceled.status, 'canceled');
  assert.equal(canceled.payment_status, 'voided');
  const { error } = await admin.POST('/v1/admin/orders/{id}/fulfillments', {
    params: { path },
    body: {},
  });
  assert.equal(error?.code, 'invalid_transition');
  const events = got(await admin.GET('/v1/admin/orders/{id}/events', { params: { path } }));
  // Whether the queue had begun the payment before it was given up is the queue's affair.
  const types = events.data.map(({ type }) => type).filter((type) => type !== 'payment.pending');
  assert.deepEqual(types, [
    'order.placed',
    'payment.created',
    'payment.canceled',
    'order.canceled',
  ]);
}
