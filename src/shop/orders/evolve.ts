import type { OrderEvent, PaymentChange, PaymentEventType } from './event.ts';
import type { Order, Payment, Refund } from './order.ts';
import type { PaymentState } from '../payments/index.ts';

/** The order before its first event. */
export const unplaced: Order = {
  id: '',
  number: 0,
  cartId: '',
  currency: '',
  email: '',
  note: null,
  status: 'pending',
  cancelReason: null,
  lines: [],
  totals: { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 },
  discountCodes: [],
  shippingAddress: null,
  billingAddress: null,
  shippingOption: null,
  payments: [],
  refunds: [],
  fulfillments: [],
  reservation: 'held',
  hold: 1,
  holdExpiresAtMs: 0,
  messages: [],
  createdAtMs: 0,
};

/** The order after one more event. */
export function evolve(order: Order, event: OrderEvent): Order {
  switch (event.type) {
    case 'order.placed':
      return { ...order, ...event.data };
    case 'payment.created':
      return {
        ...order,
        payments: [...order.payments, event.data.payment],
        // A slower way to pay, tried second, holds the goods as long as it takes.
        holdExpiresAtMs: Math.max(order.holdExpiresAtMs, event.data.holdExpiresAtMs ?? 0),
      };
    case 'payment.late':
      return late(order, event.data.resolution);
    case 'order.confirmed':
      return { ...order, status: 'confirmed', reservation: 'committed' };
    case 'order.canceled':
      return {
        ...order,
        status: 'canceled',
        cancelReason: event.data.reason,
        reservation:
          order.reservation !== 'held'
            ? order.reservation
            : event.data.reason === 'hold_expired'
              ? 'expired'
              : 'released',
      };
    case 'order.held':
      return {
        ...order,
        status: 'on_hold',
        messages: [...order.messages, { code: 'needs_review', detail: event.data.reason }],
      };
    case 'order.fulfilled':
      return { ...order, fulfillments: [...order.fulfillments, event.data.fulfillment] };
    case 'order.completed':
      return { ...order, status: 'completed' };
    case 'refund.created':
      return { ...order, refunds: [...order.refunds, event.data.refund] };
    case 'refund.succeeded':
      return withRefund(order, event.data.refundId, 'succeeded');
    case 'refund.failed':
      return withRefund(order, event.data.refundId, 'failed');
    default:
      return withPayment(order, event.data, event.type);
  }
}

function late(order: Order, resolution: 're_reserved' | 'refunded'): Order {
  const detail =
    resolution === 're_reserved'
      ? 'The payment arrived after the hold had ended; the goods were reserved again.'
      : 'The payment arrived after the hold had ended and is being refunded.';
  const messages = [...order.messages, { code: 'payment_late', detail }];
  if (resolution === 'refunded') return { ...order, messages };
  return {
    ...order,
    messages,
    status: 'pending',
    cancelReason: null,
    reservation: 'held',
    hold: order.hold + 1,
  };
}

const states: Record<PaymentEventType, PaymentState> = {
  'payment.pending': 'created',
  'payment.requires_action': 'requires_action',
  'payment.authorized': 'authorized',
  'payment.captured': 'captured',
  'payment.failed': 'failed',
  'payment.canceled': 'canceled',
  'payment.unknown': 'unknown',
};

function withPayment(order: Order, change: PaymentChange, type: PaymentEventType): Order {
  const payments = order.payments.map((payment): Payment => {
    if (payment.id !== change.paymentId) return payment;
    return {
      ...payment,
      status: states[type],
      // What was really captured is what can be refunded.
      amount:
        type === 'payment.captured' ? (change.amount?.amount ?? payment.amount) : payment.amount,
      started: payment.started || type !== 'payment.unknown',
      providerRef: change.providerRef ?? payment.providerRef,
      nextAction: type === 'payment.requires_action' ? (change.nextAction ?? null) : null,
      clientSecret: change.clientSecret ?? payment.clientSecret,
      reason: change.reason ?? null,
    };
  });
  return { ...order, payments };
}

const withRefund = (order: Order, refundId: string, status: Refund['status']): Order => ({
  ...order,
  refunds: order.refunds.map((refund) => (refund.id === refundId ? { ...refund, status } : refund)),
});
