import { setTimeout as pause } from 'node:timers/promises';
import { type Outcome, reasonOf } from './balance.ts';
import type { Catalog } from './catalog.ts';
import { countryOf } from './countries.ts';
import type { Invoice } from './invoices.ts';
import type { Latencies } from './latencies.ts';
import { type CartAnswer, type OrderAnswer, Refusal, type ShopClient } from './shop-client.ts';
import { type SkipReason, sortLines } from './sort-lines.ts';

/** An order of this replay, as far as the checks need it. */
export interface PlacedOrder {
  readonly id: string;
  readonly number: number;
  readonly invoice: string;
  readonly total: number;
  readonly captured: number;
  refunded: number;
  readonly lines: OrderAnswer['lines'];
}

export interface Buying {
  readonly shop: ShopClient;
  readonly catalog: Catalog;
  readonly latencies: Latencies;
}

/** A payment that was captured is confirmed within moments; this long means that it is lost. */
const confirmDeadlineMs = 30_000;

/** Places the order of a sale and waits until it is confirmed. */
export async function buy(
  { shop, catalog, latencies }: Buying,
  invoice: Invoice,
): Promise<{ outcome: Outcome; placed?: PlacedOrder }> {
  if (countryOf(invoice.y) === undefined)
    return skip(invoice, `country name without a code: ${invoice.y}`);
  const opened = await openCart({ shop, catalog }, invoice);
  const { cart, kept, skipped } = opened;
  if (!cart) return { outcome: { as: 'skipped', reason: reasonOf(skipped), skipped } };
  try {
    const ready = await address({ shop, catalog }, cart, invoice);
    const order = await checkOut({ shop, latencies }, ready, invoice.i);
    const placed: PlacedOrder = {
      id: order.id,
      number: order.number,
      invoice: invoice.i,
      total: order.totals.total.amount,
      captured: order.payment?.status === 'captured' ? order.payment.amount.amount : 0,
      refunded: 0,
      lines: order.lines,
    };
    return { outcome: { as: 'order', done: kept, skipped }, placed };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return skip(invoice, `refused by the shop: ${error.code}`);
  }
}

function skip(invoice: Invoice, reason: SkipReason): { outcome: Outcome } {
  return { outcome: { as: 'skipped', reason, skipped: invoice.l.map(() => reason) } };
}

/** Puts all lines into a new cart at once; a SKU that is not for sale is left out of it, and named. */
async function openCart({ shop, catalog }: Pick<Buying, 'shop' | 'catalog'>, invoice: Invoice) {
  const notForSale: SkipReason[] = [];
  let { l: lines } = invoice;
  for (;;) {
    const { units, kept, skipped } = sortLines(lines, catalog.sells);
    if (kept === 0) return { cart: undefined, kept, skipped: [...skipped, ...notForSale] };
    try {
      const body = { lines: [...units].map(([sku, quantity]) => ({ sku, quantity })) };
      const { body: cart } = await shop.call<CartAnswer>('POST', '/v1/carts', {
        body,
        timed: 'create cart',
      });
      return { cart, kept, skipped: [...skipped, ...notForSale] };
    } catch (error) {
      const sku =
        error instanceof Refusal &&
        error.code === 'variant_not_sellable' &&
        error.problem['variant'];
      if (typeof sku !== 'string') throw error;
      catalog.refuse(sku);
      const without = lines.filter(([code]) => code !== sku);
      notForSale.push(
        ...Array.from<SkipReason>({ length: lines.length - without.length }).fill(
          'not for sale in the shop',
        ),
      );
      lines = without;
    }
  }
}

/** Says who buys, where it goes and how. The way to ship that a country took last is tried first. */
async function address(
  { shop, catalog }: Pick<Buying, 'shop' | 'catalog'>,
  cart: CartAnswer,
  invoice: Invoice,
) {
  const { i, c, y } = invoice;
  const country = countryOf(y) ?? '';
  const name = c === null ? `Guest of invoice ${i}` : `Customer ${c}`;
  const email = c === null ? `guest-${i}@example.com` : `customer-${c}@example.com`;
  const buyer = { email, shipping_address: { name, line1: '1 High Street', city: y, country } };
  const path = `/v1/carts/${cart.id}`;
  const change = async (body: object) =>
    (await shop.call<CartAnswer>('PATCH', path, { body, timed: 'set address' })).body;
  const known = catalog.shippingOptions.get(country);
  if (known !== undefined) {
    try {
      return await change({ ...buyer, shipping_option_id: known });
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'shipping_option_unavailable')) throw error;
    }
  }
  const addressed = await change(buyer);
  const { body: options } = await shop.call<{ data: readonly { id: string }[] }>(
    'GET',
    `${path}/shipping-options`,
  );
  const [cheapest] = options.data;
  // A shop without zones asks for no option; one that does not reach the country refuses at checkout.
  if (!cheapest) return addressed;
  catalog.shippingOptions.set(country, cheapest.id);
  return await change({ shipping_option_id: cheapest.id });
}

async function checkOut(
  { shop, latencies }: Pick<Buying, 'shop' | 'latencies'>,
  cart: CartAnswer,
  invoice: string,
): Promise<OrderAnswer> {
  const startedMs = performance.now();
  const { body: placed } = await shop.call<OrderAnswer>('POST', `/v1/carts/${cart.id}/checkout`, {
    key: `replay-${invoice}`,
    body: {
      expected_total: cart.totals.total,
      payment: { provider: 'test', token: 'tok_success' },
    },
    timed: 'check out',
  });
  const confirmed = await untilConfirmed(shop, placed, startedMs);
  latencies.add('check out to confirmed', performance.now() - startedMs);
  return confirmed;
}

/** Polls as a buyer's page would, without reading the order again while it has not changed. */
async function untilConfirmed(
  shop: ShopClient,
  placed: OrderAnswer,
  startedMs: number,
): Promise<OrderAnswer> {
  let order = placed;
  for (let waitMs = 4; order.status === 'pending'; waitMs = Math.min(waitMs * 2, 250)) {
    if (performance.now() - startedMs > confirmDeadlineMs) break;
    await pause(waitMs);
    const { status, body } = await shop.call<OrderAnswer>('GET', `/v1/orders/${order.id}`, {
      bearer: placed.access_token ?? '',
      ifNoneMatch: `"${order.version}"`,
    });
    if (status === 200) order = body;
  }
  if (order.status === 'confirmed') return order;
  throw new Refusal(200, { code: `not_confirmed_but_${order.status}`, detail: order.id });
}
