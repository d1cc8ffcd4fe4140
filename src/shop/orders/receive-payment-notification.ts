import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import type { Context } from '../../platform/context.ts';
import { enabledProvider, type InboundRequest, type RefundReport } from '../payments/index.ts';
import { advanceOrder } from './advance-order.ts';
import type { OrderCommand } from './decide.ts';
import { drivePayment } from './drive-payment.ts';
import { isOpen, type Payment } from './order.ts';
import { findOrderOfPayment, mustFindOrder, type StoredOrder } from './queries.ts';
import { orderOfPayment, recordPayment } from './record-payment.ts';

/**
 * Takes a provider's webhook: verified first, then claimed by its id in the very transaction that has
 * the effect. A second delivery finds the claim and changes nothing.
 * @throws provider_not_enabled, invalid_signature, payment_not_found, and whatever else should make the
 * provider send it again
 */
export async function receivePaymentNotification(
  ctx: Context,
  input: { readonly provider: string; readonly request: InboundRequest },
): Promise<void> {
  const provider = enabledProvider(ctx, input.provider);
  if (!provider.readNotification)
    throw new ShopError('provider_not_enabled', { provider: provider.id });
  const { id, about, mayBeForeign } = await provider.readNotification(ctx, input.request);
  if ('ignored' in about) return;
  const { paymentId } = about;
  if (mayBeForeign && !(await findOrderOfPayment(ctx, paymentId))) return;
  const orderId = await orderOfPayment(ctx, provider.id, paymentId);
  const once = {
    claim: { key: `notification:${provider.id}:${id}`, fingerprint: '' },
    repeatable: true,
  };
  if ('report' in about) {
    await recordPayment(ctx, { orderId, paymentId, report: about.report, ...once });
  } else if ('poll' in about) {
    const { found, payment } = await paymentIn(ctx, orderId, paymentId);
    if (isOpen(payment)) await drivePayment(ctx, { found, payment, ask: 'poll', ...once });
  } else if ('refunds' in about) {
    await mustBeCaptured(ctx, orderId, about);
    const refunds = about.refunds.map((heard) => ({ ...heard, newId: newId(ctx, 'refund') }));
    await advanceOrder(ctx, {
      orderId,
      command: { type: 'record-refunds', paymentId, refunds },
      ...once,
    });
  } else {
    const command: OrderCommand = { type: 'record-dispute', paymentId, dispute: about.dispute };
    await advanceOrder(ctx, { orderId, command, ...once });
  }
}

async function paymentIn(
  ctx: Context,
  orderId: string,
  paymentId: string,
): Promise<{ found: StoredOrder; payment: Payment }> {
  const found = await mustFindOrder(ctx, orderId);
  const payment = found.order.payments.find((each) => each.id === paymentId);
  if (!payment) throw new ShopError('payment_not_found');
  return { found, payment };
}

/**
 * Money that somebody sent back at the provider was captured before: if that message is still on its
 * way, the provider is asked.
 * @throws outcome_unknown when it has no capture either, so that the message comes again
 */
async function mustBeCaptured(
  ctx: Context,
  orderId: string,
  { paymentId, refunds }: { paymentId: string; refunds: readonly RefundReport[] },
): Promise<void> {
  if (refunds.every(({ refundId }) => refundId !== undefined)) return;
  const { found, payment } = await paymentIn(ctx, orderId, paymentId);
  if (payment.status === 'captured') return;
  const { order } = await drivePayment(ctx, { found, payment, ask: 'poll' });
  const now = order.payments.find((each) => each.id === paymentId);
  if (now?.status !== 'captured') throw new ShopError('outcome_unknown', { retry_after: 5 });
}
