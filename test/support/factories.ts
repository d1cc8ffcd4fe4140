import { randomUUID } from 'node:crypto';
import { sign } from '../../src/core/webhook-signature.ts';
import { type Answer, type Client, expectStatus, type Json } from './client.ts';
import type { TestPlatform } from './platform.ts';

let count = 0;

/** An active product with one variant; every test has its own. */
export async function aProduct(
  client: Client,
  more: Record<string, unknown> & { onHand?: number; amount?: number } = {},
): Promise<Json> {
  count += 1;
  const { onHand = 10, amount = 1_000, ...fields } = more;
  const sku = `SKU-${count}-${randomUUID().slice(0, 8)}`;
  const body = {
    title: `Product ${count}`,
    status: 'active',
    variants: [
      {
        sku,
        prices: [{ amount, currency: 'GBP' }],
        inventory: { on_hand: onHand, policy: 'deny' },
      },
    ],
    ...fields,
  };
  return expectStatus(await client('POST', '/v1/admin/products', { admin: true, body }), 201);
}

export const buyer = {
  email: 'buyer@example.com',
  shipping_address: {
    name: 'A. Buyer',
    line1: '12 Market Street',
    city: 'Leeds',
    postal_code: 'LS1 6DT',
    country: 'GB',
  },
};

/** A cart that only needs to be checked out. */
export async function aReadyCart(
  client: Client,
  lines: readonly { sku: string; quantity: number }[],
): Promise<Json> {
  const cart = expectStatus(await client('POST', '/v1/carts', { body: { lines } }), 201);
  return expectStatus(await client('PATCH', `/v1/carts/${cart.id}`, { body: buyer }), 200);
}

/** Checks a cart out, with a fresh key unless one is given. */
export async function checkOut(
  client: Client,
  cart: Json,
  {
    token = 'tok_success',
    provider = 'test',
    key = randomUUID(),
  }: { token?: string; provider?: string; key?: string } = {},
) {
  return await client('POST', `/v1/carts/${cart.id}/checkout`, {
    key,
    body: {
      expected_total: cart.totals.total,
      payment: provider === 'test' ? { provider, token } : { provider },
    },
  });
}

/** A cart of one new product, checked out: the order as the buyer was answered. */
export async function anOrder(
  client: Client,
  {
    token,
    provider,
    quantity = 2,
    ...product
  }: Parameters<typeof checkOut>[2] & Parameters<typeof aProduct>[1] & { quantity?: number } = {},
): Promise<Json> {
  const made = await aProduct(client, product);
  const cart = await aReadyCart(client, [{ sku: made.variants[0].sku, quantity }]);
  const paying = { ...(token ? { token } : {}), ...(provider ? { provider } : {}) };
  return expectStatus(await checkOut(client, cart, paying), 201);
}

/** An order whose payment has been captured and that is confirmed. */
export async function aConfirmedOrder(
  platform: TestPlatform,
  client: Client,
  more: Parameters<typeof anOrder>[1] = {},
): Promise<Json> {
  const order = await anOrder(client, more);
  await platform.settle();
  const read = await readOrder(client, order.id);
  if (read.status !== 'confirmed') throw new Error(`the order is ${read.status}`);
  return { ...read, access_token: order.access_token };
}

export const readOrder = async (client: Client, id: string): Promise<Json> =>
  expectStatus(await client('GET', `/v1/admin/orders/${id}`, { admin: true }), 200);

export const levelOf = async (client: Client, sku: string): Promise<Json> =>
  expectStatus(
    await client('GET', `/v1/admin/inventory?sku=${encodeURIComponent(sku)}`, { admin: true }),
    200,
  ).data[0];

/** The types of an order's events, in order. */
export async function eventsOf(client: Client, id: string): Promise<string[]> {
  const { data } = expectStatus(
    await client('GET', `/v1/admin/orders/${id}/events?limit=100`, { admin: true }),
    200,
  );
  return data.map((event: Json) => event.type);
}

export const webhookSecret = 'whsec_dGhlIHNlY3JldCBvZiB0aGUgdGVzdHM=';

/** Sends a notification of the test provider, signed with `webhookSecret` at the platform's time. */
export async function notify(
  platform: TestPlatform,
  client: Client,
  body: Record<string, unknown>,
): Promise<Answer> {
  const text = JSON.stringify(body);
  const timestampSeconds = Math.floor(platform.clock.nowMs() / 1_000);
  const headers = sign([webhookSecret], {
    id: String(body['id']),
    timestampSeconds,
    body: text,
  });
  return await client('POST', '/v1/payments/test/webhook', { body: text, headers });
}
