import type { Address } from '../../core/address.ts';
import type { PaymentState } from '../payments/index.ts';

/** What an order knows about itself: the fold of its events. Amounts are minor units of `currency`. */
export interface Order {
  readonly id: string;
  readonly number: number;
  readonly cartId: string;
  readonly currency: string;
  readonly email: string;
  readonly note: string | null;
  readonly status: OrderStatus;
  readonly cancelReason: CancelReason | null;
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
  readonly discountCodes: readonly { readonly code: string; readonly amount: number }[];
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly shippingOption: {
    readonly id: string;
    readonly title: string;
    readonly price: number;
  } | null;
  /** Attempts, the latest last. */
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  /** Absent as long as there was none. */
  readonly disputes?: readonly Dispute[];
  readonly fulfillments: readonly Fulfillment[];
  readonly reservation: 'held' | 'committed' | 'released' | 'expired';
  /** Which hold the reservation is; a late payment takes the next one. */
  readonly hold: number;
  readonly holdExpiresAtMs: number;
  readonly messages: readonly { readonly code: string; readonly detail: string }[];
  readonly createdAtMs: number;
}

export type OrderStatus = 'pending' | 'confirmed' | 'completed' | 'canceled' | 'on_hold';
export type CancelReason = 'hold_expired' | 'requested';

export interface OrderLine {
  readonly id: string;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  /** As listed, after discount: unit price × quantity − discount. */
  readonly total: number;
  readonly tax: number;
  /** What the buyer pays for the line, tax included: what a refund of it comes to. */
  readonly paid: number;
}

export interface OrderTotals {
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
}

export interface Payment {
  readonly id: string;
  readonly provider: string;
  readonly status: PaymentState;
  readonly amount: number;
  readonly token: string | null;
  readonly returnUrl: string | null;
  /** The public origin that the buyer used, for the pages a provider sends them to. */
  readonly origin: string;
  /** Whether the provider has ever answered: until then the attempt may not exist on its side. */
  readonly started: boolean;
  readonly providerRef: string | null;
  readonly nextAction: { readonly type: 'redirect'; readonly url: string } | null;
  readonly clientSecret: string | null;
  readonly reason: string | null;
  readonly createdAtMs: number;
}

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly lines: readonly LineQuantity[];
  readonly restock: boolean;
  /** What of `lines` it puts into stock, if a failed refund has put some there already. */
  readonly putBack?: readonly LineQuantity[];
  readonly reason:
    | 'requested'
    | 'order_canceled'
    | 'payment_late'
    | 'paid_twice'
    | 'made_at_provider';
  /** The provider's id: known from when it has taken the refund on. */
  readonly providerRef?: string;
  readonly failure?: string;
  readonly createdAtMs: number;
}

/** A buyer's bank that wants a payment back. `id` is the provider's. */
export interface Dispute {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly status: 'open' | 'won' | 'lost';
  readonly reason: string;
  readonly createdAtMs: number;
}

export interface Fulfillment {
  readonly id: string;
  readonly lines: readonly LineQuantity[];
  readonly tracking: {
    readonly carrier: string;
    readonly number: string;
    readonly url?: string | undefined;
  } | null;
  readonly createdAtMs: number;
}

export interface LineQuantity {
  readonly lineId: string;
  readonly quantity: number;
}

/** A payment whose end is still open. */
export const isOpen = (payment: Payment): boolean =>
  ['created', 'requires_action', 'authorized', 'unknown'].includes(payment.status);

export const latestPayment = (order: Order): Payment | undefined => order.payments.at(-1);

/**
 * The payment that pays for the order. A capture that was sent back at once (paid twice, or too late)
 * does not, unless it is the only one and could not be sent back.
 */
