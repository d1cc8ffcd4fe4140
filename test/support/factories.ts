import { randomUUID } from 'node:crypto';
import { type Client, expectStatus, type Json } from './client.ts';

let count = 0;

/** An active product with one variant; every test has its own. */
export async function aProduct(client: Client, more: Record<string, unknown> & { onHand?: number; amount?: number } = {}): Promise<Json> {
  count += 1;
  const { onHand = 10, amount = 1_000, ...fields } = more;
  const sku = `SKU-${count}-${randomUUID().slice(0, 8)}`;
  const body = {
    title: `Product ${count}`,
    status: 'active',
    variants: [
      { sku, prices: [{ amount, currency: 'GBP' }], inventory: { on_hand: onHand, policy: 'deny' } },
    ],
    ...fields,
  };
  return expectStatus(await client('POST', '/v1/admin/products', { admin: true, body }), 201);
}

export const buyer = {
  email: 'buyer@example.com',
  shipping_address: { name: 'A. Buyer', line1: '12 Market Street', city: 'Leeds', postal_code: 'LS1 6DT', country: 'GB' },
};

/** A cart that only needs to be checked out. */
export async function aReadyCart(client: Client, lines: readonly { sku: string; quantity: number }[]): Promise<Json> {
  const cart = expectStatus(await client('POST', '/v1/carts', { body: { lines } }), 201);
  return expectStatus(await client('PATCH', `/v1/carts/${cart.id}`, { body: buyer }), 200);
}

/** Checks a cart out, with a fresh key unless one is given. */
export async function checkOut(
  client: Client,
  cart: Json,
  { token = 'tok_success', provider = 'test', key = randomUUID() }: { token?: string; provider?: string; key?: string } = {},
) {
  return await client('POST', `/v1/carts/${cart.id}/checkout`, {
    key,
    body: { expected_total: cart.totals.total, payment: provider === 'test' ? { provider, token } : { provider } },
  });
}
