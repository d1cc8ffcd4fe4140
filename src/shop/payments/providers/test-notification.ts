import { z } from 'zod';
import { ShopError } from '../../../core/error.ts';
import { hmac } from '../../../core/digest.ts';
import { sign, verify } from '../../../core/webhook-signature.ts';
import { statement } from '../../../db/sql.ts';
import { signingSecret } from '../../../db/settings.ts';
import type { Context } from '../../../platform/context.ts';
import type { InboundRequest, PaymentNotification } from '../payment-provider.ts';
import { readLedger } from './test-ledger.ts';

const bodySchema = z.object({
  id: z.string().min(1).max(200),
  type: z.enum(['payment.succeeded', 'payment.failed', 'payment.pending', 'refund.succeeded']),
  payment_id: z.string().min(1).max(100),
  refund_id: z.string().max(100).optional(),
  amount: z.object({ amount: z.int().min(0), currency: z.string().length(3) }),
});

/** The secret that signs notifications of the test provider: the configured one, or one of our own. */
async function webhookSecret(ctx: Context): Promise<string> {
  if (ctx.config.testWebhookSecret) return ctx.config.testWebhookSecret;
  return `whsec_${hmac(await signingSecret(ctx), 'test-webhook')
    .replaceAll('-', '+')
    .replaceAll('_', '/')}`;
}

/** Verifies and reads an inbound notification of the test provider. */
export async function readTestNotification(
  ctx: Context,
  { headers, body }: InboundRequest,
): Promise<PaymentNotification> {
  verify(await webhookSecret(ctx), headers, body, ctx.clock.nowMs());
  const {
    id,
    type,
    payment_id: paymentId,
    refund_id: refundId,
    amount,
  } = bodySchema.parse(parseJson(body));
  switch (type) {
    case 'payment.succeeded':
      return { id, about: { paymentId, report: { status: 'captured', amount } } };
    case 'payment.failed':
      return { id, about: { paymentId, report: { status: 'failed', reason: 'declined' } } };
    case 'payment.pending':
      return { id, about: { paymentId, report: { status: 'created' } } };
    case 'refund.succeeded':
      if (!refundId) return { id, about: { ignored: true } };
      return { id, about: { paymentId, refunds: [{ refundId, status: 'succeeded', amount }] } };
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ShopError('invalid_json');
  }
}

/**
 * What the test provider sends about a payment, in order; nothing for one it does not know. An open
 * payment whose time has come settles first.
 */
export async function testNotifications(
  ctx: Context,
  paymentId: string,
): Promise<InboundRequest[]> {
  const nowMs = ctx.clock.nowMs();
  let found = await readLedger(ctx, paymentId);
  if (found?.state === 'open' && found.settlesAt !== null && found.settlesAt <= nowMs) {
    await ctx.writer.apply(
      statement`UPDATE test_payments SET state = 'succeeded' WHERE id = ${paymentId} AND state = 'open'`,
    );
    found = await readLedger(ctx, paymentId);
  }
  if (!found || found.state === 'open' || found.state === 'canceled') return [];
  const type = found.state === 'succeeded' ? 'payment.succeeded' : 'payment.failed';
  const id = `evt_${paymentId}_${found.state}`;
  const body = JSON.stringify({
    id,
    type,
    payment_id: paymentId,
    amount: { amount: found.amount, currency: found.currency },
  });
  const headers = new Headers(
    sign([await webhookSecret(ctx)], { id, timestampSeconds: Math.floor(nowMs / 1_000), body }),
  );
  const request = { headers, body };
  return found.token === 'tok_double_webhook' ? [request, request] : [request];
}
