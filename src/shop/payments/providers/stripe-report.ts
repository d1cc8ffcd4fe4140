import type { Stripe } from 'stripe';
import type { DisputeReport, PaymentReport, RefundReport } from '../payment-provider.ts';
import { fromStripe } from './stripe-amount.ts';

/** What we write on each intent and refund, so that every message tells whose it is. */
export const mark = {
  payment: 'kiosk_payment',
  order: 'kiosk_order',
  refund: 'kiosk_refund',
  /** Which shop made it: several may share an account. */
  shop: 'kiosk_shop',
  /** Who confirms: `server`, once and for all, or `browser`, as often as the buyer likes. */
  confirms: 'kiosk_confirms',
} as const;

/** Cards' authorizations last seven days: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method */
const authorizedForMs = 7 * 24 * 3_600_000;

/** What an intent says, in the words of our contract. Every status is here. */
export function paymentReport(intent: Stripe.PaymentIntent): PaymentReport {
  const providerRef = intent.id;
  const clientSecret = intent.client_secret ? { clientSecret: intent.client_secret } : {};
  switch (intent.status) {
    case 'succeeded': {
      const received = intent.amount_received ?? intent.amount;
      // "Succeeded" without money is not paid.
      if (received === 0) return { status: 'created', providerRef };
      return { status: 'captured', providerRef, amount: fromStripe(received, intent.currency) };
    }
    case 'requires_capture':
      return {
        status: 'authorized',
        providerRef,
        expiresAtMs: intent.created * 1_000 + authorizedForMs,
      };
    case 'requires_action': {
      const url = intent.next_action?.redirect_to_url?.url;
      return {
        status: 'requires_action',
        providerRef,
        ...clientSecret,
        ...(url ? { nextAction: { type: 'redirect', url } } : {}),
      };
    }
    case 'canceled': {
      const reason = intent.cancellation_reason;
      return { status: 'canceled', providerRef, ...(reason ? { reason } : {}) };
    }
    case 'processing':
      return { status: 'created', providerRef };
    default:
      // requires_payment_method and requires_confirmation: the buyer's turn, in the browser.
      return { status: 'created', providerRef, ...clientSecret };
  }
}

/** Whether the server has confirmed it and that came to nothing: it must not be confirmed again. */
export const isDeclined = (intent: Stripe.PaymentIntent): boolean =>
  intent.metadata?.[mark.confirms] === 'server' && intent.status === 'requires_payment_method';

export function refundReport(refund: Stripe.Refund): RefundReport {
  const ours = refund.metadata?.[mark.refund];
  const reason = refund.failure_reason;
  return {
    status: refundStatus(refund.status),
    amount: fromStripe(refund.amount, refund.currency),
    providerRef: refund.id,
    ...(ours ? { refundId: ours } : {}),
    ...(reason ? { reason } : {}),
  };
}

function refundStatus(status: string | null): RefundReport['status'] {
  if (status === 'succeeded') return 'succeeded';
  // pending, and requires_action where the buyer has to say which account
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

export const disputeReport = (dispute: Stripe.Dispute): DisputeReport => ({
  id: dispute.id,
  amount: fromStripe(dispute.amount, dispute.currency),
  status: disputeStatus(dispute.status),
  reason: dispute.reason,
});

function disputeStatus(status: string): DisputeReport['status'] {
  if (status === 'lost') return 'lost';
  // A warning that was closed never became a chargeback.
  return ['won', 'warning_closed', 'prevented'].includes(status) ? 'won' : 'open';
}
