import { ShopError } from '../../core/error.ts';
import { type Quota, rateLimited, waitOf } from '../../core/quota.ts';
import type { DisputeReport, PaymentReport, PaymentState } from '../payments/index.ts';
import type { OrderCommand } from './decide.ts';
import type { LateResolution, OrderEvent, PaymentEventType } from './event.ts';
import { refuseMove } from './moves.ts';
import {
  capturedPayment,
  isOpen,
  latestPayment,
  type Order,
  type Payment,
  type Refund,
} from './order.ts';

/** Whoever has stolen cards tries them out on whatever takes them. */
export const paymentQuota: Quota = {
  name: 'payments-per-order',
  limit: 5,
  windowSeconds: 600,
};
/** Each attempt holds the stock for longer, and none is forgotten. */
export const paymentsMax = 20;

export function startPayment(
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
  if (order.payments.length >= paymentsMax)
    throw new ShopError('payment_limit', { maximum: paymentsMax });
  const times = order.payments.map(({ createdAtMs }) => createdAtMs);
  const waitMs = waitOf(paymentQuota, times, nowMs);
  if (waitMs > 0) throw rateLimited(paymentQuota, waitMs);
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

/** How far a payment has come. Providers' messages overtake each other: an older one changes nothing. */
const progress: Record<PaymentState, number> = {
  unknown: 0,
  created: 0,
  requires_action: 1,
  authorized: 2,
  captured: 3,
  failed: 3,
  canceled: 3,
};

/**
 * The one place where a provider's word becomes fact, whether it came as a reply, a webhook or a poll:
 * a captured payment stays captured, and whatever is told twice changes nothing.
 */
export function recordPayment(
  order: Order,
  command: Extract<OrderCommand, { type: 'record-payment' }>,
  nowMs: number,
): OrderEvent[] {
  const { report, paymentId } = command;
  const payment = paymentOf(order, paymentId);
  const { status, ...change } = report;
  const event = { type: eventTypes[status], data: { ...change, paymentId } } satisfies OrderEvent;
  if (status === 'captured') return recordCapture(order, payment, { ...command, event, nowMs });
  // Only success may follow an end: an older "pending" that arrives late must not reopen it.
  if (!isOpen(payment)) return [];
  const first = status === 'created' && !payment.started;
  if (status === payment.status && !first) return [];
  // Not hearing from a provider tells nothing about a payment that it has confirmed to exist.
  if ((status === 'unknown' || status === 'created') && payment.started) return [];
  if (progress[status] < progress[payment.status]) return [];
  return [event];
}

/** What was paid in full is confirmed with it. */
const confirmed: OrderEvent = { type: 'order.confirmed', data: {} };

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
  if (order.status === 'pending') return asExpected ? [event, confirmed] : [event, held];
  if (order.status !== 'canceled') return asExpected ? [event] : [event, held];
  const revivable = asExpected && order.cancelReason === 'hold_expired';
  const resolution = revivable ? late : 'refunded';
  const told: OrderEvent = { type: 'payment.late', data: { paymentId: payment.id, resolution } };
  return resolution === 'refunded'
    ? [event, told, sendBack('payment_late')]
    : [event, told, confirmed];
}

/** A dispute is a fact about money. What becomes of the goods is for people to decide. */
export function recordDispute(
  order: Order,
  { paymentId, dispute }: { paymentId: string; dispute: DisputeReport },
  nowMs: number,
): OrderEvent[] {
  paymentOf(order, paymentId);
  const known = order.disputes?.find(({ id }) => id === dispute.id);
  // An older message that says "open" may come after the end; an appeal may turn an end round.
  if (known && (known.status === dispute.status || dispute.status === 'open')) return [];
  const { id, status, reason } = dispute;
  const fact = { id, paymentId, amount: dispute.amount.amount, status, reason };
  return [{ type: 'payment.disputed', data: { dispute: { ...fact, createdAtMs: nowMs } } }];
}

/** @throws payment_not_found */
function paymentOf(order: Order, paymentId: string): Payment {
  const payment = order.payments.find((each) => each.id === paymentId);
  if (!payment) throw new ShopError('payment_not_found');
  return payment;
}
