import { capturedPayment, isOpen, type Order, type Payment, type Refund } from './order.ts';

/** What an order needs done now, told from its state alone. */
export type Step =
  | {
      readonly type: 'start-payment' | 'poll-payment' | 'cancel-payment';
      readonly payment: Payment;
    }
  | { readonly type: 'send-refund' | 'poll-refund'; readonly refund: Refund }
  | { readonly type: 'confirm' | 'expire' };

/** Where its buyer waits, a request starts the payment itself; the queue takes it over only after this. */
const startGraceMs = 3_000;
/** A buyer has paid as far as they know: that we came late to it, after a crash, is not held against them. */
const lateStartMs = 30_000;

/** The next step that is due at `nowMs`; undefined when there is nothing to do but wait. */
export function nextStep(order: Order, nowMs: number): Step | undefined {
  const paid = order.totals.total === 0 || capturedPayment(order) !== undefined;
  if (order.status === 'pending' && paid) return { type: 'confirm' };
  const pending = order.refunds.filter((each) => each.status === 'pending');
  const unsent = pending.find((each) => each.providerRef === undefined);
  if (unsent) return { type: 'send-refund', refund: unsent };
  if (order.status === 'pending') return nextStepOfPending(order, nowMs);
  const open = order.payments.find(isOpen);
  // No more money is wanted, but some could still arrive: make sure that it does not, or hear that it did.
  // Of an order that is held for a person nothing moves by itself.
  if (open && order.status !== 'on_hold') return { type: 'cancel-payment', payment: open };
  // A bank may take days: this comes last, so that nothing waits for it.
  const [sent] = pending;
  return sent && { type: 'poll-refund', refund: sent };
}

function nextStepOfPending(order: Order, nowMs: number): Step | undefined {
  const open = order.payments.find(isOpen);
  const unbegun = open?.status === 'created' && !open.started;
  const over = nowMs >= order.holdExpiresAtMs + (unbegun ? lateStartMs : 0);
  if (!open) return over ? { type: 'expire' } : undefined;
  // Never end a hold while the outcome is unknown: the charge may have gone through.
  if (over && open.status !== 'unknown') return { type: 'cancel-payment', payment: open };
  if (unbegun) return { type: 'start-payment', payment: open };
  return { type: 'poll-payment', payment: open };
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
    case 'poll-refund':
      return nowMs + pauseMs(step.refund.createdAtMs, nowMs, 60_000, 6 * 3_600_000);
    default:
      return nowMs;
  }
}

/**
 * When to look again at an order that was just looked at in vain. What is due still, since its provider
 * could not be asked or could not decide, is not asked in a circle.
 */
export function nextLookAfterNothing(order: Order, nowMs: number): number | null {
  const atMs = nextLook(order, nowMs);
  if (atMs === null || atMs > nowMs) return atMs && Math.max(atMs, nowMs + 1_000);
  const asked = order.payments.find(isOpen);
  return nowMs + (asked ? pollPauseMs(asked, nowMs) : 1_000);
}

function pollAt(order: Order, payment: Payment, nowMs: number): number {
  const poll =
    payment.provider === 'manual' ? Number.POSITIVE_INFINITY : nowMs + pollPauseMs(payment, nowMs);
  return payment.status === 'unknown' ? poll : Math.min(poll, order.holdExpiresAtMs);
}

/** Webhooks are the fast way; polling finds what they lost, ever less often as the attempt ages. */
function pollPauseMs(payment: Payment, nowMs: number): number {
  // An authorization waits for days for a person to capture it.
  const most = payment.status === 'authorized' ? 3_600_000 : 60_000;
  return pauseMs(payment.createdAtMs, nowMs, 2_000, most);
}

const pauseMs = (sinceMs: number, nowMs: number, least: number, most: number): number =>
  Math.min(Math.max((nowMs - sinceMs) / 2, least), most);