export function capturedPayment(order: Order): Payment | undefined {
  const captured = order.payments.filter((payment) => payment.status === 'captured');
  const sentBack = (payment: Payment) =>
    order.refunds.filter(
      (refund) =>
        refund.paymentId === payment.id &&
        (refund.reason === 'paid_twice' || refund.reason === 'payment_late'),
    );
  return (
    captured.find((payment) => sentBack(payment).length === 0) ??
    captured.find((payment) => sentBack(payment).every(({ status }) => status === 'failed'))
  );
}

/** Captured minus everything refunded or being refunded, in minor units. */
export function refundable(order: Order): number {
  const payment = capturedPayment(order);
  if (!payment) return 0;
  return payment.amount - refundedOf(order, payment, ['pending', 'succeeded']);
}

function refundedOf(order: Order, payment: Payment, states: readonly Refund['status'][]): number {
  return order.refunds
    .filter((refund) => refund.paymentId === payment.id && states.includes(refund.status))
    .reduce((sum, refund) => sum + refund.amount, 0);
}

const unitsOf = (entries: readonly { lines: readonly LineQuantity[] }[], lineId: string): number =>
  entries
    .flatMap((entry) => entry.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0);

/** Units whose refund was asked for by line and did not fail. */
export const refundedUnits = (order: Order, lineId: string): number =>
  unitsOf(
    order.refunds.filter((refund) => refund.status !== 'failed'),
    lineId,
  );

export type PaymentStatus =
  | 'pending'
  | 'authorized'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'failed'
  | 'voided';

export function paymentStatus(order: Order): PaymentStatus {
  const captured = order.payments.find((payment) => payment.status === 'captured');
  if (captured) {
    const counts = capturedPayment(order) ?? captured;
    // Less than the total is not paid: the order is held for a person.
    return refundState(order, counts) ?? (counts.amount < order.totals.total ? 'pending' : 'paid');
  }
  if (order.status === 'canceled') return 'voided';
  if (order.totals.total === 0) return order.status === 'pending' ? 'pending' : 'paid';
  const latest = latestPayment(order);
  if (latest?.status === 'authorized') return 'authorized';
  return latest?.status === 'failed' || latest?.status === 'canceled' ? 'failed' : 'pending';
}

/** How much of a captured payment went back: nothing, a part, all. */
export function refundState(
  order: Order,
  payment: Payment,
): 'partially_refunded' | 'refunded' | undefined {
  const refunded = refundedOf(order, payment, ['succeeded']);
  if (refunded === 0) return undefined;
  return refunded >= payment.amount ? 'refunded' : 'partially_refunded';
}

export type FulfillmentStatus = 'unfulfilled' | 'partially_fulfilled' | 'fulfilled' | 'returned';

export function fulfillmentStatus(order: Order): FulfillmentStatus {
  if (order.fulfillments.length === 0) return 'unfulfilled';
  if (order.lines.every((line) => unitsPutBack(order, line.id) >= line.quantity)) return 'returned';
  return order.lines.every((line) => unitsToSend(order, line) === 0)
    ? 'fulfilled'
    : 'partially_fulfilled';
}

/** Units that refunds have put into stock. They stay there when the provider fails to send the money. */
export const unitsPutBack = (order: Order, lineId: string): number =>
  unitsOf(
    order.refunds
      .filter((refund) => refund.restock)
      .map((refund) => ({ lines: refund.putBack ?? refund.lines })),
    lineId,
  );

/** Units that still have to be sent: not those that went back into stock before they left. */
export function unitsToSend(order: Order, line: Pick<OrderLine, 'id' | 'quantity'>): number {
  const sent = unitsOf(order.fulfillments, line.id);
  return line.quantity - sent - Math.max(0, unitsPutBack(order, line.id) - sent);
}

/** The quantities of an order by variant: two lines of one variant are one hold. */
export function quantitiesByVariant(order: Pick<Order, 'lines'>): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const line of order.lines) {
    totals.set(line.variantId, (totals.get(line.variantId) ?? 0) + line.quantity);
  }
  return totals;
}
