import type { Stripe } from 'stripe';

/**
 * An error that tells what Stripe has decided. `declined`: by the buyer's bank. `invalid`: the request
 * makes no sense to Stripe. `denied`: the key may not do this. `mismatch`: the idempotency key came
 * with other parameters before. None but `mismatch` leaves a charge behind.
 */
export interface Refusal {
  readonly kind: 'declined' | 'invalid' | 'denied' | 'mismatch';
  readonly reason: string;
  /** The intent as the refusal left it. */
  readonly intent: Stripe.PaymentIntent | undefined;
}

/** Undefined for whatever leaves the outcome open: silence, 5xx, 409 (a lock), 429. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const told = error as Partial<Stripe.errors.StripeError>;
  const kind = kindOf(told);
  return kind && { kind, reason: reasonOf(told) ?? kind, intent: told.payment_intent };
}

function kindOf({
  statusCode,
  rawType,
}: Partial<Stripe.errors.StripeError>): Refusal['kind'] | undefined {
  switch (statusCode) {
    case 400:
    case 404:
      return rawType === 'idempotency_error' ? 'mismatch' : 'invalid';
    case 402:
      return 'declined';
    case 401:
    case 403:
      return 'denied';
    default:
      return undefined;
  }
}

/** A bank says these to the shop alone: to a thief they would be advice. */
const confidential = new Set([
  'fraudulent',
  'lost_card',
  'merchant_blacklist',
  'pickup_card',
  'restricted_card',
  'security_violation',
  'stolen_card',
]);

/** Why a payment was refused, in Stripe's words, as far as the buyer may know. */
export function reasonOf(
  error: { readonly code?: string; readonly decline_code?: string } | null | undefined,
): string | undefined {
  const { code, decline_code: declined } = error ?? {};
  return declined !== undefined && !confidential.has(declined) && declined !== 'generic_decline'
    ? declined
    : code;
}
