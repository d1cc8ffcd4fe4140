import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import type { EndpointRow } from './queries.ts';
import { restUntilMs } from './retry.ts';

/** What a round of deliveries came to. */
export interface Round {
  readonly delivered: number;
  /** First tries that failed, which tells more of the receiver than an event that fails for good. */
  readonly failedFirst: number;
  readonly failedAgain: number;
  /** The receiver said that it does not want them any more. */
  readonly gone: boolean;
  /** What the receiver asked for, too busy. */
  readonly retryAfterMs: number;
}

/** After this many failed first tries a success means that the receiver was away and is back. */
const awayFailures = 3;

/**
 * Notes how the receiver stands: well, in trouble and to be left alone for a while, or paused. A paused one
 * keeps its cursor and what failed; whoever makes it active again loses nothing.
 */
export async function noteRound(ctx: Context, endpoint: EndpointRow, round: Round): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  const jitter = (ctx.random.bytes(1)[0] ?? 0) / 256;
  const { id } = endpoint;
  if (round.gone) return await pauseEndpoint(ctx, endpoint, 'gone');
  if (round.delivered > 0) {
    const rest = round.retryAfterMs > 0 ? restUntilMs(1, { ...round, nowMs, jitter }) : 0;
    if (endpoint.failingSince === null && rest === 0) return;
    await ctx.writer.apply(
      statement`UPDATE webhook_endpoints SET failed_first = 0, failing_since = NULL, not_before = ${rest}
        WHERE id = ${id}`,
    );
    if (endpoint.failedFirst >= awayFailures) await bringForward(ctx, id);
    return;
  }
  if (round.failedFirst + round.failedAgain === 0) return;
  const since = endpoint.failingSince ?? nowMs;
  const failures = endpoint.failedFirst + round.failedFirst;
  const rests = round.failedFirst > 0 || round.retryAfterMs > 0;
  const restMs = rests ? restUntilMs(failures, { ...round, nowMs, jitter }) : 0;
  await ctx.writer.apply(
    statement`UPDATE webhook_endpoints SET failed_first = ${failures}, failing_since = ${since},
        not_before = max(not_before, ${restMs}) WHERE id = ${id}`,
  );
}

/** What failed while the receiver was away need not wait for its own time. */
async function bringForward(ctx: Context, id: string): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  await ctx.writer.apply(
    statement`UPDATE deliveries SET next_try_at = ${nowMs}
      WHERE endpoint_id = ${id} AND state = 'retrying' AND next_try_at > ${nowMs}`,
  );
}

/** Pauses an endpoint and says so; nothing is sent to it until somebody makes it active. */
export async function pauseEndpoint(
  ctx: Context,
  endpoint: EndpointRow,
  reason: 'failing' | 'gone',
): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  ctx.log('error', 'webhook.paused', { endpoint: endpoint.id, url: endpoint.url, reason });
  await ctx.writer.apply(
    statement`UPDATE webhook_endpoints SET status = 'paused', paused_reason = ${reason}, paused_at = ${nowMs},
        version = version + 1, updated_at = ${nowMs} WHERE id = ${endpoint.id} AND status = 'active'`,
  );
}
