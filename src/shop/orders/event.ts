import type { PaymentReport } from '../payments/index.ts';
import type { CancelReason, Dispute, Fulfillment, Order, Payment, Refund } from './order.ts';

/** What happened to an order, in its own words. Written once, never changed. */
export type OrderEvent =
  | { readonly type: 'order.placed'; readonly data: PlacedOrder }
  | {
      readonly type: 'payment.created';
      readonly data: { readonly payment: Payment; readonly holdExpiresAtMs?: number };
    }
  | { readonly type: PaymentEventType; readonly data: PaymentChange }
  | {
      readonly type: 'payment.late';
      readonly data: { readonly paymentId: string; readonly resolution: LateResolution };
    }
  | { readonly type: 'order.confirmed'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'order.canceled'; readonly data: { readonly reason: CancelReason } }
  | { readonly type: 'order.held'; readonly data: { readonly reason: string } }
  | { readonly type: 'order.fulfilled'; readonly data: { readonly fulfillment: Fulfillment } }
  | { readonly type: 'order.completed'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'refund.created'; readonly data: { readonly refund: Refund } }
  /** The provider has taken it on and has not finished it yet. */
  | {
      readonly type: 'refund.pending';
      readonly data: { readonly refundId: string; readonly providerRef: string };
    }
  | {
      readonly type: 'refund.succeeded' | 'refund.failed';
      readonly data: {
        readonly refundId: string;
        readonly providerRef?: string;
        readonly reason?: string;
      };
    }
  /** The buyer's bank wants the money back, or has decided about it. */
  | { readonly type: 'payment.disputed'; readonly data: { readonly dispute: Dispute } };

/** Everything fixed at checkout; the database adds the number. */
export type PlacedOrder = Pick<
  Order,
  | 'id'
  | 'number'
  | 'cartId'
  | 'currency'
  | 'email'
  | 'note'
  | 'lines'
  | 'totals'
  | 'discountCodes'
  | 'shippingAddress'
  | 'billingAddress'
  | 'shippingOption'
  | 'holdExpiresAtMs'
  | 'createdAtMs'
>;

export type PaymentEventType =
  | 'payment.pending'
  | 'payment.requires_action'
  | 'payment.authorized'
  | 'payment.captured'
  | 'payment.failed'
  | 'payment.canceled'
  | 'payment.unknown';

export interface PaymentChange extends Omit<PaymentReport, 'status'> {
  readonly paymentId: string;
}

/** A payment that came after its hold had ended: the goods were still there, or the money goes back. */
export type LateResolution = 're_reserved' | 'refunded';
