import { createHmac } from 'node:crypto';

// The books of a stand-in for Stripe: intents, refunds, disputes and the events they lead to, with the
// statuses and error codes that Stripe documents. No HTTP here.

type Params = Readonly<Record<string, string>>;

export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  amount_received: number;
  readonly currency: string;
  status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'requires_capture'
    | 'succeeded'
    | 'canceled';
  readonly capture_method: string;
  readonly client_secret: string;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  cancellation_reason: string | null;
  last_payment_error: { code: string; decline_code?: string; message: string } | null;
  next_action: unknown;
  payment_method: string | null;
  latest_charge: string | null;
}

export interface StripeRefund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly charge: string;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'pending' | 'succeeded' | 'failed';
  failure_reason?: string;
}

interface Dispute {
  readonly id: string;
  readonly object: 'dispute';
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly charge: string;
  readonly reason: string;
  status: 'needs_response' | 'won' | 'lost';
}

export interface StripeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  readonly data: { readonly object: unknown };
}

/** What Stripe answers instead of a resource. */
export class StripeFault extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, error: Record<string, unknown>) {
    super(String(error['message'] ?? error['code']));
    this.status = status;
    this.body = { error: { type: 'invalid_request_error', ...error } };
  }
}

const declines: Readonly<Record<string, string>> = {
  pm_card_chargeDeclined: 'generic_decline',
  pm_card_visa_chargeDeclined: 'generic_decline',
  pm_card_chargeDeclinedInsufficientFunds: 'insufficient_funds',
  pm_card_chargeDeclinedFraudulent: 'fraudulent',
};
const methods = new Set([
  ...Object.keys(declines),
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_authenticationRequired',
  'pm_card_pendingRefund',
  'pm_card_refundFail',
  'pm_card_createDispute',
]);

