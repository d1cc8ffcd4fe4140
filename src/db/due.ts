import { type Message, patientKind, type WorkKind } from '../core/message.ts';
import type { Statement } from '../core/statement.ts';
import type { ReadDatabase } from './read.ts';
import { rows } from './read.ts';
import { statement } from './sql.ts';
import type { Writer } from './writer.ts';

/** A dead process's lease ends within this, so its work goes on elsewhere. */
const leaseMs = 15_000;
/** After this many failures (nine hours of back-off) a person has to look. */
const attemptsMax = 20;

/** Puts work on the list, or moves it; whatever failed before is forgotten. */
export const schedule = (kind: WorkKind, id: string, atMs: number): Statement =>
  statement`INSERT INTO due(kind, id, at) VALUES (${kind}, ${id}, ${atMs})
    ON CONFLICT(kind, id) DO UPDATE SET at = excluded.at, attempts = 0, dead_at = NULL`;

/**
 * Work that is due now and nobody holds, the oldest first; and what waits for strangers, of which there is
 * little, whatever else is due.
 */
export async function findDue(db: ReadDatabase, nowMs: number, limit: number): Promise<Message[]> {
  // The plus signs keep the second from the index of times, which has everything else that is due.
  return await rows<Message>(
    db,
    statement`SELECT kind, id FROM (
        SELECT kind, id FROM due WHERE kind <> ${patientKind}
          AND dead_at IS NULL AND at <= ${nowMs} AND lease_until <= ${nowMs} ORDER BY at LIMIT ${limit})
      UNION ALL SELECT kind, id FROM (
        SELECT kind, id FROM due WHERE kind = ${patientKind}
          AND +dead_at IS NULL AND +at <= ${nowMs} AND lease_until <= ${nowMs} LIMIT ${limit})`,
  );
}

export interface Lease extends Message {
  readonly attempts: number;
  /** When it was due: work that was scheduled anew meanwhile is other work. */
  readonly at: number;
  /** The end of the lease, which also names it: only its holder ends the work. */
  readonly until: number;
}

/** Takes the work if it is due and free; undefined when somebody else has it or there is nothing to do. */
export async function takeLease(
  writer: Writer,
  { kind, id }: Message,
  { nowMs, fraction }: { nowMs: number; fraction: number },
): Promise<Lease | undefined> {
  // The fraction makes it this holder's own, so that a resend whose first answer was lost knows it again.
  const until = nowMs + leaseMs + fraction;
  const { rows: taken } = await writer.apply(
    statement`UPDATE due SET lease_until = ${until}, attempts = attempts + 1
      WHERE kind = ${kind} AND id = ${id} AND dead_at IS NULL AND at <= ${nowMs}
        AND (lease_until <= ${nowMs} OR lease_until = ${until})
      RETURNING attempts, at`,
  );
  return (
    taken[0] && {
      kind,
      id,
      attempts: Number(taken[0]['attempts']),
      at: Number(taken[0]['at']),
      until,
    }
  );
}

/** Gives the lease back; `done` removes the work, unless it was scheduled anew meanwhile. */
export async function endLease(writer: Writer, lease: Lease, done: boolean): Promise<void> {
  const { kind, id, until, at } = lease;
  if (done) {
    const { rowsAffected } = await writer.apply(
      statement`DELETE FROM due
        WHERE kind = ${kind} AND id = ${id} AND lease_until = ${until} AND at = ${at}`,
    );
    if (rowsAffected > 0) return;
  }
  await writer.apply(
    statement`UPDATE due SET lease_until = 0
      WHERE kind = ${kind} AND id = ${id} AND lease_until = ${until}`,
  );
}

/** Puts failed work off with exponential back-off, or gives it up. Answers whether it is dead now. */
export async function putOff(
  writer: Writer,
  lease: Lease,
  failure: { error: string; nowMs: number; jitter: number },
): Promise<boolean> {
  const dead = lease.attempts >= attemptsMax;
  const pauseMs = Math.min(2 ** lease.attempts * 1_000, 3_600_000) * (0.75 + failure.jitter / 2);
  await writer.apply(
    statement`UPDATE due SET lease_until = 0, at = ${Math.round(failure.nowMs + pauseMs)},
        last_error = ${failure.error.slice(0, 500)}, dead_at = ${dead ? failure.nowMs : null}
      WHERE kind = ${lease.kind} AND id = ${lease.id} AND lease_until = ${lease.until} AND at = ${lease.at}`,
  );
  await endLease(writer, lease, false);
  return dead;
}

/** When the next work is due that nobody gave up, in epoch milliseconds; null when there is none. */
export async function nextDueAt(db: ReadDatabase): Promise<number | null> {
  const [found] = await rows<{ at: number | null }>(
    db,
    statement`SELECT min(max(at, lease_until)) AS at FROM due WHERE dead_at IS NULL`,
  );
  return found?.at ?? null;
}

/** Work that was given up. */
export interface DeadLetter extends Message {
  readonly attempts: number;
  readonly deadAt: number;
  readonly lastError: string | null;
}

/** Given-up work, the latest first. */
export async function findDead(
  db: ReadDatabase,
  limit: number,
  before: { key: string | number; id: string } | undefined,
): Promise<DeadLetter[]> {
  const beyond = before
    ? statement`AND (dead_at, kind || ':' || id) < (${Number(before.key)}, ${before.id})`
    : statement``;
  return await rows<DeadLetter>(
    db,
    statement`SELECT kind, id, attempts, dead_at AS deadAt, last_error AS lastError FROM due
      WHERE dead_at > 0 ${beyond} ORDER BY dead_at DESC, kind || ':' || id DESC LIMIT ${limit}`,
  );
}

/** Makes given-up work due again, now; false when it is not given up. */
export async function redrive(
  writer: Writer,
  { kind, id }: { kind: string; id: string },
  nowMs: number,
): Promise<boolean> {
  const { rows: revived } = await writer.apply(
    statement`UPDATE due SET dead_at = NULL, at = ${nowMs}, lease_until = 0, attempts = 0
      WHERE kind = ${kind} AND id = ${id} AND dead_at IS NOT NULL RETURNING id`,
  );
  return revived.length > 0;
}
