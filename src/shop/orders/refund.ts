import { ShopError } from '../../core/error.ts';
import { proportion } from '../../core/money.ts';
import type { RefundReport } from '../payments/index.ts';
import type { OrderCommand } from './decide.ts';
import type { OrderEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { lineOf, refuseMove } from './moves.ts';
import {
  capturedPayment,
  type LineQuantity,
  type Order,
  type Refund,
  refundable,
  refundedUnits,
  unitsPutBack,
} from './order.ts';

export function refund(
  order: Order,
  command: Extract<OrderCommand, { type: 'refund' }>,
  nowMs: number,
): OrderEvent[] {
  const payment = capturedPayment(order);
  if (!payment) return refuseMove(order, 'refunded');
  const left = refundable(order);
  const lines = command.lines ?? [];
  const amount = command.amount ?? (command.lines ? refundOfLines(order, lines) : left);
  if (amount > left || left === 0) {
    throw new ShopError('refund_exceeds_captured', {
      refundable: { amount: left, currency: order.currency },
    });
  }
  // A canceled order has put everything back already.
  const restock = command.restock && order.cancelReason === null;
  return [
    {
      type: 'refund.created',
      data: {
        refund: {
          id: command.refundId,
          paymentId: payment.id,
          amount,
          status: 'pending',
          lines,
          restock,
          ...(restock ? putBack(order, lines) : {}),
          reason: 'requested',
          createdAtMs: nowMs,
        },
      },
    },
  ];
}

/** The lines' share of what was paid; refunding a line unit by unit gives exactly its total. */
function refundOfLines(order: Order, lines: readonly LineQuantity[]): number {
  return lines.reduce((sum, { lineId, quantity }) => {
    const line = lineOf(order, lineId);
    const before = refundedUnits(order, lineId);
    if (before + quantity > line.quantity) {
      throw new ShopError('refund_exceeds_captured', {
        line_id: lineId,
        refundable_quantity: line.quantity - before,
      });
    }
    const share = (units: number) => proportion(line.paid, units, line.quantity);
    return sum + share(before + quantity) - share(before);
  }, 0);
}

/** Units that a failed refund has put into stock are there already: the next refund of them adds none. */
function putBack(order: Order, lines: readonly LineQuantity[]): Pick<Refund, 'putBack'> {
  const adding = lines.map(({ lineId, quantity }) => {
    const stands = order.refunds
      .filter((each) => each.restock && each.status !== 'failed')
      .flatMap((each) => each.lines)
      .filter((line) => line.lineId === lineId)
      .reduce((sum, line) => sum + line.quantity, 0);
    const spare = unitsPutBack(order, lineId) - stands;
    return { lineId, quantity: Math.max(0, quantity - Math.max(0, spare)) };
  });
  const all = adding.every((line, index) => line.quantity === lines[index]?.quantity);
  return all ? {} : { putBack: adding.filter(({ quantity }) => quantity > 0) };
}

/** A provider's word about a refund, with an id for the case that it was made there and not here. */
export type HeardRefund = RefundReport & { readonly newId: string };

/** Records what a provider says of refunds, in order: each counts once, however often it is told. */
export function recordRefunds(
  order: Order,
  { paymentId, refunds }: { paymentId: string; refunds: readonly HeardRefund[] },
  nowMs: number,
): OrderEvent[] {
  const events: OrderEvent[] = [];
  let state = order;
  for (const heard of refunds) {
    const told = recordRefund(state, paymentId, heard, nowMs);
    events.push(...told);
    state = told.reduce(evolve, state);
  }
  return events;
}

function recordRefund(
  order: Order,
  paymentId: string,
  heard: HeardRefund,
  nowMs: number,
): OrderEvent[] {
  const { status, refundId, providerRef, reason } = heard;
  const known = order.refunds.find(
    (each) =>
      each.id === refundId || (providerRef !== undefined && each.providerRef === providerRef),
  );
  if (!known) {
    return refundId === undefined && status !== 'failed'
      ? madeElsewhere(order, paymentId, heard, nowMs)
      : [];
  }
  const about = { refundId: known.id, ...(providerRef === undefined ? {} : { providerRef }) };
  // It may fail after it looked fine; a failure is final, and so an older message changes nothing.
  if (known.status === 'failed' || (known.status === 'succeeded' && status !== 'failed')) return [];
  if (status === 'pending') {
    const news = providerRef !== undefined && known.providerRef === undefined;
    return news ? [{ type: 'refund.pending', data: { ...about, providerRef } }] : [];
  }
  if (status === 'succeeded') return [{ type: 'refund.succeeded', data: about }];
  return [{ type: 'refund.failed', data: reason === undefined ? about : { ...about, reason } }];
}

/** Somebody sent money back in the provider's own pages: it is in the books all the same. */
function madeElsewhere(
  order: Order,
  paymentId: string,
  { newId, amount, status, providerRef }: HeardRefund,
  nowMs: number,
): OrderEvent[] {
  const payment = order.payments.find((each) => each.id === paymentId);
  if (payment?.status !== 'captured' || providerRef === undefined) return [];
  const made: Refund = {
    id: newId,
    paymentId,
    amount: amount.amount,
    status: 'pending',
    lines: [],
    restock: false,
    reason: 'made_at_provider',
    providerRef,
    createdAtMs: nowMs,
  };
  const created: OrderEvent = { type: 'refund.created', data: { refund: made } };
  return status === 'succeeded'
    ? [created, { type: 'refund.succeeded', data: { refundId: newId, providerRef } }]
    : [created];
}
