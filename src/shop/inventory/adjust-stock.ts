import { ShopError } from '../../core/error.ts';
import { randomText } from '../../core/id.ts';
import type { Context } from '../../platform/context.ts';
import { findLevel, presentLevel } from './queries.ts';

interface AdjustStock {
  readonly sku: string;
  /** Units to add, or to take when negative. */
  readonly delta: number;
  readonly reason: string;
}

/**
 * Books a stock movement: a level is the sum of its movements.
 * @throws sku_not_found, inventory_below_reserved, amount_out_of_range
 */
export async function adjustStock(ctx: Context, input: AdjustStock) {
  const before = await findLevel(ctx.db, input.sku);
  if (!before) throw new ShopError('sku_not_found', { sku: input.sku });
  const { outcome, detail } = await ctx.writer.command({
    view: 'adjust_stock',
    key: `adjust:${randomText(ctx, 26)}`,
    row: {
      claim_key: ctx.claim?.key ?? null,
      claim_fingerprint: ctx.claim?.fingerprint ?? null,
      variant_id: before.variantId,
      delta: input.delta,
      reason: input.reason,
      at: ctx.clock.nowMs(),
    },
  });
  // A run that goes on from one that died finds it done, and only has to answer.
  const inFlight = outcome === 'claimed' && ctx.claim?.resumes === undefined;
  if (inFlight) throw new ShopError('idempotency_in_flight', { retry_after: 1 });
  if (outcome === 'sku_not_found') throw new ShopError('sku_not_found', { sku: input.sku });
  if (outcome === 'out_of_range') throw new ShopError('amount_out_of_range');
  if (outcome === 'inventory_below_reserved') {
    throw new ShopError('inventory_below_reserved', {
      reserved: Number(detail),
      on_hand: before.onHand,
    });
  }
  const after = await findLevel(ctx.db, input.sku);
  if (!after) throw new ShopError('sku_not_found', { sku: input.sku });
  return presentLevel(after);
}
