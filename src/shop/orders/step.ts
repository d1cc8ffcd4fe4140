import { capturedPayment, isOpen, type Order, type Payment } from './order.ts';

/** What an order needs done now, told from its state alone. */
export type Step =
  | {
      readonly type: 'start-payment' | 'poll-payment' | 'cancel-payment';
      readonly payment: Payment;
    }
  | { readonly type: 'send-refund'; readonly refundId: string }
  | { readonly type: 'confirm' | 'expire' };

/** The checkout request starts the payment itself; only after this does the queue take it over. */
const startGraceMs = 3_000;

/** The next step that is due at `nowMs`; undefined when there is nothing to do but wait. */
export function nextStep(order: Order, nowMs: number): Step | undefined {
  const paid = order.totals.total === 0 || capturedPayment(order) !== undefined;
  if (order.status === 'pending' && paid) return { type: 'confirm' };
  const refund = order.refunds.find((each) => each.status === 'pending');
  if (refund) return { type: 'send-refund', refundId: refund.id };
  // Held for a person: nothing moves by itself.
  if (order.status === 'on_hold') return undefined;
  const open = order.payments.find(isOpen);
  // No more money is wanted, but some could still arrive: make sure that it does not, or hear that it did.
  if (order.status !== 'pending') return open && { type: 'cancel-payment', payment: open };
  if (!open) return nowMs >= order.holdExpiresAtMs ? { type: 'expire' } : undefined;
  if (open.status === 'created' && !open.started) return { type: 'start-payment', payment: open };
  // Never end a hold while the outcome is unknown: the charge may have gone through.
  const over = nowMs >= order.holdExpiresAtMs && open.status !== 'unknown';
  return { type: over ? 'cancel-payment' : 'poll-payment', payment: open };
}

/** When to look at the order next, in epoch milliseconds; null when only somebody else can move it. */
export function nextLook(order: Order, nowMs: number): number | null {
  const step = nextStep(order, nowMs);
  switch (step?.type) {
    case undefined:
      return order.status === 'pending' ? order.holdExpiresAtMs : null;
    case 'start-payment':
      return Math.max(nowMs, step.payment.createdAtMs + startGraceMs);
    case 'poll-payment':
      return pollAt(order, step.payment, nowMs);
    case 'cancel-payment':
      return order.status === 'pending' ? nowMs : nowMs + pollPauseMs(step.payment, nowMs);
    default:
      return nowMs;
  }
}

function pollAt(order: Order, payment: Payment, nowMs: number): number {
  const poll =
    payment.provider === 'manual' ? Number.POSITIVE_INFINITY : nowMs + pollPauseMs(payment, nowMs);
  return payment.status === 'unknown' ? poll : Math.min(poll, order.holdExpiresAtMs);
}

/** Webhooks are the fast way; polling finds what they lost, ever less often as the attempt ages. */
function pollPauseMs(payment: Payment, nowMs: number): number {
  return Math.min(Math.max((nowMs - payment.createdAtMs) / 2, 2_000), 60_000);
}
