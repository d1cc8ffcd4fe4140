import { ShopError } from '../../core/error.ts';
import type { Context } from '../../platform/context.ts';
import { enabledProvider, type InboundRequest } from '../payments/index.ts';
import { advanceOrder } from './advance-order.ts';
import { orderOfPayment, recordPayment } from './record-payment.ts';

/**
 * Takes a provider's webhook: verified first, then claimed by its id in the very transaction that has
 * the effect. A second delivery finds the claim and changes nothing.
 * @throws provider_not_enabled, invalid_signature, payment_not_found
 */
export async function receivePaymentNotification(
  ctx: Context,
  input: { readonly provider: string; readonly request: InboundRequest },
): Promise<void> {
  const provider = enabledProvider(ctx, input.provider);
  if (!provider.readNotification)
    throw new ShopError('provider_not_enabled', { provider: provider.id });
  const { id, about } = await provider.readNotification(ctx, input.request);
  if ('ignored' in about) return;
  const claim = { key: `notification:${provider.id}:${id}`, fingerprint: '' };
  const orderId = await orderOfPayment(ctx, provider.id, about.paymentId);
  if ('report' in about) {
    await recordPayment(ctx, {
      orderId,
      paymentId: about.paymentId,
      report: about.report,
      claim,
      repeatable: true,
    });
  } else {
    const command = { type: 'record-refund', refundId: about.refundId, succeeded: true } as const;
    await advanceOrder(ctx, { orderId, command, claim, repeatable: true });
  }
}
