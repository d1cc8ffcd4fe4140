import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { type Attempt, attemptDelivery } from './attempt-delivery.ts';
import { fanOut } from './fan-out.ts';
import { noteRound, pauseEndpoint, type Round } from './note-round.ts';
import { type DueDelivery, type EndpointRow, findDueDeliveries, findEndpoint } from './queries.ts';
import { failingMaxMs } from './retry.ts';

/** Deliveries to one endpoint at one time: below the six connections that a Worker's invocation may open. */
const lanes = 5;
/** First tries in a round; an endpoint in trouble is only asked whether it is well again. */
const firstMax = 100;
/** No delivery of a round begins later than this: with its time-out the round ends within its lease. */
const beginMs = 3_000;

/**
 * One round for one endpoint: writes down what is new, tries what is due, and says when to look again.
 * Events of one order go one after the other, those of different orders side by side; one that fails has
 * its own times and holds up none. Answers whether there is more to do at once.
 */
export async function deliverEvents(ctx: Context, endpointId: string): Promise<boolean> {
  const endpoint = await findEndpoint(ctx, endpointId);
  const nowMs = ctx.clock.nowMs();
  const active = endpoint?.status === 'active';
  if (active && endpoint.failingSince !== null && nowMs - endpoint.failingSince >= failingMaxMs) {
    await pauseEndpoint(ctx, endpoint, 'failing');
  } else if (active && endpoint.notBefore <= nowMs) {
    await fanOut(ctx, endpoint);
    const due = await findDueDeliveries(ctx, endpointId, {
      firstMax: endpoint.failedFirst > 0 ? lanes : firstMax,
      retriesMax: lanes,
    });
    await noteRound(ctx, endpoint, await tryAll(ctx, endpoint, due));
  }
  return await planNextRound(ctx, endpointId);
}

async function tryAll(
  ctx: Context,
  endpoint: EndpointRow,
  { first, retries }: { first: readonly DueDelivery[]; retries: readonly DueDelivery[] },
): Promise<Round> {
  const untilMs = ctx.clock.nowMs() + beginMs;
  const round = { delivered: 0, failedFirst: 0, failedAgain: 0, gone: false, retryAfterMs: 0 };
  const queues = inOrder(first, retries);
  const note = (delivery: DueDelivery, attempt: Attempt) => {
    if (attempt.delivered) round.delivered += 1;
    else if (delivery.attempts === 0) round.failedFirst += 1;
    else round.failedAgain += 1;
    if (attempt.status === 410) round.gone = true;
    if (attempt.status === 429 || attempt.status === 503)
      round.retryAfterMs = Math.max(round.retryAfterMs, attempt.retryAfterMs ?? 0);
  };
  // When nothing gets through, the rest is not spent on a receiver that is away.
  const isOver = () =>
    round.gone ||
    ctx.clock.nowMs() >= untilMs ||
    (round.delivered === 0 && round.failedFirst >= lanes);
  const lane = async (at: number) => {
    for (let next = queues.take(at); next && !isOver(); next = queues.take(at)) {
      for (const delivery of next) {
        if (isOver()) return;
        note(delivery, await attemptDelivery(ctx, endpoint, delivery));
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, at) => lane(at)));
  return round;
}

/** Deliveries by order, each order's in sequence. The first lane begins with what failed before. */
function inOrder(first: readonly DueDelivery[], retries: readonly DueDelivery[]) {
  const all = [...first, ...retries].toSorted((a, b) => a.seq - b.seq);
  const groups = [...Map.groupBy(all, ({ stream }) => stream).values()];
  const isNew = (group: readonly DueDelivery[]) => group.some(({ attempts }) => attempts === 0);
  const fresh = groups.filter(isNew);
  const again = groups.filter((group) => !isNew(group));
  return {
    take: (lane: number): readonly DueDelivery[] | undefined =>
      lane === 0 ? (again.shift() ?? fresh.shift()) : (fresh.shift() ?? again.shift()),
  };
}

const forever = Number.MAX_SAFE_INTEGER;

/**
 * Says when the endpoint is looked at next, or that nothing is left to look at. Each statement judges the
 * state it finds, so an event that was appended a moment ago is not lost between the two.
 */
async function planNextRound(ctx: Context, id: string): Promise<boolean> {
  const nowMs = ctx.clock.nowMs();
  const open = statement`FROM webhook_endpoints w WHERE w.id = ${id} AND w.status = 'active' AND (
    w.replay_next IS NOT NULL OR EXISTS (SELECT 1 FROM events WHERE seq > w.cursor)
    OR EXISTS (SELECT 1 FROM deliveries WHERE endpoint_id = w.id AND state IN ('pending', 'retrying')))`;
  const { rowsAffected } = await ctx.writer.apply(
    statement`DELETE FROM due WHERE kind = 'webhook' AND id = ${id} AND NOT EXISTS (SELECT 1 ${open})`,
  );
  if (rowsAffected > 0) return false;
  const { rows: planned } = await ctx.writer.apply(
    statement`UPDATE due SET attempts = 0, at = coalesce((
        SELECT max(w.not_before, CASE
          WHEN w.replay_next IS NOT NULL OR EXISTS (SELECT 1 FROM events WHERE seq > w.cursor)
            OR EXISTS (SELECT 1 FROM deliveries WHERE endpoint_id = w.id AND state = 'pending') THEN ${nowMs}
          ELSE min(coalesce(w.failing_since + ${failingMaxMs}, ${forever}), coalesce((
            SELECT min(next_try_at) FROM deliveries WHERE endpoint_id = w.id AND state = 'retrying'), ${nowMs}))
        END) FROM webhook_endpoints w WHERE w.id = ${id}), ${nowMs})
      WHERE kind = 'webhook' AND id = ${id} RETURNING at`,
  );
  return planned[0] !== undefined && Number(planned[0]['at']) <= nowMs;
}

/** Makes a dead delivery due again, with all its attempts before it. */
export async function redriveDelivery(ctx: Context, letter: string): Promise<void> {
  const [endpointId = '', seq] = letter.split(':');
  const nowMs = ctx.clock.nowMs();
  await ctx.writer.apply(
    statement`UPDATE deliveries SET state = 'pending', attempts = 0, next_try_at = ${nowMs}
      WHERE endpoint_id = ${endpointId} AND seq = ${Number(seq)} AND state = 'dead'`,
  );
  await makeDue(ctx, endpointId);
}

/** An endpoint that is paused is made due when it becomes active. */
async function makeDue(ctx: Context, id: string): Promise<void> {
  await ctx.writer.apply(
    statement`INSERT INTO due(kind, id, at) SELECT 'webhook', id, ${ctx.clock.nowMs()} FROM webhook_endpoints
      WHERE id = ${id} AND status = 'active'
      ON CONFLICT(kind, id) DO UPDATE SET at = min(at, excluded.at), dead_at = NULL`,
  );
  await ctx.queue.send({ kind: 'webhook', id });
}
