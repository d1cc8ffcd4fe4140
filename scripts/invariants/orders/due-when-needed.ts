import { nextLook } from '../../../src/shop/orders/index.ts';
import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const dueWhenNeeded: OrderInvariant = {
  name: 'due work is what an order still needs',
  check,
};

function check({ order, due }: OrderRecord): string[] {
  const lookAtMs = nextLook(order, order.createdAtMs);
  const needed = lookAtMs !== null && Number.isFinite(lookAtMs);
  if (needed === due) return [];
  return [
    due
      ? `on the list though it is ${order.status}`
      : `not on the list though it is ${order.status}`,
  ];
}
