import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import type { Money } from '../../core/money.ts';
import type { Context } from '../../platform/context.ts';
import { drivePayment, sendRefund } from './drive-payment.ts';
import { lookAtOrder } from './look-at-order.ts';
import { moveOnce } from './move-once.ts';
import { isCapturable, refuseMove } from './moves.ts';
import { capturedPayment, type Fulfillment, isOpen, latestPayment } from './order.ts';
import { presentOrder } from './present.ts';
import { mustFindOrder } from './queries.ts';

/**
 * Cancels an order: its stock comes back, and money that was captured is sent back.
 * @throws order_not_found, invalid_transition; provider_unavailable or outcome_unknown while its payment may
 * still succeed
 */
export async function cancelOrder(ctx: Context, orderId: string) {
  const found = await mustFindOrder(ctx, orderId);
  const { order } = found;
  const payment = latestPayment(order);
  // First make sure that no money can arrive any more; if it just did, it is sent back below.
  if (order.status === 'pending' && payment && isOpen(payment)) {
    await drivePayment(ctx, { found, payment, ask: 'cancel' });
  }
  const command = { type: 'cancel', refundId: newId(ctx, 'refund') } as const;
  await moveOnce(ctx, { orderId, command });
  return await afterRefunds(ctx, orderId);
}

/**
 * Captures a payment: an authorized one, or a transfer that arrived.
 * @throws order_not_found, invalid_transition, provider_unavailable, outcome_unknown
 */
export async function captureOrder(ctx: Context, orderId: string) {
  const found = await mustFindOrder(ctx, orderId);
  const { order } = found;
  const payment = latestPayment(order);
  if (!payment || !isCapturable(payment) || order.status !== 'pending') {
    // A retry after the first capture went through is told the order as it is.
    if (ctx.claim?.resumes === undefined) refuseMove(order, 'captured');
  } else {
    // Claimed with the capture, so that a duplicate waits for this answer; a run that goes on has it.
    const claim = ctx.claim?.resumes === undefined ? ctx.claim : undefined;
    const { order: after } = await drivePayment(ctx, { found, payment, ask: 'capture', claim });
    // The provider did not capture: an authorization may have run out, or been called off.
    if (!capturedPayment(after)) refuseMove(after, 'captured');
  }
  return presentOrder((await lookAtOrder(ctx, orderId)).found ?? found);
}

export interface RefundInput {
  readonly orderId: string;
  readonly amount?: Money | undefined;
  readonly lines?: readonly { line_id: string; quantity: number }[] | undefined;
  readonly restock: boolean;
}

/**
 * Refunds an amount, lines, or all that is left. Decided on the latest state, so that refunds at the
 * same time never come to more than was captured.
 * @throws order_not_found, line_not_found, invalid_transition, refund_exceeds_captured
 */
export async function refundOrder(ctx: Context, input: RefundInput) {
  const { order } = await mustFindOrder(ctx, input.orderId);
  if (input.amount && input.amount.currency !== order.currency) {
    throw new ShopError('invalid_request', {
      errors: [
        { pointer: '/amount/currency', code: 'custom', detail: `must be ${order.currency}` },
      ],
    });
  }
  const command = {
    type: 'refund',
    refundId: newId(ctx, 'refund'),
    amount: input.amount?.amount,
    lines: input.lines?.map(({ line_id: lineId, quantity }) => ({ lineId, quantity })),
    restock: input.restock,
  } as const;
  await moveOnce(ctx, { orderId: input.orderId, command });
  return await afterRefunds(ctx, input.orderId);
}

/** Sends what is pending to the provider now; what it does not answer, the queue tries again. */
async function afterRefunds(ctx: Context, orderId: string) {
  let found = await mustFindOrder(ctx, orderId);
  const unsent = found.order.refunds.filter(
    ({ status, providerRef }) => status === 'pending' && providerRef === undefined,
  );
  for (const refund of unsent) {
    try {
      found = await sendRefund(ctx, { found, refund });
    } catch (error) {
      ctx.log('warn', 'refund.unanswered', { refund: refund.id, error: String(error) });
      await ctx.queue.send({ kind: 'order', id: orderId });
    }
  }
  return presentOrder(found);
}

export interface FulfillInput {
  readonly orderId: string;
  readonly lines?: readonly { line_id: string; quantity: number }[] | undefined;
  readonly tracking?: Fulfillment['tracking'] | undefined;
}

/** Records that goods were sent: the lines named, or all that is left. @throws order_not_found, line_not_found, invalid_transition */
export async function fulfillOrder(ctx: Context, input: FulfillInput) {
  const command = {
    type: 'fulfill',
    fulfillmentId: newId(ctx, 'fulfillment'),
    lines: input.lines?.map(({ line_id: lineId, quantity }) => ({ lineId, quantity })),
    tracking: input.tracking ?? null,
  } as const;
  return presentOrder(await moveOnce(ctx, { orderId: input.orderId, command }));
}
