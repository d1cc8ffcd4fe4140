import type { Client, InStatement, ResultSet } from '@libsql/client';
import { ShopError } from '../core/error.ts';
import type { Applied, SqlValue, Statement } from '../core/statement.ts';
import { statement } from './sql.ts';
import { classify, WriteRefused } from './write-refused.ts';

/** A row for a command view (`<view>.sql`): its trigger decides and does, and leaves its verdict. */
export interface Command {
  readonly view: string;
  /** Names this attempt: a resend with the same key does nothing and reads the first verdict. */
  readonly key: string;
  /** Columns of the view; an array or object arrives there as JSON text. */
  readonly row: Readonly<Record<string, SqlValue | object>>;
}

export interface Verdict {
  readonly outcome: string;
  readonly detail: string | null;
  readonly ref: string | null;
}

/** The only way to write. */
export interface Writer {
  /** One hot command, committed together with whatever else waits; the verdict is its own. */
  command(command: Command): Promise<Verdict>;
  /** One statement that cannot raise (compare-and-set, upsert); committed in the same groups. */
  apply(statement: Statement): Promise<Applied>;
  /** Statements that hold together: all or none. Raises `WriteRefused` when a guard or constraint fails. */
  batch(statements: readonly Statement[]): Promise<readonly Applied[]>;
}

/** What the writer needs of a libSQL client. It alone holds one that writes. */
export type WriteClient = Pick<Client, 'batch'>;

interface WriterTools {
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  /**
   * Lets everything that is ready to run go first. A file's driver blocks the thread while it commits,
   * so without this nobody could join the next group. Left out where commits are waited for.
   */
  readonly yieldTurn?: () => Promise<void>;
}

/** A group larger than this gains nothing and makes its first caller wait. */
const groupMax = 128;
/** sqld refuses bound values above 5 MB; a group's arguments stay well below. */
const groupBytesMax = 1_000_000;
/** Beyond this many the wait exceeds what a request may take: callers are told to come back. */
const queueMax = 4_096;
/** No request lasts longer than 10 s; a write that waited this long has no one left to answer. */
const deadlineMs = 8_000;

type Work =
  | { readonly command: Command; readonly text: string }
  | { readonly apply: Statement }
  | { readonly batch: readonly Statement[] };

interface Waiting {
  readonly work: Work;
  readonly bytes: number;
  readonly enqueuedMs: number;
  readonly settle: (result: WorkResult) => void;
  readonly fail: (error: unknown) => void;
}

type WorkResult = Verdict | Applied | readonly Applied[];

/**
 * Group commit: one batch is in flight, and what arrives meanwhile leaves as the next one. Several
 * writers on one database stay correct, since every condition is checked inside the transaction.
 */
export function createWriter(client: WriteClient, tools: WriterTools): Writer {
  const queue: Waiting[] = [];
  let inFlight = false;

  function enqueue<Result extends WorkResult>(work: Work, bytes: number): Promise<Result> {
    if (queue.length >= queueMax)
      return Promise.reject(new ShopError('overloaded', { retry_after: 1 }));
    return new Promise<Result>((resolve, reject) => {
      const settle = (result: WorkResult) => resolve(result as Result);
      queue.push({ work, bytes, enqueuedMs: tools.nowMs(), settle, fail: reject });
      if (!inFlight) void drain();
    });
  }

  async function drain(): Promise<void> {
    inFlight = true;
    // Callers of this very turn join the first group; a lone command still leaves at once.
    await Promise.resolve();
    while (queue.length > 0) {
      await tools.yieldTurn?.();
      const group = takeGroup(queue).filter(isWanted);
      if (group.length === 0) continue;
      try {
        await commit(group);
      } catch (error) {
        // Whatever goes wrong with one group, the writer goes on: it is the only one there is.
        for (const waiting of group) waiting.fail(error);
      }
    }
    inFlight = false;
  }

  /** What waited past its deadline has no one left to answer, and never ran. */
  function isWanted(waiting: Waiting): boolean {
    if (tools.nowMs() - waiting.enqueuedMs <= deadlineMs) return true;
    waiting.fail(new ShopError('overloaded', { retry_after: 1 }));
    return false;
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const statements = plan(group.map((waiting) => waiting.work));
    const replaySafe = group.every((waiting) => !('batch' in waiting.work));
    for (let attempt = 1; ; attempt += 1) {
      try {
        const results = await client.batch(statements.map(toClient), 'write');
        deliver(group, results);
        return;
      } catch (error) {
        const failure = classify(error);
        const tooLate = tools.nowMs() - (group[0]?.enqueuedMs ?? 0) > deadlineMs;
        if (failure.kind === 'refused' || failure.kind === 'invalid') {
          await isolate(group, failure.kind === 'refused' ? new WriteRefused(failure.by) : error);
          return;
        }
        if (tooLate || (failure.kind === 'unknown' && !replaySafe)) {
          const code = failure.kind === 'busy' ? 'overloaded' : 'outcome_unknown';
          for (const waiting of group)
            waiting.fail(new ShopError(code, { retry_after: 1 }, String(error)));
          return;
        }
        await tools.sleep(Math.min(2 ** attempt, 250) * (0.5 + tools.random()));
      }
    }
  }

  /** One bad command must not fail its neighbors: each is tried alone. */
  async function isolate(group: readonly Waiting[], error: unknown): Promise<void> {
    if (group.length === 1) group[0]?.fail(error);
    else for (const waiting of group) await commit([waiting]);
  }

  return {
    command(command) {
      const text = JSON.stringify({ ...command.row, key: command.key });
      return enqueue<Verdict>({ command, text }, text.length);
    },
    apply: (one) => enqueue<Applied>({ apply: one }, sizeOf(one)),
    batch: (many) => enqueue<readonly Applied[]>({ batch: many }, 0),
  };
}

