import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseProbe } from './database.ts';
import type { Part, Tell } from './part.ts';
import { answersOk } from './servers.ts';

/** How writes are watched. */
export interface WatchdogLimits {
  /** So many failures in a row, and the primary is started again. */
  readonly failuresMax: number;
  readonly pauseMs: number;
  readonly deadlineMs: number;
}

export const watchdogLimits: WatchdogLimits = {
  failuresMax: 3,
  pauseMs: 1_000,
  deadlineMs: 3_000,
};

export interface Watchdog {
  /** Whether the last look found that orders can be taken; undefined before the first one. */
  writable(): boolean | undefined;
  stop(): void;
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

/**
 * sqld's own health check answers while its writer is stuck: only a write tells. When the API serves reads but
 * no process of it can write, and a write of our own straight to the primary fails too (a crowd is no reason),
 * the primary is started again: what was acknowledged is on disk.
 */
export function watchWrites(
  {
    apis,
    primary,
    probe,
  }: {
    readonly apis: readonly Part[];
    readonly primary: Part;
    readonly probe: DatabaseProbe;
  },
  tell: Tell,
  { failuresMax, pauseMs, deadlineMs }: WatchdogLimits = watchdogLimits,
): Watchdog {
  const stopped = new AbortController();
  let writable: boolean | undefined;
  let failures = 0;

  async function look(): Promise<void> {
    const answering = apis.filter((api) => api.state === 'up');
    const asked = await Promise.all(
      answering.map(async ({ port }) => {
        const base = `http://127.0.0.1:${port}`;
        return await Promise.all([
          succeeds(answersOk(`${base}/ready`, deadlineMs)),
          succeeds(answersOk(`${base}/ready/writes`, deadlineMs)),
        ]);
      }),
    );
    if (asked.length === 0) return;
    const before = writable;
    writable = asked.some(([, writes]) => writes);
    if (before !== undefined && before !== writable)
      tell(writable ? 'writes go through again' : 'no process of the API can write');
    const stuck = !writable && asked.some(([reads]) => reads) && primary.state === 'up';
    failures = stuck ? failures + 1 : 0;
    if (failures < failuresMax) return;
    failures = 0;
    if (await succeeds(probe.write())) return;
    await primary.kill(
      `it lives, but ${failuresMax} writes in a row and one straight to it failed`,
    );
  }

  async function run(): Promise<void> {
    for (;;) {
      await pause(pauseMs, undefined, { signal: stopped.signal });
      await look();
    }
  }
  // Ends with the pause that the stop aborts.
  void run().catch(() => undefined);
  return { writable: () => writable, stop: () => stopped.abort() };
}
