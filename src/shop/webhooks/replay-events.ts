import { ShopError } from '../../core/error.ts';
import { schedule } from '../../db/due.ts';
import { statement } from '../../db/sql.ts';
import { commit } from '../../db/commit.ts';
import type { Context } from '../../platform/context.ts';
import { firstSeqSince } from '../orders/index.ts';
import { mustFindEndpoint, presentEndpoint } from './queries.ts';

/** A place in the log: a number, or a moment, which means the events from then on or up to then. */
type Place = number | string;

/**
 * Delivers a range of the log again, both ends included, with the same ids as before. It is worked off
 * beside what is new, a bounded number of events at a time. What lies beyond the cursor comes anyway.
 * @throws webhook_endpoint_not_found, replay_running
 */
export async function replayEvents(
  ctx: Context,
  input: { readonly id: string; readonly from: Place; readonly to?: Place | undefined },
) {
  const endpoint = await mustFindEndpoint(ctx, input.id);
  if (endpoint.replayNext !== null)
    throw new ShopError('replay_running', { next: endpoint.replayNext, to: endpoint.replayTo });
  const { from: begin, to: end } = input;
  const from = typeof begin === 'number' ? begin : await firstSeqSince(ctx, Date.parse(begin));
  const wished =
    typeof end === 'string' ? (await firstSeqSince(ctx, Date.parse(end) + 1)) - 1 : end;
  const to = Math.min(wished ?? endpoint.cursor, endpoint.cursor);
  const nowMs = ctx.clock.nowMs();
  const running = from <= to;
  const version = endpoint.version + 1;
  const shown = presentEndpoint({
    ...endpoint,
    ...(running ? { replayNext: from, replayTo: to } : {}),
    version,
    updatedAt: nowMs,
  });
  const statements = [
    statement`UPDATE webhook_endpoints SET version = ${version}, updated_at = ${nowMs},
        replay_next = ${running ? from : null}, replay_to = ${running ? to : null}
      WHERE id = ${input.id} AND replay_next IS NULL AND status <> 'deleted'`,
    ...(endpoint.status === 'active' ? [schedule('webhook', input.id, nowMs)] : []),
  ];
  const answer = await commit(ctx, { statements, answer: shown });
  await ctx.queue.send({ kind: 'webhook', id: input.id });
  return answer;
}
