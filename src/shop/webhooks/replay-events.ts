import { ShopError } from '../../core/error.ts';
import { commit } from '../../db/commit.ts';
import { schedule } from '../../db/due.ts';
import { inWords } from '../../db/precondition.ts';
import { requireChange, statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { firstSeqSince } from '../orders/index.ts';
import { type EndpointRow, mustFindEndpoint, presentEndpoint, refusals } from './queries.ts';

/** A place in the log: a number, or a moment, which means the events from then on or up to then. */
type Place = number | string;

/**
 * Delivers a range of the log again, both ends included, with the same ids as before. It is worked off
 * beside what is new, a bounded number of events at a time. What lies beyond the cursor comes anyway.
 * @throws webhook_endpoint_not_found, replay_running, version_conflict
 */
export async function replayEvents(
  ctx: Context,
  input: { readonly id: string; readonly from: Place; readonly to?: Place | undefined },
) {
  const endpoint = await mustFindEndpoint(ctx, input.id);
  refuseSecond(endpoint);
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
      WHERE id = ${input.id} AND version = ${endpoint.version} AND status <> 'deleted'`,
    requireChange('version'),
    ...(endpoint.status === 'active' ? [schedule('webhook', input.id, nowMs)] : []),
  ];
  const answer = await inWords(commit(ctx, { statements, answer: shown }), {
    'guard:version': async () => {
      // Most likely by another replay: that is what its caller can make something of.
      refuseSecond(await mustFindEndpoint(ctx, input.id));
      return await refusals(ctx, input.id)['guard:version']();
    },
  });
  await ctx.queue.send({ kind: 'webhook', id: input.id });
  return answer;
}

function refuseSecond({ replayNext: next, replayTo: to }: EndpointRow): void {
  if (next !== null) throw new ShopError('replay_running', { next, to });
}
