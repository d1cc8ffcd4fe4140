import { timestamp } from '../../core/text.ts';
import { row, rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { presentEventData } from './present.ts';

/** An event as it leaves the shop: a row of the public log, and the body of a webhook. */
export interface PublicEvent {
  readonly id: string;
  /** The order of commits over the whole shop. */
  readonly seq: number;
  readonly type: string;
  readonly timestamp: string;
  readonly order_id: string;
  readonly version: number;
  readonly data: unknown;
}

interface EventRow {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly data: string;
  readonly at: number;
  readonly currency: string;
}

const columns = statement`SELECT e.id, e.seq, e.type, e.stream, e.version, e.data, e.at,
  coalesce(o.currency, '') AS currency FROM events e LEFT JOIN orders o ON o.id = e.stream`;

const present = (event: EventRow): PublicEvent => ({
  id: event.id,
  seq: event.seq,
  type: event.type,
  timestamp: timestamp(event.at),
  order_id: event.stream,
  version: event.version,
  data: presentEventData(JSON.parse(event.data), event.currency),
});

/** One event, by its place in the log. */
export async function findEvent(ctx: Context, seq: number): Promise<PublicEvent | undefined> {
  const found = await row<EventRow>(ctx.db, statement`${columns} WHERE e.seq = ${seq}`);
  return found && present(found);
}

/**
 * Events of the log in the order of their commits, after `after` and up to `upTo`. Whoever reads on from
 * the last `seq` misses none: one writer at a time gives out the numbers, in the transaction of the event.
 */
export async function readEvents(
  ctx: Context,
  {
    after,
    upTo,
    patterns,
    limit,
  }: { after: number; upTo: number; patterns?: readonly string[] | undefined; limit: number },
): Promise<PublicEvent[]> {
  const wanted = patterns
    ? statement`AND EXISTS (SELECT 1 FROM json_each(${patterns}) p WHERE e.type GLOB p.value)`
    : statement``;
  const found = await rows<EventRow>(
    ctx.db,
    statement`${columns} WHERE e.seq > ${after} AND e.seq <= ${upTo} ${wanted} ORDER BY e.seq LIMIT ${limit}`,
  );
  return found.map(present);
}

/** The number of the latest event; 0 before the first. */
export async function lastSeq(ctx: Context): Promise<number> {
  const found = await row<{ seq: number | null }>(
    ctx.db,
    statement`SELECT max(seq) AS seq FROM events`,
  );
  return found?.seq ?? 0;
}

/**
 * The number of the first event that is not older than `atMs`, or of the one to come. Found by halving,
 * since times rise with the numbers but for clocks that differ a little; no index is kept for it.
 */
export async function firstSeqSince(ctx: Context, atMs: number): Promise<number> {
  let low = 1;
  let high = (await lastSeq(ctx)) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = await row<{ at: number }>(
      ctx.db,
      statement`SELECT at FROM events WHERE seq >= ${middle} ORDER BY seq LIMIT 1`,
    );
    if (found && found.at < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
