import type { Decider } from '../../core/decider.ts';
import { ShopError } from '../../core/error.ts';
import { proportion } from '../../core/money.ts';
import type { PaymentReport, PaymentState } from '../payments/index.ts';
import type { LateResolution, OrderEvent, PaymentEventType } from './event.ts';
import { evolve, unplaced } from './evolve.ts';
import {
  capturedPayment,
  type Fulfillment,
  fulfillmentStatus,
  isOpen,
  latestPayment,
  type LineQuantity,
  type Order,
  type OrderLine,
  type Payment,
  type Refund,
  refundable,
  refundedUnits,
  unitsToSend,
} from './order.ts';

/** What may be asked of an order. Ids come from outside, so that deciding again gives the same events. */
export type OrderCommand =
  | { readonly type: 'start-payment'; readonly payment: Payment; readonly holdExpiresAtMs: number }
  | {
      readonly type: 'record-payment';
      readonly paymentId: string;
      readonly report: PaymentReport;
      /** How a late payment ends, and the refund it takes if the goods are gone. */
      readonly late: LateResolution;
      readonly refundId: string;
    }
  | { readonly type: 'confirm' }
  | { readonly type: 'expire' }
  | { readonly type: 'cancel'; readonly refundId: string }
  | {
      readonly type: 'refund';
      readonly refundId: string;
      readonly amount?: number | undefined;
      readonly lines?: readonly LineQuantity[] | undefined;
      readonly restock: boolean;
    }
  | { readonly type: 'record-refund'; readonly refundId: string; readonly succeeded: boolean }
  | {
      readonly type: 'fulfill';
      readonly fulfillmentId: string;
      readonly lines?: readonly LineQuantity[] | undefined;
      readonly tracking: Fulfillment['tracking'];
    };

export const orderDecider: Decider<Order, OrderCommand, OrderEvent> = {
  initialState: unplaced,
  decide,
  evolve,
};

function decide(order: Order, command: OrderCommand, nowMs: number): readonly OrderEvent[] {
  switch (command.type) {
    case 'start-payment':
      return startPayment(order, command, nowMs);
    case 'record-payment':
      return recordPayment(order, command, nowMs);
    case 'confirm':
      if (order.status !== 'pending') return [];
      return order.totals.total === 0 || capturedPayment(order)
        ? [{ type: 'order.confirmed', data: {} }]
        : [];
    case 'expire':
      return expire(order, nowMs);
    case 'cancel':
      return cancel(order, command.refundId, nowMs);
    case 'refund':
      return refund(order, command, nowMs);
    case 'record-refund':
      return recordRefund(order, command);
    case 'fulfill':
      return fulfill(order, command, nowMs);
  }
}

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

