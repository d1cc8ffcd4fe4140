import type { Stripe } from 'stripe';
import { ShopError } from '../../../core/error.ts';
import type { Context } from '../../../platform/context.ts';
import { askProvider } from '../ask-provider.ts';
import type { InboundRequest, PaymentNotification } from '../payment-provider.ts';
import { stripeClient, stripeConfig } from './stripe-client.ts';
import { shopMark } from './stripe-intent.ts';
import { disputeReport, isDeclined, mark, paymentReport, refundReport } from './stripe-report.ts';

/** Older than this is refused, so that a recorded message cannot be replayed for ever. */
const toleranceSeconds = 300;

type Subject = Pick<PaymentNotification, 'about' | 'mayBeForeign'>;
const ignored: Subject = { about: { ignored: true } };

/**
 * Verifies and reads a webhook of Stripe. What is about no payment of a Kiosk is ignored: other systems
 * may share the account.
 * @throws invalid_signature, invalid_json, provider_unavailable, or an Error when Stripe had to be asked
 * and did not answer
 */
export async function readStripeNotification(
  ctx: Context,
  request: InboundRequest,
): Promise<PaymentNotification> {
  const event = await verified(ctx, request);
  return { id: event.id, ...(await subjectOf(ctx, event)) };
}

async function verified(ctx: Context, { headers, body }: InboundRequest): Promise<Stripe.Event> {
  const { Stripe } = await import('stripe');
  try {
    return await Stripe.webhooks.constructEventAsync(
      body,
      headers.get('stripe-signature') ?? '',
      stripeConfig(ctx).webhookSecret ?? '',
      toleranceSeconds,
      Stripe.createSubtleCryptoProvider(),
      ctx.clock.nowMs(),
    );
  } catch (error) {
    // The signature is checked before the body is read.
    if (error instanceof SyntaxError) throw new ShopError('invalid_json');
    throw new ShopError('invalid_signature');
  }
}

async function subjectOf(ctx: Context, event: Stripe.Event): Promise<Subject> {
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
    case 'payment_intent.processing':
    case 'payment_intent.requires_action':
    case 'payment_intent.amount_capturable_updated': {
      const intent = event.data.object;
      return await ours(ctx, intent.metadata, (paymentId) =>
        // A declined one has to be called off first.
        isDeclined(intent)
          ? { paymentId, poll: true }
          : { paymentId, report: paymentReport(intent) },
      );
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated': {
      const refund = event.data.object;
      const marks = marked(refund.metadata) ?? (await marksOfIntent(ctx, refund.payment_intent));
      return await ours(ctx, marks, (paymentId) => ({
        paymentId,
        refunds: [refundReport(refund)],
      }));
    }
    case 'charge.refunded': {
      const charge = event.data.object;
      const marks = marked(charge.metadata) ?? (await marksOfIntent(ctx, charge.payment_intent));
      if (!marked(marks)) return ignored;
      const refunds = charge.refunds?.data ?? (await refundsOf(ctx, charge.id));
      return await ours(ctx, marks, (paymentId) => ({
        paymentId,
        refunds: refunds.map(refundReport),
      }));
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated': {
      const dispute = event.data.object;
      const marks = await marksOfIntent(ctx, dispute.payment_intent);
      return await ours(ctx, marks, (paymentId) => ({
        paymentId,
        dispute: disputeReport(dispute),
      }));
    }
    default:
      return ignored;
  }
}

type Marks = Stripe.Metadata | null | undefined;

const marked = (marks: Marks): Marks => (marks?.[mark.payment] ? marks : undefined);

async function ours(
  ctx: Context,
  marks: Marks,
  about: (paymentId: string) => PaymentNotification['about'],
): Promise<Subject> {
  const paymentId = marks?.[mark.payment];
  if (!paymentId) return ignored;
  return { about: about(paymentId), mayBeForeign: marks[mark.shop] !== (await shopMark(ctx)) };
}

/** Refunds and disputes made in Stripe's own pages carry no mark; their payment does. */
async function marksOfIntent(
  ctx: Context,
  intent: string | { readonly id: string } | null | undefined,
): Promise<Marks> {
  if (!intent) return undefined;
  const id = typeof intent === 'string' ? intent : intent.id;
  const found = await asked(ctx, (stripe) => stripe.paymentIntents.retrieve(id));
  return found.metadata;
}

const refundsOf = async (ctx: Context, charge: string): Promise<Stripe.Refund[]> =>
  (await asked(ctx, (stripe) => stripe.refunds.list({ charge, limit: 100 }))).data;

const asked = <Answer>(ctx: Context, ask: (stripe: Stripe) => Promise<Answer>): Promise<Answer> =>
  askProvider(ctx, 'stripe', async (ctx) => await ask(await stripeClient(ctx)));
