import { readLevels } from './catalog.ts';
import type { PlacedOrder } from './buy.ts';
import type { Replayed } from './run.ts';
import type { OrderAnswer, ShopClient } from './shop-client.ts';

/** Orders that are read again: enough to meet every kind of order, few enough to take seconds. */
const sampleSize = 200;

/** The invariants that a client can see, over what the replay did. Answers what is violated. */
export async function checkOutside(replayed: Replayed): Promise<string[]> {
  const placed = [...replayed.placed.values()];
  return [
    ...moneyOf(placed),
    ...numbersOf(placed),
    ...(await levelsOf(replayed)),
    ...(await sampleOf(replayed.shop, placed)),
  ];
}

const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0);

function moneyOf(placed: readonly PlacedOrder[]): string[] {
  const found = placed
    .filter((order) => order.captured !== order.total)
    .map((order) => `order ${order.id} comes to ${order.total}, captured is ${order.captured}`);
  for (const { id, refunded, captured } of placed) {
    if (refunded > captured)
      found.push(`order ${id}: ${refunded} refunded of ${captured} captured`);
  }
  const totals = sum(placed.map((order) => order.total));
  const captured = sum(placed.map((order) => order.captured));
  if (totals !== captured) found.push(`the orders come to ${totals}, captured is ${captured}`);
  return found;
}

function numbersOf(placed: readonly PlacedOrder[]): string[] {
  const distinct = new Set(placed.map((order) => order.number)).size;
  return distinct === placed.length ? [] : [`${placed.length} orders have ${distinct} numbers`];
}

/** Each level is what it was, plus and minus what the API was told. Nobody else may use the shop meanwhile. */
async function levelsOf({ shop, levelsBefore, moved }: Replayed): Promise<string[]> {
  const found: string[] = [];
  for (const [sku, { on_hand, reserved }] of await readLevels(shop)) {
    const before = levelsBefore.get(sku);
    const expected = (before?.on_hand ?? 0) + (moved.get(sku) ?? 0);
    if (on_hand !== expected)
      found.push(`${sku}: ${on_hand} on hand, its movements come to ${expected}`);
    if (reserved !== (before?.reserved ?? 0)) found.push(`${sku}: ${reserved} still reserved`);
  }
  return found;
}

async function sampleOf(shop: ShopClient, placed: readonly PlacedOrder[]): Promise<string[]> {
  const step = Math.max(1, Math.floor(placed.length / sampleSize));
  const found: string[] = [];
  for (let at = 0; at < placed.length; at += step) {
    const order = placed[at];
    if (!order) break;
    const { body } = await shop.admin<OrderAnswer>('GET', `/v1/admin/orders/${order.id}`);
    found.push(...sameOrder(order, body));
  }
  return found;
}

function sameOrder(known: PlacedOrder, read: OrderAnswer): string[] {
  const refunded = sum(
    read.refunds.map((each) => (each.status === 'succeeded' ? each.amount.amount : 0)),
  );
  const lines = sum(read.lines.map((line) => line.total.amount));
  const facts: [string, unknown, unknown][] = [
    ['status', read.status, 'confirmed'],
    ['number', read.number, known.number],
    ['total', read.totals.total.amount, known.total],
    ['refunds', refunded, known.refunded],
    [
      'units',
      sum(read.lines.map((line) => line.quantity)),
      sum(known.lines.map((line) => line.quantity)),
    ],
    ['lines', lines, sum(known.lines.map((line) => line.total.amount))],
  ];
  return facts
    .filter(([, now, then]) => now !== then)
    .map(
      ([name, now, then]) =>
        `order ${known.id}: its ${name} were ${String(then)}, now ${String(now)}`,
    );
}
