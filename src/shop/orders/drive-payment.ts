import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import type { Claim, Context } from '../../platform/context.ts';
import {
  askProvider,
  type PaymentAttempt,
  type PaymentReport,
  providerOf,
} from '../payments/index.ts';
import { advanceOrder } from './advance-order.ts';
import type { Order, Payment, Refund } from './order.ts';
import type { StoredOrder } from './queries.ts';
import { recordPayment } from './record-payment.ts';

type Ask = 'start' | 'poll' | 'cancel' | 'capture';

interface DrivePayment {
  readonly found: StoredOrder;
  readonly payment: Payment;
  readonly ask: Ask;
  readonly claim?: Pick<Claim, 'key' | 'fingerprint' | 'taken'> | undefined;
  /** Whether the claim being taken means that all this is done. */
  readonly repeatable?: boolean;
  /** Whether nobody can have asked the provider about this payment yet. */
  readonly isNew?: boolean;
}

/**
 * Asks the provider about a payment and records what it says. Silence after a start is a fact of the
 * order (the charge may exist); silence after any other question is none, and the question is asked again.
 * @throws outcome_unknown; provider_unavailable where nobody was asked
 */
export async function drivePayment(ctx: Context, drive: DrivePayment): Promise<StoredOrder> {
  const { found, payment } = drive;
  const report = await heardReport(ctx, drive);
  // A capture that did not come about is refused, and a refusal claims nothing.
  const done = drive.ask !== 'capture' || report.status === 'captured';
  return await recordPayment(ctx, {
    orderId: found.order.id,
    paymentId: payment.id,
    report,
    found,
    claim: done ? drive.claim : undefined,
    repeatable: drive.repeatable ?? false,
  });
}

async function heardReport(
  ctx: Context,
  { found, payment, ask, isNew = false }: DrivePayment,
): Promise<PaymentReport> {
  const provider = providerOf(payment);
  const attempt = attemptOf(found.order, payment, isNew);
  try {
    return await askProvider(ctx, provider.id, async (ctx) =>
      ask === 'poll'
        ? ((await provider.poll(ctx, attempt)) ?? (await provider.start(ctx, attempt)))
        : await provider[ask](ctx, attempt),
    );
  } catch (error) {
    if (error instanceof ShopError && error.code === 'provider_unavailable') throw error;
    ctx.log('warn', 'payment.unanswered', { payment: payment.id, ask, error: String(error) });
    if (ask !== 'start') throw new ShopError('outcome_unknown', { retry_after: 2 });
    return { status: 'unknown' };
  }
}

/**
 * Sends a pending refund to the provider, or asks how it stands there; throws when it did not answer,
 * so that it is tried again.
 */
export async function sendRefund(
  ctx: Context,
  { found, refund }: { found: StoredOrder; refund: Refund },
): Promise<StoredOrder> {
  const { order } = found;
  const payment = order.payments.find((each) => each.id === refund.paymentId);
  if (!payment) throw new Error(`no payment ${refund.paymentId}`);
  const provider = providerOf(payment);
  const heard = await askProvider(ctx, provider.id, (ctx) =>
    provider.refund(ctx, attemptOf(order, payment, false), {
      id: refund.id,
      amount: { amount: refund.amount, currency: order.currency },
      providerRef: refund.providerRef ?? null,
      createdAtMs: refund.createdAtMs,
    }),
  );
  const refunds = [{ ...heard, refundId: refund.id, newId: newId(ctx, 'refund') }];
  const command = { type: 'record-refunds', paymentId: payment.id, refunds } as const;
  return await advanceOrder(ctx, { orderId: order.id, command, found });
}

const attemptOf = (order: Order, payment: Payment, isNew: boolean): PaymentAttempt => ({
  id: payment.id,
  orderId: order.id,
  amount: { amount: payment.amount, currency: order.currency },
  token: payment.token,
  returnUrl: payment.returnUrl,
  origin: payment.origin,
  providerRef: payment.providerRef,
  createdAtMs: payment.createdAtMs,
  holdExpiresAtMs: order.holdExpiresAtMs,
  isNew,
});
