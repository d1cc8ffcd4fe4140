import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';

/** So far an endpoint may stay behind by events that it does not want. */
const behindMax = 1_000;

/**
 * Moves endpoints on that stayed behind, since events that none wants make none due: what they want next
 * is then near, to be found and to be counted. Also the belt to the trigger that makes them due.
 */
export async function catchUp(ctx: Pick<Context, 'writer' | 'clock'>): Promise<void> {
  await ctx.writer.apply(
    statement`INSERT INTO due(kind, id, at) SELECT 'webhook', id, ${ctx.clock.nowMs()} FROM webhook_endpoints
      WHERE status = 'active' AND cursor < (SELECT max(seq) FROM events) - ${behindMax}
      ON CONFLICT(kind, id) DO NOTHING`,
  );
}
