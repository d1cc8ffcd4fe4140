import { DurableObject } from 'cloudflare:workers';
import { randomText } from '../../core/id.ts';
import type { ProblemCode } from '../../core/error.ts';
import { ShopError } from '../../core/error.ts';
import type { Applied, Statement } from '../../core/statement.ts';
import { findDue, nextDueAt } from '../../db/due.ts';
import { newOutlook } from '../../db/copies.ts';
import { readDatabase } from '../../db/read.ts';
import type { Position } from '../../db/replication.ts';
import { WriteRefused } from '../../db/write-refused.ts';
import { type Command, createWriter, type Verdict, type Writer } from '../../db/writer.ts';
import { catalogOf, type Environment } from './environment.ts';
import { openPrimary } from '../remote-database.ts';
import { openDatabase, opening } from './database.ts';
import { nudgeAll } from './nudges.ts';
import { Purger } from './purger.ts';

/** Properties of an error do not survive a remote call, so a failure is an answer. */
type WriteAnswer<Result> =
  | { readonly result: Result; readonly position: Position | undefined }
  | { readonly refusedBy: string }
  | {
      readonly problem: ProblemCode;
      readonly details: Readonly<Record<string, unknown>>;
      readonly detail: string;
    };

/** Due work is looked for this often while there is some. */
const sweepPauseMs = 2_000;
const sweepSize = 100;
const purgePatienceMs = 10_000;
/** Groups on their way at once: sqld can stop for good beyond six writers, and there may be another writer. */
const inFlightMax = 3;

/**
 * The writer of one database: every write of every isolate meets here and leaves in groups. It also
 * sweeps: since each piece of due work is written through it, it knows when to look.
 */
export class WriterObject extends DurableObject<Environment> {
  readonly #writer: Writer;
  /** Where there is something to purge. */
  readonly #purger: Purger | undefined;
  readonly #outlook = newOutlook();

  constructor(state: DurableObjectState, environment: Environment) {
    super(state, environment);
    const client = openPrimary({
      open: opening(environment.DATABASE_AUTH_TOKEN),
      url: environment.DATABASE_URL,
      outlook: this.#outlook,
      nowMs: () => Date.now(),
    });
    this.#writer = createWriter(client, {
      nowMs: () => Date.now(),
      sleep: (ms) => scheduler.wait(ms),
      random: () => Math.random(),
      inFlightMax,
    });
    const catalog = catalogOf(environment, state.exports);
    this.#purger =
      catalog &&
      new Purger({
        db: readDatabase(client),
        clock: { nowMs: () => Date.now() },
        purged: {
          get: () => state.storage.kv.get<number>('purged'),
          set: (version) => state.storage.kv.put('purged', version),
        },
        purge: (tags) =>
          Promise.race([
            catalog.purge(tags),
            scheduler.wait(purgePatienceMs).then(() => 'no answer in time'),
          ]),
        log: warn,
      });
  }

  async command(command: Command): Promise<WriteAnswer<Verdict>> {
    return await this.#answer(this.#writer.command(command));
  }

  async apply(statement: Statement): Promise<WriteAnswer<Applied>> {
    return await this.#answer(this.#writer.apply(statement));
  }

  async batch(statements: readonly Statement[], key: string): Promise<WriteAnswer<void>> {
    return await this.#answer(this.#writer.batch(statements, key));
  }

  /** Looks for due work soon. The cron trigger calls it too, in case an alarm was lost. */
  async sweepSoon(): Promise<void> {
    await this.#wakeBy(Date.now() + sweepPauseMs);
  }

  /** Moves the alarm forward, never back: an earlier wish stands. */
  async #wakeBy(atMs: number): Promise<void> {
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > atMs) await this.ctx.storage.setAlarm(atMs);
  }

  /** Every writer's changes, also of other runtimes: the cron trigger has the alarm look once a minute. */
  async #purge(): Promise<void> {
    const atMs = await this.#purger?.look();
    if (atMs !== undefined) await this.#wakeBy(atMs);
  }

  override async alarm(): Promise<void> {
    this.ctx.waitUntil(this.#purge());
    const db = readDatabase(openDatabase(this.env.DATABASE_URL, this.env.DATABASE_AUTH_TOKEN));
    let nextAtMs: number | null = Date.now() + sweepPauseMs;
    try {
      const found = await findDue(db, Date.now(), sweepSize);
      await nudgeAll(this.env, found);
      nextAtMs = await nextDueAt(db);
    } catch (error) {
      // The database is away: look again after the pause, as if something were due.
      warn('sweep.failed', { error: String(error) });
    } finally {
      // An alarm that fails six times is dropped: it is always set again before it ends.
      if (nextAtMs !== null) await this.#wakeBy(Math.max(nextAtMs, Date.now() + sweepPauseMs));
    }
  }

  async #answer<Result>(work: Promise<Result>): Promise<WriteAnswer<Result>> {
    try {
      const result = await work;
      this.ctx.waitUntil(this.sweepSoon());
      return { result, position: this.#outlook.position };
    } catch (error) {
      if (error instanceof WriteRefused) return { refusedBy: error.by };
      if (error instanceof ShopError)
        return { problem: error.code, details: error.details, detail: error.message };
      throw error;
    }
  }
}

const warn = (event: string, fields: Record<string, unknown>): void =>
  console.warn(JSON.stringify({ level: 'warn', event, ...fields }));

/** The writer as the rest of the Worker sees it: a stub of the object, and errors again. */
export function remoteWriter(
  namespace: Environment['WRITERS'],
  tell: (position: Position) => void,
): Writer {
  // A fresh stub for each call: one is dead after an exception.
  const stub = () => namespace.get(namespace.idFromName('writer'));
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  return {
    command: (command) => told<Verdict>(() => stub().command(command), tell),
    apply: (statement) => told<Applied>(() => stub().apply(statement), tell),
    batch(statements, key = `batch:${randomText({ random }, 26)}`) {
      return told<void>(() => stub().batch(statements, key), tell);
    },
  };
}

/** Calls the object; one that was restarted under the call is called again, if that does no harm. */
async function told<Result>(
  call: () => Promise<unknown>,
  tell: (position: Position) => void,
): Promise<Result> {
  let answer: WriteAnswer<Result> | undefined;
  for (let left = 2; answer === undefined; left -= 1) {
    try {
      answer = (await call()) as WriteAnswer<Result>;
    } catch (error) {
      if (left <= 1) throw new ShopError('outcome_unknown', { retry_after: 1 }, String(error));
    }
  }
  if ('result' in answer) {
    if (answer.position !== undefined) tell(answer.position);
    return answer.result;
  }
  if ('refusedBy' in answer) throw new WriteRefused(answer.refusedBy);
  throw new ShopError(answer.problem, answer.details, answer.detail);
}
