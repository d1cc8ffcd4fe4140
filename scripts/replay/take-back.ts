import { type Outcome, reasonOf } from './balance.ts';
import type { PlacedOrder } from './buy.ts';
import type { Invoice } from './invoices.ts';
import { type OrderAnswer, Refusal, type ShopClient } from './shop-client.ts';
import type { SoldLine, SoldLines } from './sold.ts';
import { type SkipReason, whySkipped } from './sort-lines.ts';

interface TakingBack {
  readonly shop: ShopClient;
  readonly sells: (sku: string) => boolean;
  readonly sold: SoldLines;
  readonly placed: ReadonlyMap<string, PlacedOrder>;
}

interface Returned {
  readonly line: SoldLine;
  readonly units: number;
}

/** What a refund of this replay put back on the shelf, by SKU. */
export type Restocked = readonly (readonly [sku: string, units: number])[];

/**
 * Refunds what a cancellation takes back: one call for each order that it touches, the latest sale
 * first. The goods go back into stock: most of these invoices are corrections of the same day.
 */
export async function takeBack(
  { shop, sells, sold, placed }: TakingBack,
  invoice: Invoice,
): Promise<{ outcome: Outcome; restocked: Restocked }> {
  const { matched, skipped } = match(sold, sells, invoice);
  const restocked: [string, number][] = [];
  let done = 0;
  for (const returned of byOrder(matched)) {
    try {
      await refund(shop, placed, returned, invoice.i);
      done += returned.length;
      for (const { line, units } of returned) restocked.push([line.sku, units]);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const { line, units } of returned) {
        line.left += units;
        skipped.push(`refused by the shop: ${error.code}`);
      }
    }
  }
  if (done === 0)
    return { outcome: { as: 'skipped', reason: reasonOf(skipped), skipped }, restocked };
  return { outcome: { as: 'refund', done, skipped }, restocked };
}

function match(sold: SoldLines, sells: (sku: string) => boolean, { c, l }: Invoice) {
  const matched: Returned[] = [];
  const skipped: SkipReason[] = [];
  for (const line of l) {
    const [code, quantity] = line;
    const reason = whySkipped(line, sells);
    const units = -quantity;
    if (reason !== undefined) skipped.push(reason);
    else if (c === null) skipped.push('cancellation without a customer');
    else {
      const found = sold.take(c, code, units);
      if (found === 'never_sold') skipped.push('cancellation without an earlier sale');
      else if (found === 'too_many')
        skipped.push('cancellation of more than any one sale has left');
      else matched.push({ line: found, units });
    }
  }
  return { matched, skipped };
}

function byOrder(matched: readonly Returned[]): Returned[][] {
  const orders = new Map<string, Returned[]>();
  for (const each of matched.toSorted((a, b) => b.line.turn - a.line.turn)) {
    const { orderId } = each.line;
    const known = orders.get(orderId);
    if (known) known.push(each);
    else orders.set(orderId, [each]);
  }
  return [...orders.values()];
}

async function refund(
  shop: ShopClient,
  placed: ReadonlyMap<string, PlacedOrder>,
  returned: readonly Returned[],
  invoice: string,
): Promise<void> {
  const order = placed.get(returned[0]?.line.orderId ?? '');
  if (!order) throw new Error('a refund without an order');
  const units = new Map<string, number>();
  for (const { line, units: more } of returned)
    units.set(line.lineId, (units.get(line.lineId) ?? 0) + more);
  const { body } = await shop.admin<OrderAnswer>('POST', `/v1/admin/orders/${order.id}/refunds`, {
    key: `replay-${invoice}`,
    body: {
      lines: [...units].map(([line_id, quantity]) => ({ line_id, quantity })),
      restock: true,
    },
    timed: 'refund',
  });
  // The answer is the whole order: what is refunded of it is told, not worked out here.
  order.refunded = body.refunds.reduce(
    (sum, each) => sum + (each.status === 'failed' ? 0 : each.amount.amount),
    0,
  );
}
