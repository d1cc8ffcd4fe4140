import type { Stripe } from 'stripe';
import type { Context } from '../../../platform/context.ts';
import type {
  PaymentAttempt,
  PaymentProvider,
  PaymentReport,
  RefundReport,
  RefundRequest,
} from '../payment-provider.ts';
import { toStripe } from './stripe-amount.ts';
import { stripeClient } from './stripe-client.ts';
import {
  confirmIntent,
  createIntent,
  endIntent,
  fenceIntent,
  findIntent,
  isForgotten,
  shopMark,
} from './stripe-intent.ts';
import { readStripeNotification } from './stripe-notification.ts';
import { reasonOf, type Refusal, refusalOf } from './stripe-refusal.ts';
import { mark, paymentReport, refundReport } from './stripe-report.ts';

/** It never came to an intent, and it cannot come to one any more. */
const neverReceived = { status: 'failed', reason: 'never_received' } as const;

/**
 * Stripe, through PaymentIntents. With a token (`pm_…`) the server confirms, once; without one the
 * buyer's browser does, as often as it takes.
 */
export const stripe: PaymentProvider = {
  id: 'stripe',
  publicConfiguration: ({ stripe }) => ({
    type: 'card',
    capture: stripe?.capture ?? 'automatic',
    ...(stripe?.publishableKey === undefined ? {} : { publishable_key: stripe.publishableKey }),
  }),
  accepts: (token) => token === null || /^pm_\w{1,200}$/.test(token),
  charges: (amount) => toStripe(amount) !== undefined,
  answersBuyer: () => true,
  holdSeconds: (configuredSeconds) => configuredSeconds,

  async start(ctx, attempt) {
    const stripe = await stripeClient(ctx);
    try {
      const known = isForgotten(ctx, attempt) ? await findIntent(stripe, attempt) : undefined;
      if (!known && isForgotten(ctx, attempt)) return neverReceived;
      const intent = known ?? (await createIntent(ctx, stripe, attempt));
      // An answer under a known key is as old as the first one.
      const now = attempt.isNew ? intent : await stripe.paymentIntents.retrieve(intent.id);
      return await settle(ctx, stripe, attempt, now);
    } catch (error) {
      return await afterRefusal(ctx, { stripe, attempt, error });
    }
  },

  async poll(ctx, attempt) {
    const stripe = await stripeClient(ctx);
    if (attempt.providerRef !== null) {
      const intent = await stripe.paymentIntents.retrieve(attempt.providerRef);
      return await settle(ctx, stripe, attempt, intent);
    }
    // Asking again under the same key tells what the first answer would have told, as long as it is wanted.
    return ctx.clock.nowMs() < attempt.holdExpiresAtMs
      ? undefined
      : await giveUp(ctx, stripe, attempt);
  },

  cancel: async (ctx, attempt) => await giveUp(ctx, await stripeClient(ctx), attempt),

  async capture(ctx, attempt) {
    const stripe = await stripeClient(ctx);
    return await endIntent(ctx, stripe, { attempt, ref: refOf(attempt), act: 'capture' });
  },

  async refund(ctx, attempt, refund) {
    const stripe = await stripeClient(ctx);
    if (refund.providerRef !== null)
      return refundReport(await stripe.refunds.retrieve(refund.providerRef));
    const known = isForgotten(ctx, refund) ? await findRefund(stripe, attempt, refund) : undefined;
    return known ?? (await createRefund(ctx, { stripe, attempt, refund }));
  },

  readNotification: readStripeNotification,
};

function refOf({ id, providerRef }: PaymentAttempt): string {
  if (providerRef === null) throw new Error(`Stripe's id of payment ${id} is not known`);
  return providerRef;
}

