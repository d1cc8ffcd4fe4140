import { cameInVain, captures } from '../order-money.ts';
import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const capturedOnce: OrderInvariant = {
  name: 'captured at most once, and in full',
  check,
};

function check({ order }: OrderRecord): string[] {
  const counted = captures(order).filter(
    (payment) => !order.refunds.some((each) => each.paymentId === payment.id && cameInVain(each)),
  );
  const found = counted
    // An order that was paid another amount waits for a person, or was canceled by one.
    .filter(() => order.status !== 'on_hold' && order.status !== 'canceled')
    .filter((payment) => payment.amount !== order.totals.total)
    .map((payment) => `payment ${payment.id} captured ${payment.amount} of ${order.totals.total}`);
  return counted.length > 1 ? [...found, `captured ${counted.length} times`] : found;
}
