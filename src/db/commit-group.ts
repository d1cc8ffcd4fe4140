import { ShopError } from '../core/error.ts';
import type { Statement } from '../core/statement.ts';
import { resultsOf, statementsOf, type Work, type WorkResult } from './group.ts';
import { statement, toClient } from './sql.ts';
import { classify, type Failure, WriteRefused } from './write-refused.ts';
import type { WriteClient } from './writer.ts';

/**
 * No request lasts longer than 10 s, and a call of a database that hangs takes 5: a write that has waited
 * this long is not sent (again), since no one would be left to answer.
 */
const deadlineMs = 4_500;

/** A process hears within this that a shop has moved. */
const pausedRetrySeconds = 5;

/** Somebody's write, and where its outcome goes. */
export interface Waiting {
  readonly work: Work | { readonly batch: readonly Statement[]; readonly marker: string };
  readonly bytes: number;
  readonly enqueuedMs: number;
  /** Who asked, in the words of whoever watches. */
  readonly origin?: unknown;
  readonly settle: (result: WorkResult | undefined) => void;
  readonly fail: (error: unknown) => void;
}

type Failed = Failure & { readonly error: unknown };

/** Why a group is sent again. */
export type Again = 'busy' | 'unsent' | 'unknown';

/** What its callers hear when that has not helped. */
const givenUp = {
  busy: 'overloaded',
  unsent: 'database_unavailable',
  unknown: 'outcome_unknown',
} as const;

interface Tools {
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly watch?: { again(reason: Again): void };
}

/**
 * Commits a group and tells each of its callers what became of its own. What may have been lost is sent
 * again until its deadline: everything in it has a key, or does the same when it is done twice.
 */
export function committer(
  client: WriteClient,
  tools: Tools,
): (group: readonly Waiting[]) => Promise<void> {
  return commit;

  async function commit(waiting: readonly Waiting[]): Promise<void> {
    let group = stillWanted(tools.nowMs(), waiting, 'overloaded');
    let unsure = false;
    for (let attempt = 1; group.length > 0; attempt += 1) {
      const failure = await commitOnce(group);
      if (!failure) return;
      if (failure.kind === 'refused' || failure.kind === 'invalid') {
        await isolate(group, failure);
        return;
      }
      if (failure.kind === 'paused') {
        // What was lost before the pause may be in the database nevertheless.
        const code = unsure ? 'outcome_unknown' : 'shop_paused';
        for (const { fail } of group)
          fail(new ShopError(code, { retry_after: pausedRetrySeconds }));
        return;
      }
      unsure ||= failure.kind === 'unknown';
      tools.watch?.again(failure.kind);
      // Busy, unsent: nothing ran. Unknown: it may have, and the same keys find out.
      await tools.sleep(Math.min(2 ** attempt, 250) * (0.5 + tools.random()));
      const code = givenUp[unsure ? 'unknown' : failure.kind];
      group = stillWanted(tools.nowMs(), group, code, String(failure.error));
    }
  }

  async function commitOnce(group: readonly Waiting[]): Promise<Failed | undefined> {
    const [first] = group;
    if (first && 'batch' in first.work) return await commitBatch(first, first.work);
    const works = group.map(({ work }) => work as Work);
    try {
      const results = resultsOf(works, await client.batch(statementsOf(works), 'write'));
      group.forEach(({ settle, fail }, index) => {
        if (results[index]) settle(results[index]);
        else fail(new Error('a command left no verdict'));
      });
      return undefined;
    } catch (error) {
      return { ...classify(error), error };
    }
  }

  async function commitBatch(
    { settle }: Waiting,
    { batch, marker }: Extract<Waiting['work'], { batch: unknown }>,
  ): Promise<Failed | undefined> {
    try {
      await client.batch([markerOf(marker, tools.nowMs()), ...batch.map(toClient)], 'write');
    } catch (error) {
      const failure = classify(error);
      const taken = failure.kind === 'refused' && failure.by === 'unique:commands.key';
      if (!taken) return { ...failure, error };
      // A key is taken: our marker's, if this was committed and the answer was lost, else a caller's.
      const mine = await isThere(client, marker).catch(() => undefined);
      if (mine === undefined) return { kind: 'unknown', error };
      if (!mine) return { ...failure, error };
    }
    settle(undefined);
    return undefined;
  }

  /** One bad command must not fail its neighbors: the group is halved until it stands alone. */
  async function isolate(group: readonly Waiting[], failed: Failed): Promise<void> {
    if (group.length === 1) {
      group[0]?.fail(failed.kind === 'refused' ? new WriteRefused(failed.by) : failed.error);
      return;
    }
    const half = group.length >> 1;
    await commit(group.slice(0, half));
    await commit(group.slice(half));
  }
}

async function isThere(client: WriteClient, marker: string): Promise<boolean> {
  const question = statement`SELECT 1 FROM commands WHERE key = ${marker}`;
  const [found] = await client.batch([toClient(question)], 'write');
  return (found?.rows.length ?? 0) > 0;
}

/** Says that a batch was committed; it is committed with it. */
const markerOf = (key: string, nowMs: number) =>
  toClient(statement`INSERT INTO commands(key, fingerprint, outcome, created_at)
    VALUES (${key}, '', 'done', ${nowMs})`);

/** What waited past its deadline has no one left to answer. */
function stillWanted(
  nowMs: number,
  group: readonly Waiting[],
  code: (typeof givenUp)[Again],
  detail?: string,
): readonly Waiting[] {
  const latestMs = nowMs - deadlineMs;
  return group.filter((waiting) => {
    if (waiting.enqueuedMs >= latestMs) return true;
    waiting.fail(new ShopError(code, { retry_after: 1 }, detail));
    return false;
  });
}
