import { ShopError } from '../../core/error.ts';
import type { Claim, Context } from '../../platform/context.ts';
import { type PaymentAttempt, type PaymentReport, providerOf } from '../payments/index.ts';
import { advanceOrder } from './advance-order.ts';
import type { Order, Payment } from './order.ts';
import type { StoredOrder } from './queries.ts';
import { recordPayment } from './record-payment.ts';

/** A provider slower than this is treated as silent: the outcome is unknown, and asked for later. */
const providerDeadlineMs = 5_000;

type Ask = 'start' | 'poll' | 'cancel' | 'capture';

/**
 * Asks the provider about a payment and records what it says. Silence after a start is a fact of the
 * order (the charge may exist); silence after any other question is none, and the question is asked again.
 * @throws outcome_unknown
 */
export async function drivePayment(
  ctx: Context,
  {
    found,
    payment,
    ask,
    claim,
  }: { found: StoredOrder; payment: Payment; ask: Ask; claim?: Claim | undefined },
): Promise<StoredOrder> {
  const { order } = found;
  const provider = providerOf(payment);
  const attempt = attemptOf(order, payment);
  let report: PaymentReport;
  try {
    const asked =
      ask === 'poll'
        ? provider.poll(ctx, attempt).then((known) => known ?? provider.start(ctx, attempt))
        : provider[ask](ctx, attempt);
    report = await beforeDeadline(ctx, asked);
  } catch (error) {
    ctx.log('warn', 'payment.unanswered', { payment: payment.id, ask, error: String(error) });
    if (ask !== 'start') throw new ShopError('outcome_unknown', { retry_after: 2 });
    report = { status: 'unknown' };
  }
  return await recordPayment(ctx, {
    orderId: order.id,
    paymentId: payment.id,
    report,
    found,
    claim,
  });
}

/** Sends a pending refund to the provider; throws when it did not answer, so that it is tried again. */
export async function sendRefund(
  ctx: Context,
  { order, refundId }: { order: Order; refundId: string },
): Promise<StoredOrder> {
  const refund = order.refunds.find((each) => each.id === refundId);
  const payment = order.payments.find((each) => each.id === refund?.paymentId);
  if (!refund || !payment) throw new Error(`no refund ${refundId}`);
  const amount = { amount: refund.amount, currency: order.currency };
  const asked = providerOf(payment).refund(ctx, attemptOf(order, payment), {
    id: refundId,
    amount,
  });
  const succeeded = await beforeDeadline(ctx, asked);
  const command = { type: 'record-refund', refundId, succeeded } as const;
  return await advanceOrder(ctx, { orderId: order.id, command });
}

async function beforeDeadline<T>(ctx: Context, asked: Promise<T>): Promise<T> {
  const late = ctx.sleep(providerDeadlineMs).then(() => {
    throw new Error(`no answer within ${providerDeadlineMs} ms`);
  });
  return await Promise.race([asked, late]);
}

const attemptOf = (order: Order, payment: Payment): PaymentAttempt => ({
  id: payment.id,
  orderId: order.id,
  amount: { amount: payment.amount, currency: order.currency },
  token: payment.token,
  returnUrl: payment.returnUrl,
  origin: payment.origin,
  providerRef: payment.providerRef,
  holdExpiresAtMs: order.holdExpiresAtMs,
});
