import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import type { Money } from '../../core/money.ts';
import type { Context } from '../../platform/context.ts';
import { enabledProvider } from '../payments/index.ts';
import { drivePayment } from './drive-payment.ts';
import { moveOnce } from './move-once.ts';
import { latestPayment, type Payment } from './order.ts';
import { presentOrder } from './present.ts';
import { mustFindOrder, type StoredOrder } from './queries.ts';

/** How a buyer wants to pay. */
export interface PaymentChoice {
  readonly provider: string;
  readonly token?: string | undefined;
  readonly return_url?: string | undefined;
}

/**
 * A new attempt, checked with its provider.
 * @throws provider_not_enabled, payment_token_invalid, amount_not_chargeable
 */
export function newPayment(ctx: Context, choice: PaymentChoice, charged: Money): Payment {
  const provider = enabledProvider(ctx, choice.provider);
  const token = choice.token ?? null;
  if (!provider.accepts(token))
    throw new ShopError('payment_token_invalid', { provider: provider.id });
  if (!provider.charges(charged)) {
    throw new ShopError('amount_not_chargeable', { provider: provider.id, amount: charged });
  }
  return {
    id: newId(ctx, 'payment'),
    provider: provider.id,
    status: 'created',
    amount: charged.amount,
    token,
    returnUrl: choice.return_url ?? null,
    origin: ctx.origin,
    started: false,
    providerRef: null,
    nextAction: null,
    clientSecret: null,
    reason: null,
    createdAtMs: ctx.clock.nowMs(),
  };
}

/** Pays an order again after a decline. @throws order_not_found, invalid_transition, and as `newPayment` */
export async function payOrder(
  ctx: Context,
  { orderId, choice }: { orderId: string; choice: PaymentChoice },
) {
  const { order } = await mustFindOrder(ctx, orderId);
  const total = { amount: order.totals.total, currency: order.currency };
  const payment = newPayment(ctx, choice, total);
  const holdSeconds = enabledProvider(ctx, choice.provider).holdSeconds(ctx.config.holdSeconds);
  const command = {
    type: 'start-payment',
    payment,
    holdExpiresAtMs: payment.createdAtMs + holdSeconds * 1_000,
  } as const;
  const moved = await moveOnce(ctx, { orderId, command });
  return presentOrder(await startLatestPayment(ctx, moved));
}

/**
 * Starts the latest attempt with its provider, if nobody did yet. A provider that is left alone for a
 * while is not asked: the attempt stays as it is, and the queue starts it later.
 */
export async function startLatestPayment(ctx: Context, found: StoredOrder): Promise<StoredOrder> {
  const payment = latestPayment(found.order);
  if (!payment || payment.started || payment.status !== 'created') return found;
  const isNew = ctx.claim?.resumes === undefined;
  try {
    return await drivePayment(ctx, { found, payment, ask: 'start', isNew });
  } catch (error) {
    if (error instanceof ShopError && error.code === 'provider_unavailable') return found;
    throw error;
  }
}
