import { ShopError } from '../../core/error.ts';
import type { Context } from '../../platform/context.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { manual } from './providers/manual.ts';
import { stripe } from './providers/stripe.ts';
import { test } from './providers/test.ts';

export { askProvider } from './ask-provider.ts';
export type {
  DisputeReport,
  InboundRequest,
  PaymentAttempt,
  PaymentNotification,
  PaymentReport,
  PaymentState,
  RefundReport,
} from './payment-provider.ts';
export { approveTestPayment, testTokens } from './providers/test.ts';
export { testNotifications } from './providers/test-notification.ts';

const providers: readonly PaymentProvider[] = [test, manual, stripe];

/** The providers that this installation enables, in the order of its settings. */
export function enabledProviders(ctx: Pick<Context, 'config'>): PaymentProvider[] {
  return ctx.config.paymentProviders.flatMap((id) =>
    providers.filter((provider) => provider.id === id),
  );
}

/** An enabled provider. @throws provider_not_enabled */
export function enabledProvider(ctx: Pick<Context, 'config'>, id: string): PaymentProvider {
  const found = enabledProviders(ctx).find((provider) => provider.id === id);
  if (!found) throw new ShopError('provider_not_enabled', { provider: id });
  return found;
}

/** The provider of a payment that exists, enabled or not: its refunds and polls go on. */
export function providerOf(payment: { readonly provider: string }): PaymentProvider {
  const found = providers.find((provider) => provider.id === payment.provider);
  if (!found) throw new Error(`no payment provider ${payment.provider}`);
  return found;
}
