import type { Stripe } from 'stripe';
import { hmac } from '../../../core/digest.ts';
import { signingSecret } from '../../../db/settings.ts';
import type { Context } from '../../../platform/context.ts';
import type { PaymentAttempt, PaymentReport } from '../payment-provider.ts';
import { toStripe } from './stripe-amount.ts';
import { stripeConfig } from './stripe-client.ts';
import { refusalOf } from './stripe-refusal.ts';
import { mark, paymentReport } from './stripe-report.ts';

/**
 * Stripe forgets an idempotency key after 24 hours, and what comes under it then is new. An hour is for
 * clocks that differ. https://docs.stripe.com/api/idempotent_requests
 */
const keyLivesMs = 23 * 3_600_000;

export const isForgotten = (ctx: Context, { createdAtMs }: { createdAtMs: number }): boolean =>
  ctx.clock.nowMs() - createdAtMs >= keyLivesMs;

/** Which shop this is, among those that may share an account. */
export const shopMark = async (ctx: Context): Promise<string> =>
  hmac(await signingSecret(ctx), 'stripe-account').slice(0, 16);

/** Made of the attempt alone: asked again under the same key, the parameters have to be the same. */
async function parameters(
  ctx: Context,
  attempt: PaymentAttempt,
): Promise<Stripe.PaymentIntentCreateParams> {
  return {
    amount: toStripe(attempt.amount) ?? Number.NaN,
    currency: attempt.amount.currency.toLowerCase(),
    capture_method: stripeConfig(ctx).capture === 'manual' ? 'manual' : 'automatic',
    metadata: {
      [mark.payment]: attempt.id,
      [mark.order]: attempt.orderId,
      [mark.shop]: await shopMark(ctx),
      [mark.confirms]: attempt.token === null ? 'browser' : 'server',
    },
    // Without a page to come back to, ways to pay that leave the shop cannot be used.
    automatic_payment_methods: {
      enabled: true,
      ...(attempt.token !== null && attempt.returnUrl === null ? { allow_redirects: 'never' } : {}),
    },
  };
}

const confirmation = ({ token, returnUrl }: PaymentAttempt) => ({
  ...(token === null ? {} : { payment_method: token }),
  ...(returnUrl === null ? {} : { return_url: returnUrl }),
});

/** Creates the intent, and confirms it where the buyer gave a payment method. */
export async function createIntent(
  ctx: Context,
  stripe: Stripe,
  attempt: PaymentAttempt,
): Promise<Stripe.PaymentIntent> {
  const confirmed = attempt.token === null ? {} : { confirm: true, ...confirmation(attempt) };
  return await stripe.paymentIntents.create(
    { ...(await parameters(ctx, attempt)), ...confirmed },
    { idempotencyKey: attempt.id },
  );
}

export const confirmIntent = (
  stripe: Stripe,
  attempt: PaymentAttempt,
  intent: Stripe.PaymentIntent,
): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.confirm(intent.id, confirmation(attempt), {
    idempotencyKey: `${attempt.id}:confirm`,
  });

/** The attempt's intent, looked for by what we wrote on it. A new one is found within about a minute. */
export async function findIntent(
  stripe: Stripe,
  attempt: PaymentAttempt,
): Promise<Stripe.PaymentIntent | undefined> {
  const { data } = await stripe.paymentIntents.search({
    query: `metadata['${mark.payment}']:'${attempt.id}'`,
  });
  const [found] = data;
  // A search is as old as its index: what it found is asked for again.
  return found && (await stripe.paymentIntents.retrieve(found.id));
}

/**
 * The intent of an attempt that is given up, whose answer was never heard. To find out for certain
 * whether there is one, its key is used up: on an intent that charges nothing. If that is refused, the
 * first request did arrive; if not, none that is still on its way can charge any more.
 * @throws Error while there must be an intent and Stripe's search does not show it yet
 */
export async function fenceIntent(
  ctx: Context,
  stripe: Stripe,
  attempt: PaymentAttempt,
): Promise<Stripe.PaymentIntent | undefined> {
  if (isForgotten(ctx, attempt)) return await findIntent(stripe, attempt);
  try {
    const fence = await stripe.paymentIntents.create(await parameters(ctx, attempt), {
      idempotencyKey: attempt.id,
    });
    return await stripe.paymentIntents.retrieve(fence.id);
  } catch (error) {
    const refusal = refusalOf(error);
    // What Stripe would never have taken was never charged.
    if (refusal?.kind === 'invalid') return undefined;
    const found = refusal?.kind === 'mismatch' ? await findIntent(stripe, attempt) : undefined;
    if (!found) throw error;
    return found;
  }
}

/**
 * A key for what an intent's own state guards. Stripe repeats a failure under its key for a day, so that
 * a key of the attempt alone would make the first failure the last word.
 */
const keyForNow = (ctx: Context, attempt: PaymentAttempt, act: string): string =>
  `${attempt.id}:${act}:${Math.floor(ctx.clock.nowMs() / 60_000)}`;

/** Captures or cancels, and tells how the intent stands then, whatever Stripe thought of the wish. */
export async function endIntent(
  ctx: Context,
  stripe: Stripe,
  { attempt, ref, act }: { attempt: PaymentAttempt; ref: string; act: 'capture' | 'cancel' },
): Promise<PaymentReport> {
  try {
    const options = { idempotencyKey: keyForNow(ctx, attempt, act) };
    return paymentReport(await stripe.paymentIntents[act](ref, {}, options));
  } catch (error) {
    const kind = refusalOf(error)?.kind;
    if (kind !== 'invalid' && kind !== 'declined') throw error;
    return paymentReport(await stripe.paymentIntents.retrieve(ref));
  }
}
