import type { Money } from '../../core/money.ts';
import type { Context } from '../../platform/context.ts';

/** Where a payment stands at its provider. `unknown`: we asked and did not hear the answer. */
export type PaymentState =
  | 'created'
  | 'requires_action'
  | 'authorized'
  | 'captured'
  | 'failed'
  | 'canceled'
  | 'unknown';

/** What a provider says of a payment, whichever way we heard it. */
export interface PaymentReport {
  readonly status: PaymentState;
  readonly providerRef?: string;
  readonly amount?: Money;
  readonly nextAction?: { readonly type: 'redirect'; readonly url: string } | null;
  readonly clientSecret?: string;
  readonly reason?: string;
}

/** One attempt to be paid. `id` is the provider's idempotency key: asking twice charges once. */
export interface PaymentAttempt {
  readonly id: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly token: string | null;
  readonly returnUrl: string | null;
  /** The public origin the buyer used, for pages that the provider links back to. */
  readonly origin: string;
  readonly providerRef: string | null;
  readonly holdExpiresAtMs: number;
}

export interface RefundRequest {
  /** The provider's idempotency key of the refund. */
  readonly id: string;
  readonly amount: Money;
}

/** A provider's message about a payment, verified. `id` is claimed once, before any effect. */
export interface PaymentNotification {
  readonly id: string;
  readonly about:
    | { readonly paymentId: string; readonly report: PaymentReport }
    | { readonly refundId: string; readonly paymentId: string }
    | { readonly ignored: true };
}

export interface InboundRequest {
  readonly headers: Headers;
  readonly body: string;
}

/**
 * A payment provider. Each method may be called again with the same attempt and then has no second
 * effect. A method throws when the outcome is not known; a decision of the provider is a report.
 */
export interface PaymentProvider {
  readonly id: string;
  /** What `GET /v1/shop` tells clients beside the id. */
  readonly publicConfiguration: Readonly<Record<string, unknown>>;
  /** Whether `token` is of this provider's shape: checked before an order is placed. */
  accepts(token: string | null): boolean;
  /** How long stock is held for a payment, in seconds. */
  holdSeconds(configuredSeconds: number): number;
  start(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport>;
  /** Asks how the payment stands; undefined when the provider never heard of it. */
  poll(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport | undefined>;
  /** Gives the payment up; may report that it was captured after all. */
  cancel(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport>;
  capture(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport>;
  /** Answers whether the money is on its way back. */
  refund(ctx: Context, attempt: PaymentAttempt, refund: RefundRequest): Promise<boolean>;
  /** Verifies an inbound message; throws `invalid_signature`. Absent where a provider sends none. */
  readNotification?(ctx: Context, request: InboundRequest): Promise<PaymentNotification>;
}
