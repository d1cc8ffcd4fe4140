import type { Money } from '../../core/money.ts';
import { snakeCased, timestamp } from '../../core/text.ts';
import {
  type Dispute,
  fulfillmentStatus,
  isOpen,
  latestPayment,
  type Order,
  type Payment,
  paymentStatus,
  refundState,
} from './order.ts';
import type { StoredOrder } from './queries.ts';

/** An order as buyers and merchants see it. */
export function presentOrder({ order, version }: StoredOrder) {
  const inCurrency = (amount: number): Money => ({ amount, currency: order.currency });
  // A payment that counts is shown before a later attempt that did not.
  const payment =
    order.payments.find(({ status }) => status === 'captured') ?? latestPayment(order);
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    payment_status: paymentStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    currency: order.currency,
    lines: order.lines.map((line) => ({
      id: line.id,
      variant_id: line.variantId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unit_price: inCurrency(line.unitPrice),
      discount: inCurrency(line.discount),
      total: inCurrency(line.total),
      tax: inCurrency(line.tax),
    })),
    totals: {
      subtotal: inCurrency(order.totals.subtotal),
      discount: inCurrency(order.totals.discount),
      shipping: inCurrency(order.totals.shipping),
      tax: inCurrency(order.totals.tax),
      total: inCurrency(order.totals.total),
    },
    discount_codes: order.discountCodes.map(({ code, amount }) => ({
      code,
      amount: inCurrency(amount),
    })),
    email: order.email,
    shipping_address: order.shippingAddress,
    billing_address: order.billingAddress,
    shipping_option: order.shippingOption && {
      ...order.shippingOption,
      price: inCurrency(order.shippingOption.price),
    },
    note: order.note,
    payment: payment ? presentPayment(order, payment) : null,
    fulfillments: order.fulfillments.map(({ id, lines, tracking, createdAtMs }) => ({
      id,
      lines: lines.map(presentLineQuantity),
      tracking,
      created_at: timestamp(createdAtMs),
    })),
    refunds: order.refunds.map((refund) => ({
      id: refund.id,
      amount: inCurrency(refund.amount),
      status: refund.status,
      reason: refund.reason,
      ...(refund.failure === undefined ? {} : { failure_reason: refund.failure }),
      lines: refund.lines.map(presentLineQuantity),
      restock: refund.restock,
      created_at: timestamp(refund.createdAtMs),
    })),
    disputes: (order.disputes ?? []).map((dispute) => presentDispute(order, dispute)),
    messages: order.messages.map(({ code, detail }) => ({
      type: 'warning' as const,
      code,
      path: '/payment',
      detail,
    })),
    hold_expires_at: order.status === 'pending' ? timestamp(order.holdExpiresAtMs) : null,
    version,
    created_at: timestamp(order.createdAtMs),
  };
}

const presentDispute = ({ currency }: Order, dispute: Dispute) => ({
  id: dispute.id,
  payment_id: dispute.paymentId,
  amount: { amount: dispute.amount, currency },
  status: dispute.status,
  reason: dispute.reason,
  created_at: timestamp(dispute.createdAtMs),
});

const presentLineQuantity = ({ lineId, quantity }: { lineId: string; quantity: number }) => ({
  line_id: lineId,
  quantity,
});

function presentPayment(order: Order, payment: Payment) {
  const status =
    payment.status === 'captured' ? (refundState(order, payment) ?? 'captured') : payment.status;
  return {
    id: payment.id,
    provider: payment.provider,
    status,
    amount: { amount: payment.amount, currency: order.currency },
    ...(payment.nextAction ? { next_action: payment.nextAction } : {}),
    ...(payment.clientSecret && isOpen(payment) ? { client_secret: payment.clientSecret } : {}),
    ...(payment.reason ? { reason: payment.reason } : {}),
  };
}

/** What only the buyer's client or the provider may know stays inside. */
const secrets = new Set([
  'token',
  'clientSecret',
  'returnUrl',
  'origin',
  'nextAction',
  'providerRef',
]);
const amounts = new Set([
  'amount',
  'price',
  'unitPrice',
  'discount',
  'total',
  'tax',
  'paid',
  'subtotal',
  'shipping',
]);

const isMoney = (data: object): data is Money =>
  'amount' in data && 'currency' in data && Object.keys(data).length === 2;

/** An event in the words of the contract: Money, RFC 3339 times, snake_case, and no secrets. */
export function presentEventData(data: unknown, currency: string): unknown {
  if (Array.isArray(data)) return data.map((each: unknown) => presentEventData(each, currency));
  if (data === null || typeof data !== 'object' || isMoney(data)) return data;
  const members = Object.entries(data).filter(([name]) => !secrets.has(name));
  return Object.fromEntries(
    members.map(([name, value]: [string, unknown]) => {
      if (typeof value !== 'number') return [snakeCased(name), presentEventData(value, currency)];
      if (name.endsWith('AtMs')) return [snakeCased(name.slice(0, -2)), timestamp(value)];
      return [snakeCased(name), amounts.has(name) ? { amount: value, currency } : value];
    }),
  );
}
