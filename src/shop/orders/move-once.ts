import type { Context } from '../../platform/context.ts';
import { advanceOrder } from './advance-order.ts';
import type { OrderCommand } from './decide.ts';
import { mustFindOrder, type StoredOrder } from './queries.ts';

/**
 * Moves an order and claims the caller's key with the effect. A run that takes up a claim finds the
 * effect done: deciding on it again would refuse it.
 */
export async function moveOnce(
  ctx: Context,
  move: { orderId: string; command: OrderCommand },
): Promise<StoredOrder> {
  if (ctx.claim?.resumes !== undefined) return await mustFindOrder(ctx, move.orderId);
  return await advanceOrder(ctx, { ...move, claim: ctx.claim });
}