function isCancelable(order: Order): boolean {
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

function startPayment(
  order: Order,
  { payment, holdExpiresAtMs }: Extract<OrderCommand, { type: 'start-payment' }>,
  nowMs: number,
): OrderEvent[] {
  const latest = latestPayment(order);
  // An attempt that may still succeed and a second one beside it would charge the buyer twice.
  const open = latest !== undefined && isOpen(latest);
  if (
    order.status !== 'pending' ||
    open ||
    capturedPayment(order) ||
    nowMs >= order.holdExpiresAtMs
  ) {
    refuseMove(order, 'payment_created');
  }
  return [{ type: 'payment.created', data: { payment, holdExpiresAtMs } }];
}

const eventTypes: Record<PaymentState, PaymentEventType> = {
  created: 'payment.pending',
  requires_action: 'payment.requires_action',
  authorized: 'payment.authorized',
  captured: 'payment.captured',
  failed: 'payment.failed',
  canceled: 'payment.canceled',
  unknown: 'payment.unknown',
};

/**
 * The one place where a provider's word becomes fact, whether it came as a reply, a webhook or a poll:
 * a captured payment stays captured, and whatever is told twice changes nothing.
 */
function recordPayment(
  order: Order,
  command: Extract<OrderCommand, { type: 'record-payment' }>,
  nowMs: number,
): OrderEvent[] {
  const { report, paymentId } = command;
  const payment = order.payments.find((each) => each.id === paymentId);
  if (!payment) throw new ShopError('payment_not_found');
  const { status, ...change } = report;
  const event = { type: eventTypes[status], data: { ...change, paymentId } } satisfies OrderEvent;
  if (status === 'captured') return recordCapture(order, payment, { ...command, event, nowMs });
  // Only success may follow an end: an older "pending" that arrives late must not reopen it.
  if (!isOpen(payment)) return [];
  const first = status === 'created' && !payment.started;
  if (status === payment.status && !first) return [];
  // Not hearing from a provider tells nothing about a payment that it has confirmed to exist.
  if ((status === 'unknown' || status === 'created') && payment.started) return [];
  return [event];
}

function recordCapture(
  order: Order,
  payment: Payment,
  {
    report,
    event,
    late,
    refundId,
    nowMs,
  }: {
    report: PaymentReport;
    event: OrderEvent;
    late: LateResolution;
    refundId: string;
    nowMs: number;
  },
): OrderEvent[] {
  if (payment.status === 'captured') return [];
  const amount = report.amount ?? { amount: payment.amount, currency: order.currency };
  const foreign = amount.currency !== order.currency;
  const asExpected = !foreign && amount.amount === payment.amount;
  const reason = `The provider reported ${amount.amount} ${amount.currency} for payment ${payment.id}.`;
  const held: OrderEvent = { type: 'order.held', data: { reason } };
  // Money of another currency is in no book of this order: a person has to look at the provider's.
  if (foreign) return order.status === 'pending' ? [held] : [];
  const sendBack = (why: Refund['reason']): OrderEvent => ({
    type: 'refund.created',
    data: {
      refund: {
        id: refundId,
        paymentId: payment.id,
        amount: amount.amount,
        status: 'pending',
        lines: [],
        restock: false,
        reason: why,
        createdAtMs: nowMs,
      },
    },
  });
  if (capturedPayment(order)) return [event, sendBack('paid_twice')];
  // "Paid" of another amount: nothing is delivered until a person has looked; canceling sends it back.
  if (order.status !== 'canceled') return asExpected ? [event] : [event, held];
  const revivable = asExpected && order.cancelReason === 'hold_expired';
  const resolution = revivable ? late : 'refunded';
  const told: OrderEvent = { type: 'payment.late', data: { paymentId: payment.id, resolution } };
  return resolution === 'refunded' ? [event, told, sendBack('payment_late')] : [event, told];
}

function expire(order: Order, nowMs: number): OrderEvent[] {
  const latest = latestPayment(order);
  const mayStillSucceed = latest !== undefined && isOpen(latest);
  if (order.status !== 'pending' || nowMs < order.holdExpiresAtMs) return [];
  if (mayStillSucceed || capturedPayment(order) || order.totals.total === 0) return [];
  return [{ type: 'order.canceled', data: { reason: 'hold_expired' } }];
}

function cancel(order: Order, refundId: string, nowMs: number): OrderEvent[] {
  if (!allowedMoves(order).includes('canceled')) refuseMove(order, 'canceled');
  const canceled: OrderEvent = { type: 'order.canceled', data: { reason: 'requested' } };
  const payment = capturedPayment(order);
  const amount = refundable(order);
  if (!payment || amount === 0) return [canceled];
  const refund: Refund = {
    id: refundId,
    paymentId: payment.id,
    amount,
    status: 'pending',
    // The stock comes back with the cancellation itself, not with the money.
    lines: [],
    restock: false,
    reason: 'order_canceled',
    createdAtMs: nowMs,
  };
  return [canceled, { type: 'refund.created', data: { refund } }];
}

function refund(
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
          // A canceled order has put everything back already.
          restock: command.restock && order.cancelReason === null,
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

function recordRefund(
  order: Order,
  { refundId, succeeded }: { refundId: string; succeeded: boolean },
): OrderEvent[] {
  const found = order.refunds.find((each) => each.id === refundId);
  if (found?.status !== 'pending') return [];
  return [{ type: succeeded ? 'refund.succeeded' : 'refund.failed', data: { refundId } }];
}

function fulfill(
  order: Order,
  command: Extract<OrderCommand, { type: 'fulfill' }>,
  nowMs: number,
): OrderEvent[] {
  if (order.status !== 'confirmed') refuseMove(order, 'fulfilled');
  const open = order.lines
    .map((line) => ({ lineId: line.id, quantity: unitsToSend(order, line) }))
    .filter((line) => line.quantity > 0);
  const lines = command.lines ?? open;
  for (const { lineId, quantity } of lines) {
    lineOf(order, lineId);
    const left = open.find((line) => line.lineId === lineId)?.quantity ?? 0;
    if (quantity > left) refuseMove(order, 'fulfilled');
  }
  const event: OrderEvent = {
    type: 'order.fulfilled',
    data: {
      fulfillment: {
        id: command.fulfillmentId,
        lines,
        tracking: command.tracking,
        createdAtMs: nowMs,
      },
    },
  };
  const complete = fulfillmentStatus(evolve(order, event)) !== 'partially_fulfilled';
  return complete ? [event, { type: 'order.completed', data: {} }] : [event];
}

function lineOf(order: Order, lineId: string): OrderLine {
  const line = order.lines.find((each) => each.id === lineId);
  if (!line) throw new ShopError('line_not_found', { line_id: lineId });
  return line;
}
