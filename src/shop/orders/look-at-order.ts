import { ShopError } from '../../core/error.ts';
import type { Statement } from '../../core/statement.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { advanceOrder } from './advance-order.ts';
import { drivePayment, sendRefund } from './drive-payment.ts';
import { findOrder, type StoredOrder } from './queries.ts';
import { nextLookAfterNothing, nextStep, type Step } from './step.ts';

/** No order needs more steps in a row; stopping here keeps a mistake from spinning. */
const stepsMax = 8;

/**
 * What a nudge means: looks at the order and does whatever is due, step by step. Doing it twice, late
 * or out of turn changes nothing more. Answers the order as it stands then, and whether it moved: then
 * its due work was settled with the move.
 */
export async function lookAtOrder(
  ctx: Context,
  orderId: string,
): Promise<{ readonly found: StoredOrder | undefined; readonly moved: boolean }> {
  let found = await findOrder(ctx, orderId);
  let moved = false;
  for (let steps = 0; found && steps < stepsMax; steps += 1) {
    const nowMs = ctx.clock.nowMs();
    const step = nextStep(found.order, nowMs);
    if (!step) break;
    const next = await unlessPaused(found, take(ctx, found, step));
    // Nothing new from the provider: look again later instead of asking in a circle.
    if (next.version === found.version) {
      const atMs = nextLookAfterNothing(next.order, nowMs);
      if (atMs !== null) await ctx.writer.apply(lookAgain(next, atMs));
      return { found: next, moved: false };
    }
    found = next;
    moved = true;
  }
  return { found, moved };
}

/** Only if nobody has moved the order since: who did has set its time with the move. */
const lookAgain = ({ order, version }: StoredOrder, atMs: number): Statement =>
  statement`INSERT INTO due(kind, id, at)
    SELECT 'order', id, ${atMs} FROM orders WHERE id = ${order.id} AND version = ${version}
    ON CONFLICT(kind, id) DO UPDATE SET at = excluded.at, attempts = 0, dead_at = NULL`;

async function take(ctx: Context, found: StoredOrder, step: Step): Promise<StoredOrder> {
  const { order } = found;
  switch (step.type) {
    case 'start-payment':
      return await drivePayment(ctx, { found, payment: step.payment, ask: 'start' });
    case 'poll-payment':
      return await drivePayment(ctx, { found, payment: step.payment, ask: 'poll' });
    case 'cancel-payment':
      return await drivePayment(ctx, { found, payment: step.payment, ask: 'cancel' });
    case 'send-refund':
    case 'poll-refund':
      return await sendRefund(ctx, { found, refund: step.refund });
    case 'confirm':
    case 'expire':
      return await advanceOrder(ctx, { orderId: order.id, command: { type: step.type } });
  }
}

/** A provider that does not answer is left alone for a while: nobody was asked, and nothing has changed. */
async function unlessPaused(found: StoredOrder, moved: Promise<StoredOrder>): Promise<StoredOrder> {
  try {
    return await moved;
  } catch (error) {
    if (error instanceof ShopError && error.code === 'provider_unavailable') return found;
    throw error;
  }
}
