import { captures, sentBack } from '../order-money.ts';
import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const noLostMoney: OrderInvariant = {
  name: 'captured money has a confirmed order or goes back',
  check,
};

function check({ order, due }: OrderRecord): string[] {
  if (order.status === 'confirmed' || order.status === 'completed') return [];
  return captures(order)
    .filter((payment) => {
      // Between its capture and its confirmation an order is on the list of due work.
      const underWay = order.status === 'on_hold' || (order.status === 'pending' && due);
      // What the provider could not send back waits for a person, as a message of the order says.
      const failed = order.refunds.some(
        (each) => each.paymentId === payment.id && each.status === 'failed',
      );
      return !underWay && !failed && sentBack(order, payment) < payment.amount;
    })
    .map((payment) => `payment ${payment.id} is captured, the order is ${order.status}`);
}
