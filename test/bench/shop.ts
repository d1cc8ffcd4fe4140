import { setTimeout as pause } from 'node:timers/promises';
import { buyer } from './buyer.ts';
import type { PlannedRequest } from './load-process.ts';

/** A shop to measure: its address, and what it was stocked with. */
export interface Shop {
  readonly url: string;
  readonly adminKey: string;
}

export interface ReadyCart {
  readonly id: string;
  readonly total: { readonly amount: number; readonly currency: string };
}

const json = { 'content-type': 'application/json' };

/** A server that was just overloaded turns the bench away too; it comes back. */
const retryPauseMs = 250;
const triesMax = 80;

/** One request whose answer must be a success in the end. */
export async function ask<Body>(
  shop: Shop,
  method: string,
  path: string,
  more: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Body> {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${shop.url}${path}`, {
      method,
      headers: { ...json, ...more.headers },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Body;
    if (response.status !== 503 || tries === triesMax)
      throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    await pause(retryPauseMs);
  }
}

const admin = (shop: Shop) => ({ authorization: `Bearer ${shop.adminKey}` });

/** Work side by side, a bounded number at a time. */
async function inParallel<Made>(
  count: number,
  make: (index: number) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  let next = 0;
  const take = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      made[index] = await make(index);
    }
  };
  await Promise.all(Array.from({ length: 16 }, take));
  return made;
}

/** Puts `products` of one variant each on the shelves, with more stock than a benchmark sells; answers the SKUs. */
export async function stockShop(shop: Shop, products: number): Promise<string[]> {
  return await inParallel(products, async (index) => {
    const sku = `BENCH-${String(index).padStart(4, '0')}`;
    await ask(shop, 'POST', '/v1/admin/products', {
      headers: admin(shop),
      body: {
        title: `Enamel mug of series ${index}`,
        status: 'active',
        variants: [
          {
            sku,
            prices: [{ amount: 250 + index, currency: 'GBP' }],
            inventory: { on_hand: 1_000_000, policy: 'deny' },
          },
        ],
      },
    });
    return sku;
  });
}

/** One zone for the whole world, with one rate: from now on every order needs a shipping option. */
export async function shipEverywhere(shop: Shop): Promise<void> {
  await ask(shop, 'POST', '/v1/admin/shipping-zones', {
    headers: admin(shop),
    body: {
      name: 'World',
      countries: ['*'],
      rates: [{ title: 'Standard', type: 'flat', price: { amount: 495, currency: 'GBP' } }],
    },
  });
}

/** Carts that only need to be checked out: lines, email, address. `skusOf` chooses what is in each. */
export async function prepareCarts(
  shop: Shop,
  count: number,
  skusOf: (index: number) => readonly string[],
): Promise<ReadyCart[]> {
  return await inParallel(count, async (index) => {
    const lines = skusOf(index).map((sku) => ({ sku, quantity: 1 }));
    const { id } = await ask<{ id: string }>(shop, 'POST', '/v1/carts', { body: { lines } });
    const cart = await ask<{ totals: { total: ReadyCart['total'] } }>(
      shop,
      'PATCH',
      `/v1/carts/${id}`,
      { body: buyer },
    );
    return { id, total: cart.totals.total };
  });
}

/** Three SKUs that differ, others for each cart. */
export const threeOf =
  (skus: readonly string[]) =>
  (index: number): string[] =>
    [0, 1, 2].map((line) => skus[(index * 7 + line * 31) % skus.length] ?? '');

export const checkout = (cart: ReadyCart): PlannedRequest => ({
  method: 'POST',
  path: `/v1/carts/${cart.id}/checkout`,
  headers: { ...json, 'idempotency-key': `bench-${cart.id}` },
  body: JSON.stringify({
    expected_total: cart.total,
    payment: { provider: 'test', token: 'tok_success' },
  }),
});

/** Waits until the server has worked off what its orders left to do, so that rounds do not disturb each other. */
export async function settled(shop: Shop): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const pending = await ask<{ data: unknown[] }>(
      shop,
      'GET',
      '/v1/admin/orders?status=pending&limit=1',
      { headers: admin(shop) },
    );
    if (pending.data.length === 0) return;
    await pause(50);
  }
  throw new Error('orders were still pending after 30 s');
}
