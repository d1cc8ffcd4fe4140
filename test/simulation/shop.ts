import type { Chance } from './chance.ts';
import type { Client } from './client.ts';
import type { Json } from './history.ts';
import { receiverUrl } from './receiver.ts';

/** What there is to buy, and what was on hand when the shop opened. */
export interface Item {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly opened: number;
}

export interface Shop {
  readonly items: readonly Item[];
  /** Codes by their text, with their limits as they were made. */
  readonly codes: Code[];
}

export interface Code {
  readonly id: string;
  readonly code: string;
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
}

const pounds = (amount: number) => ({ amount, currency: 'GBP' });

const codes = [
  { code: 'LAST', type: 'percentage', value: 10, usage_limit: 1 },
  { code: 'THREE', type: 'percentage', value: 12.5, usage_limit: 3 },
  { code: 'ONCE', type: 'fixed', value: pounds(150), usage_limit_per_customer: 1 },
  { code: 'SHIPFREE', type: 'free_shipping' },
  { code: 'GRATIS', type: 'percentage', value: 100, usage_limit: 4 },
];

/** What is not left to chance. */
export interface ShopWish {
  /** That nobody listens to its events. */
  readonly unheard?: boolean;
  /** That there is nothing but so many of the hot item. */
  readonly onlyHot?: number;
}

/** Sets the shop up through its own API, while nothing goes wrong yet. */
export async function stockShop(client: Client, chance: Chance, wish: ShopWish): Promise<Shop> {
  const make = async (path: string, body: unknown): Promise<Json> => {
    const answer = await client.once({ method: 'POST', path, body, bearer: 'admin' });
    if (answer?.status !== 201) throw new Error(`${path}: ${answer?.text}`);
    return answer.body;
  };
  // The hot one is what everybody wants, and there is little of it.
  const onHand = wish.onlyHot ?? chance.whole(1, 6);
  const hot = await makeItem(make, { sku: 'hot', amount: 999, onHand });
  if (wish.onlyHot !== undefined) return { items: [hot], codes: [] };
  const items = [hot];
  for (const sku of ['plain', 'Plain', 'heavy'])
    items.push(await makeItem(make, { sku, amount: chance.whole(1, 5_000), onHand: 60 }));
  items.push(await makeItem(make, { sku: 'endless', amount: 250, onHand: 0, policy: 'continue' }));
  const made: Code[] = [];
  for (const body of codes) {
    const { id } = await make('/v1/admin/discount-codes', body);
    const { usage_limit: all = null, usage_limit_per_customer: each = null } = body;
    made.push({ id, code: body.code, usageLimit: all, usageLimitPerCustomer: each });
  }
  if (chance.happens(0.7)) await makeTerms(make, chance);
  return { items, codes: made };
}

/** Somebody wants to hear of every event; answers the secret that signs them. */
export async function addReceiver(client: Client): Promise<string> {
  const body = { url: receiverUrl, events: ['*'] };
  const path = '/v1/admin/webhook-endpoints';
  const answer = await client.once({ method: 'POST', path, body, bearer: 'admin' });
  if (answer?.status !== 201) throw new Error(`${path}: ${answer?.text}`);
  return answer.body.secret;
}

type Make = (path: string, body: unknown) => Promise<Json>;

async function makeItem(
  make: Make,
  what: { sku: string; amount: number; onHand: number; policy?: 'deny' | 'continue' },
): Promise<Item> {
  const { sku, amount, onHand, policy = 'deny' } = what;
  const made = await make('/v1/admin/products', {
    title: `The ${sku} one`,
    status: 'active',
    variants: [{ sku, prices: [pounds(amount)], inventory: { on_hand: onHand, policy } }],
  });
  return { productId: made.id, variantId: made.variants[0].id, sku, opened: onHand };
}

async function makeTerms(make: Make, chance: Chance): Promise<void> {
  await make('/v1/admin/shipping-zones', {
    name: 'Home',
    countries: ['GB'],
    rates: [
      { title: 'Collect', type: 'flat', price: pounds(0) },
      { title: 'Post', type: 'flat', price: pounds(395) },
    ],
  });
  if (chance.happens(0.5))
    await make('/v1/admin/tax-rates', { country: 'GB', name: 'VAT', percentage: 20 });
}
