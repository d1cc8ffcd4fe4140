import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const reservationsFollow: OrderInvariant = {
  name: 'a reservation ends once, as its order says',
  check,
};

const endings: ReadonlySet<string> = new Set(['committed', 'released', 'expired']);

function check({ order, reservations }: OrderRecord): string[] {
  const found: string[] = [];
  const units = new Map<string, number>();
  for (const line of order.lines)
    units.set(line.variantId, (units.get(line.variantId) ?? 0) + line.quantity);
  for (const { hold, variantId, quantity, state } of reservations) {
    if (hold < order.hold && !endings.has(state))
      found.push(`hold ${hold} of ${variantId} is ${state}`);
    if (hold !== order.hold) continue;
    if (state !== order.reservation)
      found.push(`${variantId} is ${state}, the order says ${order.reservation}`);
    if (units.get(variantId) !== quantity) found.push(`${quantity} of ${variantId} reserved`);
    units.delete(variantId);
  }
  for (const [variantId, quantity] of units)
    found.push(`${quantity} of ${variantId} are not reserved`);
  const expected = order.status === 'pending' || order.status === 'on_hold' ? 'held' : undefined;
  if (expected !== undefined && order.reservation !== expected) {
    found.push(`the order is ${order.status}, its goods are ${order.reservation}`);
  }
  return found;
}
