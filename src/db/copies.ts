import { type Progress, reaches } from './progress.ts';
import type { ReadDatabase } from './read.ts';
import { statement } from './sql.ts';

/** A database and the copies of it, by what a read can be content with. */
export interface Copies {
  /** The nearest that is well: may be a little old. */
  readonly near: ReadDatabase;
  /** One that has come at least so far: the near copy if it is there soon, else the primary. */
  at(least: Progress): ReadDatabase;
  /** The primary; while that is away the near copy, if it has come so far. For reads that bind nothing. */
  surviving(least?: Progress): ReadDatabase;
  /** How far the database has come, as far as is known: nobody was shown more. Undefined where none tells. */
  progress(): Progress | undefined;
  /** Since when the near copy has lacked something that the primary has; undefined while it lacks nothing. */
  owedSinceMs?(): number | undefined;
  /** Whether what is read now may be older than it should be. */
  primaryIsAway(): boolean;
}

/** What a process knows of its databases: plain data, which a Worker keeps from request to request. */
export interface Outlook {
  progress: Progress | undefined;
  /** What the near copy should have by some time. */
  owed: { readonly progress: Progress; readonly sinceMs: number } | undefined;
  /** When the primary was last asked how it is, and whether it answered. */
  askedAtMs: number;
  away: boolean;
  /** Until when the near copy is left alone. */
  restUntilMs: number;
}

export const newOutlook = (): Outlook => ({
  progress: undefined,
  owed: undefined,
  askedAtMs: -Infinity,
  away: false,
  restUntilMs: -Infinity,
});

/** A copy that is this far behind is no longer near enough. */
const lagMaxMs = 5_000;
/** A copy that failed or lags is not asked again for this long. */
const restMs = 1_000;
/** The primary is asked how it is this often, by the way, while anything is read at all. */
const askPauseMs = 2_000;

/** The primary was heard of: a write, or a read that went there. */
export function heardOfPrimary(outlook: Outlook, progress: Progress, nowMs: number): void {
  outlook.away = false;
  outlook.askedAtMs = nowMs;
  // Of answers that cross the one with more counts. Another epoch is a restored database.
  const { progress: known, owed } = outlook;
  const older = known?.epoch === progress.epoch && progress.writes < known.writes;
  if (!older) outlook.progress = progress;
  if (owed?.progress.epoch !== progress.epoch) outlook.owed = { progress, sinceMs: nowMs };
}

/** The primary did not answer: whoever can do with a copy is spared the same. */
export function primaryFailed(outlook: Outlook, nowMs: number): void {
  outlook.away = true;
  outlook.askedAtMs = nowMs;
}

/** The near copy answered, and how far it had come: so far the primary has come, too. */
export function heardOfCopy(outlook: Outlook, progress: Progress): void {
  const { progress: known, owed } = outlook;
  if (!known || (known.epoch === progress.epoch && progress.writes > known.writes))
    outlook.progress = progress;
  if (owed && reaches(progress, owed.progress)) outlook.owed = undefined;
}

interface Parts {
  readonly primary: ReadDatabase;
  /** The near copy with a short deadline; undefined where there is none. */
  readonly copy: ReadDatabase | undefined;
  /** The near copy once it has come so far, within a short deadline. */
  readonly copyAt: (least: Progress) => ReadDatabase;
  /** The primary with a short deadline. */
  readonly probe: ReadDatabase;
  readonly outlook: Outlook;
  readonly nowMs: () => number;
  readonly background: (work: Promise<unknown>) => void;
  readonly log: (level: 'warn', event: string, fields: Record<string, unknown>) => void;
}

/** The copies of a database that has none: it is its own. */
export const onlyCopy = (primary: ReadDatabase, outlook?: Outlook): Copies => ({
  near: primary,
  at: () => primary,
  surviving: () => primary,
  progress: () => outlook?.progress,
  primaryIsAway: () => false,
});

/** Sends each read where it belongs, and elsewhere when that is slow, behind or down. */
export function routeReads(parts: Parts): Copies {
  const { primary, copy, outlook, nowMs } = parts;
  if (!copy) return onlyCopy(primary, outlook);

  function lookAfterPrimary(): void {
    if (nowMs() - outlook.askedAtMs < askPauseMs) return;
    outlook.askedAtMs = nowMs();
    parts.background(askPrimary(parts));
  }

  const near: ReadDatabase = {
    async ask(statements) {
      lookAfterPrimary();
      const resting = nowMs() < outlook.restUntilMs && !outlook.away;
      if (resting) return await primary.ask(statements);
      try {
        const found = await copy.ask(statements);
        const { owed } = outlook;
        const behind = owed !== undefined && nowMs() - owed.sinceMs > lagMaxMs;
        // Old rows are better than none.
        if (!behind || outlook.away) return found;
        throw new Error(`the near copy is behind write ${owed.progress.writes}`);
      } catch (error) {
        outlook.restUntilMs = nowMs() + restMs;
        parts.log('warn', 'replica.left_alone', { error: String(error) });
        // Nobody is left who could answer: waiting for the primary, too, helps nobody.
        if (outlook.away) throw error;
        return await primary.ask(statements);
      }
    },
  };
  const surviving = (least?: Progress): ReadDatabase => {
    const remaining = least === undefined ? copy : parts.copyAt(least);
    return {
      async ask(statements) {
        lookAfterPrimary();
        if (outlook.away) return await remaining.ask(statements);
        return await primary.ask(statements).catch(async (error: unknown) => {
          const found = await remaining.ask(statements).catch(() => undefined);
          if (!found) throw error;
          outlook.away = true;
          return found;
        });
      },
    };
  };
  return {
    near,
    surviving,
    at: (least) => ({
      ask: (statements) =>
        nowMs() < outlook.restUntilMs
          ? primary.ask(statements)
          : parts
              .copyAt(least)
              .ask(statements)
              .catch(() => primary.ask(statements)),
    }),
    progress: () => outlook.progress,
    owedSinceMs: () => outlook.owed?.sinceMs,
    primaryIsAway: () => outlook.away,
  };
}

/** Its answer is noted on its way (`heardOfPrimary`). */
async function askPrimary({ probe, outlook, log }: Parts): Promise<void> {
  try {
    await probe.ask([statement`SELECT 1`]);
    outlook.away = false;
  } catch (error) {
    if (!outlook.away) log('warn', 'primary.away', { error: String(error) });
    outlook.away = true;
  }
}
