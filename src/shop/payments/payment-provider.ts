import type { Money } from '../../core/money.ts';
import type { Config } from '../../platform/config.ts';
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
  /** Until when an authorization can be captured: the goods are held as long. */
  readonly expiresAtMs?: number;
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
  readonly createdAtMs: number;
  readonly holdExpiresAtMs: number;
  /** Whether nobody can have asked the provider about it yet: then a refusal proves that it has nothing. */
  readonly isNew: boolean;
}

export interface RefundRequest {
  /** The provider's idempotency key of the refund. */
  readonly id: string;
  readonly amount: Money;
  readonly providerRef: string | null;
  readonly createdAtMs: number;
}

/** What a provider says of a refund. Without a `refundId` somebody made it there, and not here. */
export interface RefundReport {
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly amount: Money;
  readonly refundId?: string;
  readonly providerRef?: string;
  readonly reason?: string;
}

/** What a provider says of a buyer's bank that wants money back. */
export interface DisputeReport {
  /** The provider's id. */
  readonly id: string;
  readonly amount: Money;
  readonly status: 'open' | 'won' | 'lost';
  readonly reason: string;
}

/** A provider's message, verified. `id` is claimed once, in the transaction of the effect. */
export interface PaymentNotification {
  readonly id: string;
  /** Whether another shop that shares the account may have made the payment: then not to know it is fine. */
  readonly mayBeForeign?: boolean;
  readonly about:
    | { readonly paymentId: string; readonly report: PaymentReport }
    | { readonly paymentId: string; readonly refunds: readonly RefundReport[] }
    | { readonly paymentId: string; readonly dispute: DisputeReport }
    /** Something changed that only asking tells, since it takes a decision at the provider. */
    | { readonly paymentId: string; readonly poll: true }
    | { readonly ignored: true };
}

export interface InboundRequest {
  readonly headers: Headers;
  readonly body: string;
}

/**
 * A payment provider. Each method may be called again with the same attempt and then has no second
 * effect. A method throws when the outcome is not known; a decision of the provider is a report.
 * What it asks, it asks through `ctx.fetch`: that ends at the deadline, and tells whether it answers.
 */
export interface PaymentProvider {
  readonly id: string;
  /** What `GET /v1/shop` tells clients beside the id. */
  publicConfiguration(config: Config): Readonly<Record<string, unknown>>;
  /** Whether `token` is of this provider's shape: checked before an order is placed. */
  accepts(token: string | null): boolean;
  /** Whether exactly this amount can be charged: checked before an order is placed. */
  charges(amount: Money): boolean;
  /** Whether the buyer's client goes on with the reply to `start`, so that checkout has to wait for it. */
  answersBuyer(token: string | null): boolean;
  /** How long stock is held for a payment, in seconds. */
  holdSeconds(configuredSeconds: number): number;
  start(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport>;
  /** Asks how the payment stands; undefined when the provider never heard of it, and may be asked. */
  poll(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport | undefined>;
  /** Gives the payment up; may report that it was captured after all. */
  cancel(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport>;
  capture(ctx: Context, attempt: PaymentAttempt): Promise<PaymentReport>;
  /** Sends money back, or asks how a refund stands that the provider has taken on. */
  refund(ctx: Context, attempt: PaymentAttempt, refund: RefundRequest): Promise<RefundReport>;
  /** Verifies an inbound message; throws `invalid_signature`. Absent where a provider sends none. */
  readNotification?(ctx: Context, request: InboundRequest): Promise<PaymentNotification>;
}
