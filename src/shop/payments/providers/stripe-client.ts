import type { Stripe } from 'stripe';
import type { StripeConfig } from '../../../platform/config.ts';
import type { Context } from '../../../platform/context.ts';

/** Ours is shorter; this one only keeps the SDK's own, of 80 seconds, from running that long. */
const sdkDeadlineMs = 10_000;

/** @throws Error without STRIPE_SECRET_KEY: an attempt of this provider was made when there was one */
export function stripeConfig(ctx: Pick<Context, 'config'>): StripeConfig {
  const { stripe } = ctx.config;
  if (!stripe) throw new Error('STRIPE_SECRET_KEY is not set');
  return stripe;
}

/**
 * The official SDK over the platform's `fetch`. Loaded at its first use, so that its 300 modules
 * cost no start-up time; made for each use, since on Workers `ctx.fetch` belongs to its request.
 */
export async function stripeClient(ctx: Context): Promise<Stripe> {
  const { secretKey, apiBase } = stripeConfig(ctx);
  const { Stripe } = await import('stripe');
  const protocol = apiBase.protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(ctx.fetch),
    host: apiBase.hostname,
    port: apiBase.port || (protocol === 'http' ? '80' : '443'),
    protocol,
    timeout: sdkDeadlineMs,
    // We try again ourselves, after having looked what became of the first time.
    maxNetworkRetries: 0,
    telemetry: false,
  });
}