/** What an intent says, after whatever is still to be done about it. */
async function settle(
  ctx: Context,
  stripe: Stripe,
  attempt: PaymentAttempt,
  intent: Stripe.PaymentIntent,
): Promise<PaymentReport> {
  if (attempt.token !== null && intent.status === 'requires_confirmation') {
    return await settle(ctx, stripe, attempt, await confirmIntent(stripe, attempt, intent));
  }
  const declined = attempt.token !== null && intent.status === 'requires_payment_method';
  if (!declined) return paymentReport(intent);
  try {
    // Until it is canceled, somebody could confirm it again behind the order's back.
    const after = await endIntent(ctx, stripe, { attempt, ref: intent.id, act: 'cancel' });
    const reason = reasonOf(intent.last_payment_error) ?? 'declined';
    return after.status === 'canceled' ? { ...after, status: 'failed', reason } : after;
  } catch (error) {
    ctx.log('warn', 'stripe.not_canceled', { payment: attempt.id, error: String(error) });
    return { status: 'unknown', providerRef: intent.id };
  }
}

/** @throws the error again when it leaves open what Stripe has done */
async function afterRefusal(
  ctx: Context,
  { stripe, attempt, error }: { stripe: Stripe; attempt: PaymentAttempt; error: unknown },
): Promise<PaymentReport> {
  const refusal = refusalOf(error);
  if (refusal?.kind === 'denied')
    ctx.log('error', 'stripe.denied', { payment: attempt.id, error: String(error) });
  const intent = await intentAfter(stripe, attempt, refusal);
  if (intent) return await settle(ctx, stripe, attempt, intent);
  // A key that may not now may have been allowed before, when the answer was lost.
  const proof =
    refusal && refusal.kind !== 'mismatch' && (refusal.kind !== 'denied' || attempt.isNew);
  if (!proof) throw error;
  return { status: 'failed', reason: refusal.reason };
}

/** The intent that there is all the same: one that was declined, or one whose answer was lost. */
async function intentAfter(
  stripe: Stripe,
  attempt: PaymentAttempt,
  refusal: Refusal | undefined,
): Promise<Stripe.PaymentIntent | undefined> {
  if (refusal?.intent) {
    return attempt.isNew ? refusal.intent : await stripe.paymentIntents.retrieve(refusal.intent.id);
  }
  // Stripe repeats even a failure of its own under its key; what became of the intent, only looking tells.
  const lost = refusal === undefined || refusal.kind === 'mismatch';
  return lost && !attempt.isNew ? await findIntent(stripe, attempt) : undefined;
}

async function giveUp(
  ctx: Context,
  stripe: Stripe,
  attempt: PaymentAttempt,
): Promise<PaymentReport> {
  const ref = attempt.providerRef ?? (await fenceIntent(ctx, stripe, attempt))?.id;
  if (ref === undefined) return { status: 'canceled', reason: neverReceived.reason };
  return await endIntent(ctx, stripe, { attempt, ref, act: 'cancel' });
}

async function createRefund(
  ctx: Context,
  { stripe, attempt, refund }: { stripe: Stripe; attempt: PaymentAttempt; refund: RefundRequest },
): Promise<RefundReport> {
  const { id: refundId, amount } = refund;
  const exact = toStripe(amount);
  if (exact === undefined)
    return { status: 'failed', refundId, amount, reason: 'amount_not_chargeable' };
  const metadata = {
    [mark.refund]: refundId,
    [mark.payment]: attempt.id,
    [mark.shop]: await shopMark(ctx),
  };
  try {
    return refundReport(
      await stripe.refunds.create(
        { payment_intent: refOf(attempt), amount: exact, metadata },
        { idempotencyKey: refundId },
      ),
    );
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.kind === 'invalid')
      return { status: 'failed', refundId, amount, reason: refusal.reason };
    // A key that may not refund will be put right, and then the money still has to go back.
    const found =
      refusal?.kind === 'denied' ? undefined : await findRefund(stripe, attempt, refund);
    if (!found) throw error;
    return found;
  }
}

/** A refund whose answer was lost, among those of its payment. */
async function findRefund(
  stripe: Stripe,
  attempt: PaymentAttempt,
  refund: RefundRequest,
): Promise<RefundReport | undefined> {
  const { data } = await stripe.refunds.list({ payment_intent: refOf(attempt), limit: 100 });
  const found = data.find(({ metadata }) => metadata?.[mark.refund] === refund.id);
  return found && refundReport(found);
}
