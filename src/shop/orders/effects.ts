import type { OrderEvent } from './event.ts';
import { type Order, quantitiesByVariant, type Refund } from './order.ts';

/** What an event does to the stock of one variant. */
export interface StockEffect {
  readonly variant_id: string;
  readonly on_hand: number;
  readonly reserved: number;
  /** Why goods moved; null when only a reservation did. */
  readonly reason: 'sale' | 'cancellation' | 'return' | null;
}

/** The effects of one event on the stock, told from the order before it. */
export function stockEffects(before: Order, event: OrderEvent): StockEffect[] {
  const all = (effect: (quantity: number) => Omit<StockEffect, 'variant_id'>) =>
    [...quantitiesByVariant(before)].map(([variant_id, quantity]) => ({
      variant_id,
      ...effect(quantity),
    }));
  switch (event.type) {
    case 'order.confirmed':
      return all((quantity) => ({ on_hand: -quantity, reserved: -quantity, reason: 'sale' }));
    case 'order.canceled':
      return before.reservation === 'held' || before.reservation === 'committed'
        ? undone(before)
        : [];
    case 'payment.late':
      if (event.data.resolution === 'refunded') return [];
      return all((quantity) => ({ on_hand: 0, reserved: quantity, reason: null }));
    case 'refund.created':
      return returned(before, event.data.refund);
    default:
      return [];
  }
}

/**
 * A cancellation gives up what was held or brings back what was sold. What a refund has put into stock
 * is there already; of a held order it never left, so that it is taken out again.
 */
function undone(order: Order): StockEffect[] {
  const back = new Map<string, number>();
  for (const { variant_id, on_hand } of order.refunds.flatMap((refund) => returned(order, refund)))
    back.set(variant_id, (back.get(variant_id) ?? 0) + on_hand);
  const held = order.reservation === 'held';
  return [...quantitiesByVariant(order)].map(([variant_id, quantity]) => {
    const on_hand = (held ? 0 : quantity) - (back.get(variant_id) ?? 0);
    const reason = held && on_hand === 0 ? null : 'cancellation';
    return { variant_id, on_hand, reserved: held ? -quantity : 0, reason };
  });
}

function returned(order: Order, { restock, lines, putBack }: Refund): StockEffect[] {
  if (!restock) return [];
  return (putBack ?? lines).flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((each) => each.id === lineId);
    return line
      ? [{ variant_id: line.variantId, on_hand: quantity, reserved: 0, reason: 'return' as const }]
      : [];
  });
}
