import type { Order } from '../../src/shop/orders/index.ts';

export const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0);

type Payment = Order['payments'][number];
type Refund = Order['refunds'][number];

/** Money on its way back or back already. */
export const sentBack = (order: Order, payment: Payment): number =>
  sum(
    order.refunds
      .filter((refund) => refund.paymentId === payment.id && refund.status !== 'failed')
      .map((refund) => refund.amount),
  );

export const captures = (order: Order): readonly Payment[] =>
  order.payments.filter(({ status }) => status === 'captured');

/** A capture that went back at once does not pay for the order. */
export const cameInVain = ({ reason }: Refund): boolean =>
  reason === 'paid_twice' || reason === 'payment_late';
