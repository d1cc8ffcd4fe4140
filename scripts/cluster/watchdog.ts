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
  /** Whether the last look found that orders can be taken; undefined while no process of the API answers. */
  writable(): boolean | undefined;
  stop(): void;
}

const emptyPrimary =
  "the primary is empty: its disk was lost; see docs/cluster.md, The primary's disk is lost";

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

/**
 * sqld's own health check answers while its writer is stuck: only a write tells. When processes of the API live
 * but none can write, and a write of our own straight to the primary fails too (a crowd is no reason), the
 * primary is started again: what was acknowledged is on disk. Resolves after the first look.
 */
export async function watchWrites(
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
): Promise<Watchdog> {
  const stopped = new AbortController();
  let writable: boolean | undefined;
  let failures = 0;
  let toldEmpty = false;

  async function look(): Promise<void> {
    const answering = apis.filter((api) => api.state === 'up');
    if (answering.length === 0) return;
    const written = await Promise.all(
      answering.map(({ port }) =>
        succeeds(answersOk(`http://127.0.0.1:${port}/ready/writes`, deadlineMs)),
      ),
    );
    const before = writable;
    writable = written.includes(true);
    if (before !== undefined && before !== writable)
      tell(writable ? 'writes go through again' : 'no process of the API can write');
    if (writable) toldEmpty = false;
    failures = !writable && primary.state === 'up' ? failures + 1 : 0;
    if (failures < failuresMax) return;
    failures = 0;
    const refused = await probe.write().then(() => undefined, String);
    if (refused === undefined) return;
    if (refused.includes('no such table')) {
      // Another start brings nothing back.
      if (!toldEmpty) tell(emptyPrimary);
      toldEmpty = true;
      return;
    }
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
  await look();
  // Ends with the pause that the stop aborts.
  void run().catch(() => undefined);
  return { writable: () => writable, stop: () => stopped.abort() };
}
