import { type Chance, createChance } from './chance.ts';
import { createHeap } from './heap.ts';
import type { Trace } from './trace.ts';

/** Whoever waits for something. What a dead one waited for never comes. */
export interface Life {
  readonly name: string;
  dead: boolean;
}

/** Belongs to nobody, so it never dies: messages under way, clients, time itself. */
export const network: Life = { name: 'network', dead: false };

interface Parked {
  readonly owner: Life;
  readonly what: string;
  readonly wake: () => void;
}

/**
 * The whole world of a run: one virtual clock, and everything that waits in one heap by the time it
 * goes on. Nothing runs side by side: one is woken, runs until it waits again, then the next is woken.
 */
export interface World {
  readonly chance: Chance;
  readonly trace: Trace;
  /** Milliseconds since the epoch, with fractions, as nobody's clock shows them. */
  nowMs(): number;
  /** How many were woken so far. */
  steps(): number;
  /** Goes on after this long, unless its owner has died by then. */
  pause(owner: Life, what: string, ms: number): Promise<void>;
  /** Does something later that nobody waits for. */
  later(owner: Life, what: string, ms: number, act: () => void): void;
  /** Starts a client: it runs until it ends, and what it throws is a failure of the run. */
  spawn(name: string, work: () => Promise<unknown>): void;
  /** Clients that have not ended. */
  clients(): number;
  /** Lets time pass until nothing waits, or `done` says so; throws after `stepsMax` steps. */
  run(done: () => boolean, stepsMax: number): Promise<void>;
  /** What clients threw. */
  readonly failures: string[];
}

const startMs = Date.UTC(2026, 0, 5, 9);

/** @param turns how often everything that is ready may run between two steps; more changes nothing. */
export function createWorld(seed: number, trace: Trace, turns = 1): World {
  const chance = createChance(seed);
  const parked = createHeap<Parked>();
  const failures: string[] = [];
  let nowMs = startMs;
  let steps = 0;
  let clients = 0;

  function later(owner: Life, what: string, ms: number, wake: () => void): void {
    // Those of one moment go on in an order of chance.
    parked.push(nowMs + Math.max(ms, 0), chance.fraction(), { owner, what, wake });
  }

  async function step(): Promise<void> {
    const next = parked.pop();
    if (!next) return;
    nowMs = Math.max(nowMs, next.at);
    if (next.item.owner.dead) return;
    steps += 1;
    trace.note(`${(nowMs - startMs).toFixed(3)} ${next.item.owner.name} ${next.item.what}`);
    next.item.wake();
    for (let turn = 0; turn < turns; turn += 1)
      await new Promise((resolve) => void setImmediate(resolve));
  }

  return {
    chance,
    trace,
    failures,
    nowMs: () => nowMs,
    steps: () => steps,
    later,
    pause: (owner, what, ms) => new Promise((resolve) => void later(owner, what, ms, resolve)),
    spawn(name, work) {
      clients += 1;
      later(network, `${name} starts`, 0, () => {
        work()
          .catch((error: unknown) => {
            failures.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
          })
          .finally(() => {
            clients -= 1;
          });
      });
    },
    clients: () => clients,
    async run(done, stepsMax) {
      const end = steps + stepsMax;
      while (!done() && parked.size() > 0) {
        if (steps >= end) throw new Error(`the world did not come to rest in ${stepsMax} steps`);
        await step();
      }
    },
  };
}
