import { sentBack } from '../order-money.ts';
import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const refundsWithinCapture: OrderInvariant = {
  name: 'refunds stay within what was captured',
  check,
};

function check({ order }: OrderRecord): string[] {
  const refs = order.refunds.flatMap(({ providerRef }) => providerRef ?? []);
  const twice = refs.filter((ref, index) => refs.indexOf(ref) < index);
  const found = order.payments
    .filter(
      (payment) => sentBack(order, payment) > (payment.status === 'captured' ? payment.amount : 0),
    )
    .map(
      (payment) =>
        `${sentBack(order, payment)} go back of payment ${payment.id}, ${payment.amount} ${payment.status}`,
    );
  return [...found, ...twice.map((ref) => `refund ${ref} is in the books twice`)];
}
