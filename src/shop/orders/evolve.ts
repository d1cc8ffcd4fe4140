import type { OrderEvent, PaymentChange, PaymentEventType } from './event.ts';
import type { Dispute, Order, Payment, Refund } from './order.ts';
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
    case 'refund.pending':
      return withRefund(order, 'pending', event.data);
    case 'refund.succeeded':
      return withRefund(order, 'succeeded', event.data);
    case 'refund.failed':
      return refundFailed(withRefund(order, 'failed', event.data), event.data);
    case 'payment.disputed':
      return disputed(order, event.data.dispute);
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
  // An authorization lives longer than a checkout: the goods wait for its capture as long as it does.
  const holdExpiresAtMs = Math.max(order.holdExpiresAtMs, change.expiresAtMs ?? 0);
  return { ...order, payments, holdExpiresAtMs };
}

interface RefundChange {
  readonly refundId: string;
  readonly providerRef?: string;
  readonly reason?: string;
}

function withRefund(order: Order, status: Refund['status'], change: RefundChange): Order {
  const { refundId, providerRef, reason } = change;
  const more = {
    status,
    ...(providerRef === undefined ? {} : { providerRef }),
    ...(reason === undefined ? {} : { failure: reason }),
  };
  const refunds = order.refunds.map((each) => (each.id === refundId ? { ...each, ...more } : each));
  return { ...order, refunds };
}

/** The money is still with the shop: a person has to see that. */
function refundFailed(order: Order, { refundId, reason }: RefundChange): Order {
  const why = reason === undefined ? '' : ` (${reason})`;
  const detail = `The provider could not send back refund ${refundId}${why}: the money is still with the shop.`;
  return { ...order, messages: [...order.messages, { code: 'refund_failed', detail }] };
}

function disputed(order: Order, dispute: Dispute): Order {
  const before = order.disputes?.find(({ id }) => id === dispute.id);
  const now = { ...dispute, createdAtMs: before?.createdAtMs ?? dispute.createdAtMs };
  const others = (order.disputes ?? []).filter(({ id }) => id !== dispute.id);
  const said = {
    open: `wants the payment back (${dispute.reason}); it is answered at the provider`,
    won: 'has decided the dispute for the shop',
    lost: 'has decided the dispute for the buyer, and the money is gone',
  };
  const detail = `The buyer's bank ${said[dispute.status]}.`;
  return {
    ...order,
    disputes: [...others, now],
    messages: [...order.messages, { code: 'payment_disputed', detail }],
  };
}
