import { ShopError } from '../../../core/error.ts';
import { hmac } from '../../../core/digest.ts';
import type { Money } from '../../../core/money.ts';
import { sign, verify } from '../../../core/webhook-signature.ts';
import { statement } from '../../../db/sql.ts';
import { signingSecret } from '../../../db/settings.ts';
import type { Context } from '../../../platform/context.ts';
import type { InboundRequest, PaymentNotification } from '../payment-provider.ts';
import { readLedger } from './test-ledger.ts';

const types = [
  'payment.succeeded',
  'payment.failed',
  'payment.pending',
  'refund.succeeded',
] as const;

interface Body {
  readonly id: string;
  readonly type: (typeof types)[number];
  readonly payment_id: string;
  readonly refund_id?: string;
  readonly amount: Money;
}

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
  const { id, type, payment_id: paymentId, refund_id: refundId, amount } = readBody(body);
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

/** By hand: queues come here too, and a Worker that works one off builds no schemas. */
function readBody(text: string): Body {
  const body = Object(parseJson(text)) as Body;
  const { amount, currency } = Object(body.amount) as Money;
  const isText = (value: unknown, max: number) =>
    typeof value === 'string' && value !== '' && value.length <= max;
  const wrong = Object.entries({
    '/id': isText(body.id, 200),
    '/type': types.includes(body.type),
    '/payment_id': isText(body.payment_id, 100),
    '/refund_id': body.refund_id === undefined || isText(body.refund_id, 100),
    '/amount/amount': Number.isSafeInteger(amount) && amount >= 0,
    '/amount/currency': isText(currency, 3),
  }).flatMap(([pointer, right]) =>
    right ? [] : [{ pointer, code: 'invalid_value', detail: 'does not have the right shape' }],
  );
  if (wrong.length > 0) throw new ShopError('invalid_request', { errors: wrong });
  return body;
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
