import type { InStatement, ResultSet } from '@libsql/client';
import { ShopError } from '../core/error.ts';
import type { Applied, SqlValue, Statement } from '../core/statement.ts';
import { type Again, committer, type Waiting } from './commit-group.ts';
import type { Command, Verdict, WorkResult } from './group.ts';
import { createPace, type Load } from './pace.ts';

export type { Command, Verdict } from './group.ts';
export type { Load } from './pace.ts';

/** The only way to write. */
export interface Writer {
  /** One hot command, committed together with whatever else waits; the verdict is its own. */
  command(command: Command): Promise<Verdict>;
  /** One statement that cannot raise (compare-and-set, upsert); committed in the same groups. */
  apply(statement: Statement): Promise<Applied>;
  /** Statements that hold together: all or none. Raises `WriteRefused` when a guard or constraint fails. */
  batch(statements: readonly Statement[], key?: string): Promise<void>;
  /** What waits here; absent where the writer is elsewhere. */
  load?(): Load;
}

/** What the writer needs of a libSQL client. It alone holds one that writes. */
export interface WriteClient {
  /** All of it or nothing. */
  batch(statements: InStatement[], mode: 'write'): Promise<ResultSet[]>;
}

/** Who watches a writer. */
export interface WriterWatch {
  /** Who asks for a write. */
  origin(): unknown;
  /** Commits the writes of those who asked. */
  commit(origins: readonly unknown[], run: () => Promise<void>): Promise<void>;
  /** A group has to be sent again. */
  again(reason: Again): void;
}

interface WriterTools {
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** Lets everything that is ready to run go first, so that more callers share the next group. */
  readonly yieldTurn?: () => Promise<void>;
  /** How many groups may be on their way at once to a database that is far; one where it is near. */
  readonly inFlightMax?: number;
  readonly watch?: WriterWatch;
}

/** A group larger than this gains nothing and makes its first caller wait. */
const groupMax = 128;
/** sqld refuses bound values above 5 MB; a group's arguments stay well below. */
const groupBytesMax = 1_000_000;
/** What may wait: more would only fill the memory, since nobody waits that long. */
const queueMax = 4_096;
const queueBytesMax = 64_000_000;
/** Who would wait longer than this is told to come back: there is time left to do so within a request. */
const waitMaxMs = 3_000;

/**
 * Group commit: what arrives while a group is on its way leaves as the next one. Every condition is
 * checked inside the transaction, so several writers on one database, or several groups of one writer,
 * stay correct; and everything has a key or does the same twice, so what may have been lost is sent again.
 */
export function createWriter(client: WriteClient, tools: WriterTools): Writer {
  const { watch } = tools;
  const queue: Waiting[] = [];
  const commit = committer(client, tools);
  const pace = createPace({ groupMax, groupBytesMax, inFlightMax: tools.inFlightMax ?? 1 });
  let queuedBytes = 0;
  let leaving = false;
  let inFlight = 0;

  function enqueue<Result>(work: Waiting['work'], bytes: number): Promise<Result> {
    const waitMs = pace.predictMs(queue.length, queuedBytes);
    const full = queue.length >= queueMax || queuedBytes >= queueBytesMax;
    // With nothing waiting before it, it is let in: else one slow commit would be the last one ever.
    if (full || (queue.length > 0 && waitMs > waitMaxMs)) {
      const retry = Math.max(1, Math.ceil(waitMs / 1_000));
      return Promise.reject(new ShopError('overloaded', { retry_after: retry }));
    }
    return new Promise<Result>((resolve, reject) => {
      const settle = (result: WorkResult | undefined) => resolve(result as Result);
      queue.push({
        work,
        bytes,
        enqueuedMs: tools.nowMs(),
        origin: watch?.origin(),
        settle,
        fail: reject,
      });
      queuedBytes += bytes;
      void leave();
    });
  }

  /** Sends groups off while there is something to send and a place for it on the way. */
  async function leave(): Promise<void> {
    if (leaving) return;
    leaving = true;
    // Callers of this very turn join the first group; a lone command still leaves at once.
    await Promise.resolve();
    while (queue.length > 0 && inFlight < pace.inFlightNow()) {
      await tools.yieldTurn?.();
      const group = takeGroup(queue);
      for (const { bytes } of group) queuedBytes -= bytes;
      inFlight += 1;
      void send(group).finally(() => {
        inFlight -= 1;
        void leave();
      });
    }
    leaving = false;
  }

  async function send(group: readonly Waiting[]): Promise<void> {
    const startedMs = tools.nowMs();
    try {
      const origins = watch && group.map(({ origin }) => origin);
      await (origins ? watch.commit(origins, () => commit(group)) : commit(group));
    } catch (error) {
      // Whatever goes wrong with one group, the writer goes on: it is the only one there is.
      for (const waiting of group) waiting.fail(error);
    }
    pace.note(tools.nowMs() - startedMs);
  }

  return {
    command(command) {
      const text = textOf(command);
      return enqueue<Verdict>({ command, text }, text.length);
    },
    apply: (one) => enqueue<Applied>({ apply: one }, sizeOf(one)),
    batch(batch, key = `batch:${Math.floor(tools.random() * 2 ** 52)}:${tools.nowMs()}`) {
      const bytes = batch.reduce((sum, one) => sum + sizeOf(one), 0);
      return enqueue<void>({ batch, marker: key }, bytes);
    },
    load: () => pace.load(queue.length, queuedBytes),
  };
}

/**
 * A command as the one argument of its group has it. What is JSON in it goes as text: SQLite would write a
 * value out again for each column that is picked beside it.
 */
function textOf({ key, row }: Command): string {
  const cells: Record<string, SqlValue> = { key };
  for (const [name, value] of Object.entries(row))
    cells[name] = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  return JSON.stringify(cells);
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

const sizeOf = (one: Statement): number =>
  one.args.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
