import { setTimeout as pause } from 'node:timers/promises';

/** What passes on the way to a far primary, and when. */
export interface Passed {
  readonly note: (body: string) => void;
  /** What a request had done there while it was on its way: the first statement of each trip. */
  during<Result>(act: () => Promise<Result>): Promise<Watched<Result>>;
  /** Waits until nothing has passed for a moment. */
  quiet(): Promise<void>;
}

export interface Watched<Result> {
  readonly result: Result;
  readonly ms: number;
  readonly trips: readonly string[];
  /** Trips that were made once more with the very same words, as when the primary was busy. */
  readonly again: number;
  /** Trips that nobody waits for and that come with the clock. */
  readonly besides: readonly string[];
}

/** Longer than a trip, so that what follows from one is seen. */
const quietMs = 300;
const patienceMs = 20_000;

/** Whether the primary answers, and what is due: asked by the clock, whatever requests there are. */
export const byTheClock = /^SELECT 1$|\bdue\b/;

export function watch(): Passed {
  let seen: string[] = [];
  let lastMs = performance.now();
  return {
    note(body) {
      lastMs = performance.now();
      seen.push(body);
    },
    async during(act) {
      seen = [];
      const startedMs = performance.now();
      const result = await act();
      const ms = performance.now() - startedMs;
      const bodies = seen;
      seen = [];
      const all = [...new Set(bodies)].map(firstStatement);
      return {
        result,
        ms,
        again: bodies.length - all.length,
        trips: all.filter((text) => !byTheClock.test(text)),
        besides: all.filter((text) => byTheClock.test(text)),
      };
    },
    async quiet() {
      const untilMs = performance.now() + patienceMs;
      while (performance.now() - lastMs < quietMs) {
        if (performance.now() > untilMs) throw new Error('the way to the primary is never quiet');
        await pause(20);
      }
    },
  };
}

/** A batch begins its transaction first; that says nothing. */
export function firstStatement(body: string): string {
  const found = [...body.matchAll(/"sql":"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
  const telling = found.find((sql) => !sql.startsWith('BEGIN')) ?? '';
  return telling.replaceAll(/(\\n|\s)+/g, ' ').trim();
}
