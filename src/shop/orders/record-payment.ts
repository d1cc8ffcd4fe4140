import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import type { Claim, Context } from '../../platform/context.ts';
import type { PaymentReport } from '../payments/index.ts';
import { advanceOrder } from './advance-order.ts';
import type { OrderCommand } from './decide.ts';
import { findOrderOfPayment, type StoredOrder } from './queries.ts';
import { nextLook } from './step.ts';

interface RecordPayment {
  readonly orderId: string;
  readonly paymentId: string;
  readonly report: PaymentReport;
  readonly claim?: Pick<Claim, 'key' | 'fingerprint' | 'taken'> | undefined;
  /** Whether the claim being taken means that all this is done. */
  readonly repeatable?: boolean;
  /** The order as just read, which saves reading it again. */
  readonly found?: StoredOrder;
}

/**
 * Makes a provider's word about a payment a fact of the order. Replies, webhooks and polls all end
 * here. A payment that comes after its hold takes the goods if they are still there, else goes back.
 */
export async function recordPayment(ctx: Context, input: RecordPayment): Promise<StoredOrder> {
  const record: OrderCommand = {
    type: 'record-payment',
    paymentId: input.paymentId,
    report: input.report,
    late: 're_reserved',
    refundId: newId(ctx, 'refund'),
  };
  const moved = await advanceOrder(ctx, {
    orderId: input.orderId,
    command: record,
    ifGone: { ...record, late: 'refunded' },
    claim: input.claim,
    repeatable: input.repeatable ?? false,
    ...(input.found ? { found: input.found } : {}),
  });
  const payment = moved.order.payments.find(({ id }) => id === input.paymentId);
  ctx.log('info', 'payment.recorded', {
    order: input.orderId,
    payment: input.paymentId,
    provider: payment?.provider,
    status: input.report.status,
  });
  const nowMs = ctx.clock.nowMs();
  const lookAtMs = nextLook(moved.order, nowMs);
  if (lookAtMs !== null && lookAtMs <= nowMs)
    await ctx.queue.send({ kind: 'order', id: input.orderId });
  return moved;
}

/** @throws payment_not_found when no order of ours has the payment, so that the provider tries again. */
export async function orderOfPayment(
  ctx: Context,
  providerId: string,
  paymentId: string,
): Promise<string> {
  const found = await findOrderOfPayment(ctx, paymentId);
  if (found?.provider !== providerId) throw new ShopError('payment_not_found');
  return found.orderId;
}
