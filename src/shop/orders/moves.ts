import { ShopError } from '../../core/error.ts';
import { latestPayment, type Order, type OrderLine, type Payment, refundable } from './order.ts';

/** The moves a person can make now, for `invalid_transition`. */
function allowedMoves(order: Order): string[] {
  const payment = latestPayment(order);
  const moves: [string, boolean][] = [
    ['canceled', isCancelable(order)],
    ['captured', order.status === 'pending' && payment !== undefined && isCapturable(payment)],
    ['fulfilled', order.status === 'confirmed'],
    ['refunded', refundable(order) > 0],
  ];
  return moves.filter(([, allowed]) => allowed).map(([move]) => move);
}

export function isCancelable(order: Order): boolean {
  // While the outcome of a charge is unknown, its goods stay reserved.
  if (latestPayment(order)?.status === 'unknown') return false;
  if (order.status === 'confirmed') return order.fulfillments.length === 0;
  return order.status === 'pending' || order.status === 'on_hold';
}

/** A payment that a person can capture: authorized, or a transfer that is waited for. */
export const isCapturable = (payment: Payment): boolean =>
  payment.status === 'authorized' ||
  (payment.provider === 'manual' && payment.status === 'created');

export function refuseMove(order: Order, to: string): never {
  throw new ShopError('invalid_transition', {
    from: order.status,
    to,
    allowed: allowedMoves(order),
  });
}

/** @throws line_not_found */
export function lineOf(order: Order, lineId: string): OrderLine {
  const line = order.lines.find((each) => each.id === lineId);
  if (!line) throw new ShopError('line_not_found', { line_id: lineId });
  return line;
}
