import type { Statement } from '../../core/statement.ts';
import { row } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import type { EndpointRow } from './queries.ts';

/** Events looked at in one step, wanted or not: no transaction may grow with the backlog. */
const stepSize = 200;
/** While this many first tries wait, no more are written down: the log keeps the rest. */
const waitingMax = 100;

/**
 * Writes down which of the next events an endpoint is to get, first of the log, then of a replay. The rows
 * come before the cursor moves: after a crash between the two, writing them again changes nothing.
 */
export async function fanOut(ctx: Context, endpoint: EndpointRow): Promise<void> {
  if (await hasEnough(ctx, endpoint.id)) return;
  const upTo = await stepEnd(ctx, endpoint.cursor, null);
  if (upTo !== null) {
    const range = { after: endpoint.cursor, upTo };
    await ctx.writer.apply(wanted(ctx, endpoint.id, range, statement`DO NOTHING`));
    await ctx.writer.apply(
      statement`UPDATE webhook_endpoints SET cursor = max(cursor, ${upTo}) WHERE id = ${endpoint.id}`,
    );
  }
  if (endpoint.replayNext !== null && endpoint.replayTo !== null) await replayStep(ctx, endpoint);
}

async function replayStep(ctx: Context, endpoint: EndpointRow): Promise<void> {
  const after = (endpoint.replayNext ?? 0) - 1;
  const upTo = await stepEnd(ctx, after, endpoint.replayTo);
  if (upTo !== null) {
    const again = statement`DO UPDATE SET state = 'pending', attempts = 0, error = NULL,
      next_try_at = excluded.next_try_at, response_status = NULL, duration_ms = NULL`;
    await ctx.writer.apply(wanted(ctx, endpoint.id, { after, upTo }, again));
  }
  // A replay that was asked for in between has another end, and is left alone.
  const next = upTo !== null && upTo < (endpoint.replayTo ?? 0) ? upTo + 1 : null;
  await ctx.writer.apply(
    statement`UPDATE webhook_endpoints SET replay_next = ${next},
        replay_to = CASE WHEN ${next} IS NOT NULL THEN replay_to END
      WHERE id = ${endpoint.id} AND replay_next = ${endpoint.replayNext} AND replay_to = ${endpoint.replayTo}`,
  );
}

async function hasEnough(ctx: Context, endpointId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    statement`SELECT 1 FROM deliveries WHERE endpoint_id = ${endpointId} AND state = 'pending'
      LIMIT 1 OFFSET ${waitingMax - 1}`,
  );
  return found !== undefined;
}

/** The last of the next events after `after`; null when there are none. */
async function stepEnd(ctx: Context, after: number, last: number | null): Promise<number | null> {
  const found = await row<{ seq: number | null }>(
    ctx.db,
    statement`SELECT max(seq) AS seq FROM (
      SELECT seq FROM events WHERE seq > ${after} AND seq <= ${last ?? Number.MAX_SAFE_INTEGER}
      ORDER BY seq LIMIT ${stepSize})`,
  );
  return found?.seq ?? null;
}

function wanted(
  ctx: Context,
  endpointId: string,
  { after, upTo }: { after: number; upTo: number },
  onConflict: Statement,
): Statement {
  const nowMs = ctx.clock.nowMs();
  return statement`INSERT INTO deliveries
      (endpoint_id, seq, event_id, type, stream, state, attempts, next_try_at, created_at)
    SELECT w.id, e.seq, e.id, e.type, e.stream, 'pending', 0, ${nowMs}, ${nowMs}
    FROM webhook_endpoints w JOIN events e ON e.seq > ${after} AND e.seq <= ${upTo}
    WHERE w.id = ${endpointId}
      AND EXISTS (SELECT 1 FROM json_each(w.events) p WHERE e.type GLOB p.value)
    ON CONFLICT(endpoint_id, seq) ${onConflict}`;
}
