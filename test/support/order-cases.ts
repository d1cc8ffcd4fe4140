import assert from 'node:assert/strict';
import { orderDecider, type OrderCommand } from '../../src/shop/orders/decide.ts';
import { evolve } from '../../src/shop/orders/evolve.ts';
import { type Order } from '../../src/shop/orders/order.ts';
import { captured, confirmed, given, payment, placedOrder } from './states.ts';

export const now = 1_000;
export const pending = given(placedOrder(), payment());
export const paid = given(placedOrder(), payment(), captured);
export const sold = given(placedOrder(), payment(), captured, confirmed);

/** The types of what a command leads to. */
export const types = (order: Order, command: OrderCommand, at = now) =>
  orderDecider.decide(order, command, at).map(({ type }) => type);
export const after = (order: Order, command: OrderCommand, at = now) =>
  orderDecider.decide(order, command, at).reduce(evolve, order);
export const refuses = (order: Order, command: OrderCommand, code: string, at = now) =>
  assert.throws(() => orderDecider.decide(order, command, at), { code });

export const reported = (
  status: 'captured' | 'failed' | 'unknown' | 'created' | 'canceled' | 'requires_action',
  amount?: number,
): OrderCommand => ({
  type: 'record-payment',
  paymentId: 'pay_1',
  report: { status, ...(amount === undefined ? {} : { amount: { amount, currency: 'GBP' } }) },
  late: 're_reserved',
  refundId: 'ref_1',
});
export const refund = (
  more: Partial<Extract<OrderCommand, { type: 'refund' }>> = {},
  id = 'ref_1',
): OrderCommand => ({ type: 'refund', refundId: id, restock: false, ...more });
export type Heard = Extract<OrderCommand, { type: 'record-refunds' }>['refunds'][number];
export const heardRefund = (status: Heard['status'], more: Partial<Heard> = {}): Heard => ({
  status,
  refundId: 'ref_1',
  newId: 'ref_new',
  amount: { amount: 1_000, currency: 'GBP' },
  ...more,
});
export const heard = (status: Heard['status'], more: Partial<Heard> = {}): OrderCommand => ({
  type: 'record-refunds',
  paymentId: 'pay_1',
  refunds: [heardRefund(status, more)],
});
export const fulfill = (
  lines?: { lineId: string; quantity: number }[],
  id = 'ful_1',
): OrderCommand => ({
  type: 'fulfill',
  fulfillmentId: id,
  lines,
  tracking: null,
});
export const cancel: OrderCommand = { type: 'cancel', refundId: 'ref_c' };
