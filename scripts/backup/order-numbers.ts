import type { Client } from '@libsql/client';
import { Complaint } from '../complaint.ts';

/** Skipped at least: more than all but the largest shops sell between a backup and the end of its life. */
const skippedMin = 10_000;
const weekMs = 7 * 24 * 3_600_000;
/** A sale may be ten times as busy as the week before it. */
const busier = 10;

interface Wish {
  readonly madeAt: string;
  readonly nowMs: number;
  /** The number of the next order, where somebody knows which were given; an estimate if left out. */
  readonly next: number | undefined;
  /** Whether the shop was paused when it was copied: no order came after those that are in it. */
  readonly paused: boolean;
}

/**
 * Has orders of the new life count on beyond all numbers that buyers may have been told since the backup.
 * Answers the number of the next order.
 */
export async function skipOrderNumbers(
  client: Client,
  { madeAt, nowMs, next, paused }: Wish,
): Promise<number> {
  const madeMs = Date.parse(madeAt);
  const { rows } = await client.execute({
    sql: `SELECT coalesce(max(number), 1000) AS last, count(*) FILTER (WHERE created_at > ?) AS week FROM orders`,
    args: [madeMs - weekMs],
  });
  const [last, week] = [Number(rows[0]?.['last']), Number(rows[0]?.['week'])];
  const since = Math.ceil((week * Math.max(nowMs - madeMs, 0)) / weekMs);
  const wanted = next ?? last + 1 + (paused ? 0 : Math.max(skippedMin, busier * since));
  if (wanted <= last)
    throw new Complaint(`--next-order-number must be more than ${last}, which the backup has.`);
  const kept = await client.execute({
    // A backup of a life that was restored itself may know of more.
    sql: `INSERT INTO settings(name, value) VALUES ('last_order_number', ?)
      ON CONFLICT(name) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))
      RETURNING value`,
    args: [String(wanted - 1)],
  });
  return Number(kept.rows[0]?.['value']) + 1;
}
