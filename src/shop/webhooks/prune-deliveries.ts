import type { Statement } from '../../core/statement.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { dayMs } from './retry.ts';

/** How long the log tells of what was delivered. What is dead stays until somebody redrives it. */
const deliveredKeptMs = 30 * dayMs;

const pruneSize = 1_000;
const prunesMax = 50;

/** Forgets old deliveries and what is left of deleted endpoints, a bounded number at a time. */
export async function pruneDeliveries(ctx: Pick<Context, 'writer' | 'clock'>): Promise<void> {
  const before = ctx.clock.nowMs() - deliveredKeptMs;
  await repeatedly(
    ctx,
    statement`DELETE FROM deliveries WHERE (endpoint_id, seq) IN (
      SELECT endpoint_id, seq FROM deliveries WHERE state = 'delivered' AND attempted_at < ${before}
      ORDER BY attempted_at LIMIT ${pruneSize})`,
  );
  await repeatedly(
    ctx,
    statement`DELETE FROM deliveries WHERE (endpoint_id, seq) IN (
      SELECT d.endpoint_id, d.seq FROM webhook_endpoints w JOIN deliveries d ON d.endpoint_id = w.id
      WHERE w.status = 'deleted' LIMIT ${pruneSize})`,
  );
  await ctx.writer.apply(
    statement`DELETE FROM webhook_endpoints WHERE status = 'deleted'
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.endpoint_id = webhook_endpoints.id)`,
  );
}

async function repeatedly(ctx: Pick<Context, 'writer'>, one: Statement): Promise<void> {
  for (let rounds = 0; rounds < prunesMax; rounds += 1) {
    const { rowsAffected } = await ctx.writer.apply(one);
    if (rowsAffected < pruneSize) return;
  }
}