export class StripeBooks {
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, StripeRefund>();
  readonly disputes = new Map<string, Dispute>();
  /** Everything that webhooks would tell, the oldest first. */
  readonly events: StripeEvent[] = [];
  readonly #nowMs: () => number;
  #count = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}_standin${String(this.#count).padStart(6, '0')}`;
  }

  tell(type: string, subject: object): void {
    const object: unknown = JSON.parse(JSON.stringify(subject));
    this.events.push({ id: this.#id('evt'), object: 'event', type, data: { object } });
  }

  create(params: Params): Intent {
    const amount = Number(params['amount']);
    const currency = params['currency'] ?? '';
    refuseAmount(amount, currency);
    const id = this.#id('pi');
    const intent: Intent = {
      id,
      object: 'payment_intent',
      amount,
      amount_received: 0,
      currency,
      status: 'requires_payment_method',
      capture_method: params['capture_method'] ?? 'automatic',
      client_secret: `${id}_secret_standin`,
      created: Math.floor(this.#nowMs() / 1_000),
      metadata: metadataOf(params),
      cancellation_reason: null,
      last_payment_error: null,
      next_action: null,
      payment_method: null,
      latest_charge: null,
    };
    const method = params['payment_method'];
    if (method !== undefined && !methods.has(method)) throw missing('payment_method', method);
    if (method !== undefined) {
      intent.payment_method = method;
      intent.status = 'requires_confirmation';
    }
    this.intents.set(id, intent);
    this.tell('payment_intent.created', intent);
    return params['confirm'] === 'true' ? this.confirm(id, params) : intent;
  }

  intent(id: string): Intent {
    const found = this.intents.get(id);
    if (!found) throw missing('intent', id);
    return found;
  }

  confirm(id: string, params: Params): Intent {
    const intent = this.intent(id);
    if (!['requires_payment_method', 'requires_confirmation'].includes(intent.status))
      throw unexpected(intent, 'confirm');
    const method = params['payment_method'] ?? intent.payment_method ?? '';
    if (!methods.has(method)) throw missing('payment_method', method);
    intent.payment_method = method;
    intent.last_payment_error = null;
    const declined = declines[method];
    if (declined !== undefined) throw this.#decline(intent, declined);
    if (method !== 'pm_card_authenticationRequired') return this.#pay(intent);
    intent.status = 'requires_action';
    const page = params['return_url'];
    intent.next_action = page
      ? {
          type: 'redirect_to_url',
          redirect_to_url: { url: `https://bank.example/${id}`, return_url: page },
        }
      : { type: 'use_stripe_sdk' };
    this.tell('payment_intent.requires_action', intent);
    return intent;
  }

  /** The buyer's bank has asked the buyer. */
  authenticate(id: string, approves: boolean): Intent {
    const intent = this.intent(id);
    if (intent.status !== 'requires_action') throw unexpected(intent, 'authenticate');
    intent.next_action = null;
    if (approves) return this.#pay(intent);
    this.#decline(intent, 'authentication_failure');
    return intent;
  }

  #decline(intent: Intent, declined: string): StripeFault {
    const message = 'Your card was declined.';
    const error = { code: 'card_declined', decline_code: declined, message };
    intent.status = 'requires_payment_method';
    intent.payment_method = null;
    intent.last_payment_error = error;
    this.tell('payment_intent.payment_failed', intent);
    return new StripeFault(402, {
      ...error,
      type: 'card_error',
      payment_intent: JSON.parse(JSON.stringify(intent)) as unknown,
    });
  }

  #pay(intent: Intent): Intent {
    intent.latest_charge = this.#id('ch');
    if (intent.capture_method === 'manual') {
      intent.status = 'requires_capture';
      this.tell('payment_intent.amount_capturable_updated', intent);
      return intent;
    }
    return this.#receive(intent);
  }

  #receive(intent: Intent): Intent {
    intent.status = 'succeeded';
    intent.amount_received = intent.amount;
    this.tell('payment_intent.succeeded', intent);
    if (intent.payment_method === 'pm_card_createDispute') this.dispute(intent.id);
    return intent;
  }

  capture(id: string): Intent {
    const intent = this.intent(id);
    if (intent.status !== 'requires_capture') throw unexpected(intent, 'capture');
    return this.#receive(intent);
  }

  cancel(id: string, reason: string | null = null): Intent {
    const intent = this.intent(id);
    if (['succeeded', 'canceled', 'processing'].includes(intent.status))
      throw unexpected(intent, 'cancel');
    intent.status = 'canceled';
    intent.cancellation_reason = reason;
    this.tell('payment_intent.canceled', intent);
    return intent;
  }

  refundsOf(intent: string): StripeRefund[] {
    return [...this.refunds.values()].filter((each) => each.payment_intent === intent);
  }

  refunded(intent: string): number {
    return this.refundsOf(intent)
      .filter(({ status }) => status !== 'failed')
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  /** By the API, or in the dashboard when `params` has no metadata. */
  refund(params: Params): StripeRefund {
    const intent = this.intent(params['payment_intent'] ?? '');
    const left = intent.amount_received - this.refunded(intent.id);
    const amount = params['amount'] === undefined ? left : Number(params['amount']);
    const disputed = [...this.disputes.values()].some(
      (each) => each.payment_intent === intent.id && each.status !== 'won',
    );
    if (intent.status !== 'succeeded' || disputed)
      throw new StripeFault(400, { code: disputed ? 'charge_disputed' : 'charge_not_refundable' });
    if (left === 0) throw new StripeFault(400, { code: 'charge_already_refunded' });
    if (amount > left)
      throw new StripeFault(400, { message: `more than ${left} left`, param: 'amount' });
    const slow = ['pm_card_pendingRefund', 'pm_card_refundFail'].includes(
      intent.payment_method ?? '',
    );
    const refund: StripeRefund = {
      id: this.#id('re'),
      object: 'refund',
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      charge: intent.latest_charge ?? '',
      metadata: metadataOf(params),
      status: slow ? 'pending' : 'succeeded',
    };
    this.refunds.set(refund.id, refund);
    this.tell('refund.created', refund);
    this.tell('charge.refunded', this.charge(intent));
    return refund;
  }

  /** A bank's last word about a refund, which may come after it had succeeded. */
  settleRefund(id: string, status: 'succeeded' | 'failed'): StripeRefund {
    const refund = this.refunds.get(id);
    if (!refund) throw missing('refund', id);
    refund.status = status;
    if (status === 'failed') refund.failure_reason = 'expired_or_canceled_card';
    this.tell(status === 'failed' ? 'refund.failed' : 'refund.updated', refund);
    return refund;
  }

  charge(intent: Intent): object {
    return {
      id: intent.latest_charge,
      object: 'charge',
      payment_intent: intent.id,
      amount: intent.amount,
      amount_refunded: this.refunded(intent.id),
      currency: intent.currency,
      metadata: intent.metadata,
    };
  }

  dispute(intentId: string, reason = 'fraudulent'): Dispute {
    const intent = this.intent(intentId);
    const dispute: Dispute = {
      id: this.#id('du'),
      object: 'dispute',
      amount: intent.amount_received,
      currency: intent.currency,
      payment_intent: intent.id,
      charge: intent.latest_charge ?? '',
      reason,
      status: 'needs_response',
    };
    this.disputes.set(dispute.id, dispute);
    this.tell('charge.dispute.created', dispute);
    return dispute;
  }

  closeDispute(id: string, status: 'won' | 'lost'): void {
    const dispute = this.disputes.get(id);
    if (!dispute) throw missing('dispute', id);
    dispute.status = status;
    this.tell('charge.dispute.closed', dispute);
  }
}

const missing = (param: string, id: string): StripeFault =>
  new StripeFault(param === 'payment_method' ? 400 : 404, {
    code: 'resource_missing',
    param,
    message: `No such ${param}: '${id}'`,
  });

const unexpected = (intent: Intent, act: string): StripeFault =>
  new StripeFault(400, {
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${act} this PaymentIntent: it is ${intent.status}`,
    payment_intent: JSON.parse(JSON.stringify(intent)) as unknown,
  });

const metadataOf = (params: Params): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
      return key === undefined ? [] : [[key, value]];
    }),
  );

function refuseAmount(amount: number, currency: string): void {
  const whole = ['isk', 'ugx'].includes(currency)
    ? 100
    : ['kwd', 'bhd'].includes(currency)
      ? 10
      : 1;
  if (!Number.isInteger(amount) || amount % whole !== 0)
    throw new StripeFault(400, { code: 'parameter_invalid_integer', param: 'amount' });
  if (currency === 'gbp' && amount < 30)
    throw new StripeFault(400, { code: 'amount_too_small', param: 'amount' });
}

/** The header that Stripe signs a webhook with: https://docs.stripe.com/webhooks#verify-manually */
export function stripeSignature(secret: string, body: string, timestampSeconds: number): string {
  const mac = createHmac('sha256', secret).update(`${timestampSeconds}.${body}`).digest('hex');
  return `t=${timestampSeconds},v1=${mac}`;
}