function takeGroup(queue: Waiting[]): Waiting[] {
  // A batch may abort, so it has a transaction of its own.
  if (queue[0] && 'batch' in queue[0].work) return queue.splice(0, 1);
  let count = 0;
  for (let bytes = 0; count < Math.min(queue.length, groupMax); count += 1) {
    const next = queue[count];
    if (!next || 'batch' in next.work) break;
    bytes += next.bytes;
    if (count > 0 && bytes > groupBytesMax) break;
  }
  return queue.splice(0, count);
}

/** The statements of a group: neighbors for one view share an INSERT; one SELECT reads all verdicts. */
function plan(works: readonly Work[]): Statement[] {
  const statements: Statement[] = [];
  const keys: string[] = [];
  let run: Extract<Work, { command: Command }>[] = [];
  const endRun = () => {
    if (run.length > 0) statements.push(insertInto(run));
    run = [];
  };
  for (const work of works) {
    if ('command' in work) {
      if (run[0] && run[0].command.view !== work.command.view) endRun();
      run.push(work);
      keys.push(work.command.key);
    } else {
      endRun();
      statements.push(...('apply' in work ? [work.apply] : work.batch));
    }
  }
  endRun();
  if (keys.length > 0) {
    statements.push(
      statement`SELECT key, outcome, detail, ref FROM commands WHERE key IN (SELECT value FROM json_each(${keys}))`,
    );
  }
  return statements;
}

/** The commands of a run are one argument; the columns of the first are those of all. */
function insertInto(run: readonly Extract<Work, { command: Command }>[]): Statement {
  const { view = '', row = {} } = run[0]?.command ?? {};
  const columns = ['key', ...Object.keys(row)];
  const picked = columns.map((column) => `c.value->>'${column}'`).join(', ');
  return {
    sql: `INSERT INTO ${view}(${columns.join(', ')}) SELECT ${picked} FROM json_each(?) c ORDER BY c.key`,
    args: [`[${run.map(({ text }) => text).join(',')}]`],
  };
}

function deliver(group: readonly Waiting[], results: readonly ResultSet[]): void {
  const verdicts = new Map<string, Verdict>();
  for (const found of toApplied(results.at(-1)).rows)
    verdicts.set(String(found['key']), toVerdict(found));
  let at = 0;
  let view: string | undefined;
  for (const { work, settle, fail } of group) {
    if ('command' in work) {
      if (view !== work.command.view) at += 1;
      view = work.command.view;
      const verdict = verdicts.get(work.command.key);
      if (verdict) settle(verdict);
      else fail(new Error(`${work.command.view} left no verdict`));
      continue;
    }
    view = undefined;
    const count = 'apply' in work ? 1 : work.batch.length;
    const applied = results.slice(at, at + count).map(toApplied);
    at += count;
    settle('apply' in work ? (applied[0] ?? { rowsAffected: 0, rows: [] }) : applied);
  }
}

const toVerdict = (found: Applied['rows'][number]): Verdict => ({
  outcome: String(found['outcome']),
  detail: found['detail'] === null ? null : String(found['detail']),
  ref: found['ref'] === null ? null : String(found['ref']),
});

function toApplied(result: ResultSet | undefined): Applied {
  if (!result) return { rowsAffected: 0, rows: [] };
  const rows = result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column, index) => [column, row[index] as SqlValue])),
  );
  return { rowsAffected: result.rowsAffected, rows };
}

const toClient = (one: Statement): InStatement => ({ sql: one.sql, args: [...one.args] });

const sizeOf = (one: Statement): number =>
  one.args.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
