import type { Statement } from '../core/statement.ts';
import { type ReadDatabase, row } from './read.ts';
import { statement } from './sql.ts';
import type { Writer } from './writer.ts';

/** What is known of an idempotency key. `body` is null while the first request is still running. */
export interface ClaimRecord {
  readonly fingerprint: string;
  readonly ref: string | null;
  readonly status: number | null;
  readonly body: string | null;
  readonly createdAt: number;
}

async function findClaim(db: ReadDatabase, key: string): Promise<ClaimRecord | undefined> {
  return await row<ClaimRecord>(
    db,
    statement`SELECT fingerprint, ref, status, body, created_at AS createdAt FROM commands WHERE key = ${key}`,
  );
}

export interface Answer {
  readonly key: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
}

/** What was answered under each key, for at least 24 hours. */
export interface Answers {
  find(key: string): Promise<ClaimRecord | undefined>;
  /**
   * Stores an answer unless one is stored already, and gives whichever came first. Undefined when the key is
   * another's: of another request, or of a run that this answer (`finishes` false) may not end.
   */
  keep(
    answer: Answer & { readonly finishes: boolean },
    nowMs: number,
  ): Promise<{ status: number; body: string } | undefined>;
}

/** Where every answer is kept that nobody else keeps: found on the primary. */
export const answersInDatabase = (db: ReadDatabase, writer: Writer): Answers => ({
  find: (key) => findClaim(db, key),
  keep: (answer, nowMs) => keepAnswer(writer, answer, nowMs),
});

/** Claims the key and stores the answer, inside the batch that has the effect: a second claim aborts it. */
export const claimWithAnswer = (
  answer: Answer & { readonly ref: string | null },
  nowMs: number,
): Statement =>
  statement`INSERT INTO commands(key, fingerprint, outcome, ref, status, body, created_at)
    VALUES (${answer.key}, ${answer.fingerprint}, 'answered', ${answer.ref}, ${answer.status}, ${answer.body},
      ${nowMs})`;

async function keepAnswer(
  writer: Writer,
  { finishes, ...answer }: Answer & { readonly finishes: boolean },
  nowMs: number,
): Promise<{ status: number; body: string } | undefined> {
  const { rows } = await writer.apply(
    statement`INSERT INTO commands(key, fingerprint, outcome, status, body, created_at)
      VALUES (${answer.key}, ${answer.fingerprint}, 'answered', ${answer.status}, ${answer.body}, ${nowMs})
      ON CONFLICT(key) DO UPDATE SET
        status = coalesce(commands.status, excluded.status), body = coalesce(commands.body, excluded.body)
        WHERE ${finishes} AND commands.fingerprint = excluded.fingerprint
      RETURNING status, body`,
  );
  return rows[0] && { status: Number(rows[0]['status']), body: String(rows[0]['body']) };
}

/** With an hour more than was promised, whatever the clocks say. */
export const answerKeptMs = 25 * 3_600_000;

const pruneSize = 1_000;
const prunesMax = 100;

/** Forgets old verdicts and answers, a bounded number at a time so that no writer waits for it. */
export async function pruneCommands(writer: Writer, nowMs: number): Promise<void> {
  for (let rounds = 0; rounds < prunesMax; rounds += 1) {
    const { rowsAffected } = await writer.apply(
      statement`DELETE FROM commands WHERE key IN
        (SELECT key FROM commands WHERE created_at < ${nowMs - answerKeptMs} ORDER BY created_at LIMIT ${pruneSize})`,
    );
    if (rowsAffected < pruneSize) return;
  }
}
