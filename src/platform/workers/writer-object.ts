import { DurableObject } from 'cloudflare:workers';
import { randomText } from '../../core/id.ts';
import type { ProblemCode } from '../../core/error.ts';
import { ShopError } from '../../core/error.ts';
import type { Applied, Statement } from '../../core/statement.ts';
import { findDue, nextDueAt } from '../../db/due.ts';
import { newOutlook } from '../../db/copies.ts';
import type { Progress } from '../../db/progress.ts';
import type { ReadDatabase } from '../../db/read.ts';
import { WriteRefused } from '../../db/write-refused.ts';
import { type Command, createWriter, type Verdict, type Writer } from '../../db/writer.ts';
import { catalogOf, type Environment } from './environment.ts';
import { openPrimary } from '../remote-database.ts';
import { idName } from '../shops.ts';
import { keptStreams } from '../streams.ts';
import { opening } from './database.ts';
import { directoryOf } from './directory.ts';
import { nudgeAll } from './nudges.ts';
import { shopIn, writerName } from './object-names.ts';
import { Purger } from './purger.ts';

/** Properties of an error do not survive a remote call, so a failure is an answer. */
type WriteAnswer<Result> =
  | { readonly result: Result; readonly progress: Progress | undefined }
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

interface Tools {
  readonly writer: Writer;
  readonly db: ReadDatabase;
  /** Where there is something to purge. */
  readonly purger: Purger | undefined;
}

/**
 * The writer of one database: every write of every isolate meets here and leaves in groups. It also
 * sweeps: since each piece of due work is written through it, it knows when to look.
 */
export class WriterObject extends DurableObject<Environment> {
  readonly #shop = shopIn(this.ctx.id.name);
  readonly #outlook = newOutlook();
  readonly #streams = keptStreams({ each: inFlightMax, all: inFlightMax }, () => Date.now());
  #tools: Tools | undefined;

  /** The writer, once it is known where the database of this shop is. */
  async #ready(): Promise<Tools> {
    return (this.#tools ??= this.#open(await this.#databaseUrl()));
  }

  /** @throws shop_paused in the writer of a place that the shop has left */
  async #databaseUrl(): Promise<string> {
    const directory = directoryOf(this.env);
    if (this.#shop === undefined || !directory) return this.env.DATABASE_URL;
    const shop = await directory.named(idName(this.#shop));
    if (shop && writerName(shop) === this.ctx.id.name) return shop.databaseUrl;
    throw new ShopError('shop_paused', { retry_after: 5 }, `${this.ctx.id.name} writes no more`);
  }

  #open(url: string): Tools {
    const { db, writing } = openPrimary({
      open: opening(this.env.DATABASE_AUTH_TOKEN, this.#streams),
      url,
      outlook: this.#outlook,
      nowMs: () => Date.now(),
    });
    const writer = createWriter(writing, {
      nowMs: () => Date.now(),
      sleep: (ms) => scheduler.wait(ms),
      random: () => Math.random(),
      inFlightMax,
    });
    const { storage } = this.ctx;
    const catalog = catalogOf(this.env, this.ctx.exports);
    const purger =
      catalog &&
      new Purger({
        db,
        clock: { nowMs: () => Date.now() },
        purged: {
          get: () => storage.kv.get<number>('purged'),
          set: (version) => storage.kv.put('purged', version),
        },
        purge: (tags) =>
          Promise.race([
            catalog.purge(tags),
            scheduler.wait(purgePatienceMs).then(() => 'no answer in time'),
          ]),
        log: warn,
      });
    return { writer, db, purger };
  }

  async command(command: Command): Promise<WriteAnswer<Verdict>> {
    return await this.#answer(({ writer }) => writer.command(command));
  }

  async apply(statement: Statement): Promise<WriteAnswer<Applied>> {
    return await this.#answer(({ writer }) => writer.apply(statement));
  }

  async batch(statements: readonly Statement[], key: string): Promise<WriteAnswer<void>> {
    return await this.#answer(({ writer }) => writer.batch(statements, key));
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
  async #purge({ purger }: Tools): Promise<void> {
    const atMs = await purger?.look();
    if (atMs !== undefined) await this.#wakeBy(atMs);
  }

  override async alarm(): Promise<void> {
    let nextAtMs: number | null = Date.now() + sweepPauseMs;
    try {
      await this.#databaseUrl();
      const tools = await this.#ready();
      this.ctx.waitUntil(this.#purge(tools));
      const found = await findDue(tools.db, Date.now(), sweepSize);
      await nudgeAll(this.env, found, this.#shop);
      nextAtMs = await nextDueAt(tools.db);
    } catch (error) {
      if (error instanceof ShopError && error.code === 'shop_paused') {
        // Nothing is due here any more. Who still writes here is refused by the database that was left.
        nextAtMs = null;
        await this.ctx.storage.deleteAll();
        return;
      }
      // The database is away: look again after the pause, as if something were due.
      warn('sweep.failed', { error: String(error) });
    } finally {
      // An alarm that fails six times is dropped: it is always set again before it ends.
      if (nextAtMs !== null) await this.#wakeBy(Math.max(nextAtMs, Date.now() + sweepPauseMs));
    }
  }

  async #answer<Result>(work: (tools: Tools) => Promise<Result>): Promise<WriteAnswer<Result>> {
    try {
      const result = await work(await this.#ready());
      this.ctx.waitUntil(this.sweepSoon());
      return { result, progress: this.#outlook.progress };
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
  stub: () => DurableObjectStub<WriterObject>,
  tell: (progress: Progress) => void,
): Writer {
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
  tell: (progress: Progress) => void,
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
    if (answer.progress) tell(answer.progress);
    return answer.result;
  }
  if ('refusedBy' in answer) throw new WriteRefused(answer.refusedBy);
  throw new ShopError(answer.problem, answer.details, answer.detail);
}
