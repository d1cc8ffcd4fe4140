import type { Message } from '../../core/message.ts';
import type { Log, Queue } from '../platform.ts';

/** Whatever is due is found within this, also when its nudge was lost. */
const sweepPauseMs = 1_000;
const sweepSize = 200;
/** Housekeeping comes with every so many sweeps: once a minute. */
const ticksEvery = 60;
/** Work of this process at one time: more would only wait for the one writer. */
const concurrency = 8;
/** Nudges beyond this are dropped: the sweeper finds their rows. */
const nudgesMax = 10_000;

interface Duties {
  readonly work: (message: Message) => Promise<unknown>;
  readonly findDue: (limit: number) => Promise<readonly Message[]>;
  readonly tick: () => Promise<unknown>;
  readonly log: Log;
}

/** The queue of a process: nudges are worked off at once, and a sweeper finds what none told of. */
export interface WorkerLoop extends Queue {
  /** Takes nothing new, and waits for what is being done. */
  stop(): Promise<void>;
}

export function startWorkerLoop(duties: Duties): WorkerLoop {
  const waiting = new Map<string, Message>();
  const running = new Set<Promise<unknown>>();
  let stopped = false;
  let sweeping: Promise<void> | undefined;
  let sweeps = 0;

  function pump(): void {
    while (!stopped && running.size < concurrency) {
      const [next] = waiting;
      if (!next) return;
      const [key, message] = next;
      waiting.delete(key);
      const done: Promise<unknown> = duties
        .work(message)
        .catch((error: unknown) =>
          duties.log('error', 'work.failed', { ...message, error: String(error) }),
        )
        .finally(() => {
          running.delete(done);
          pump();
        });
      running.add(done);
    }
  }

  function nudge(message: Message): void {
    if (stopped || waiting.size >= nudgesMax) return;
    waiting.set(`${message.kind}:${message.id}`, message);
    pump();
  }

  async function sweep(): Promise<void> {
    try {
      for (const message of await duties.findDue(sweepSize)) nudge(message);
      if (sweeps % ticksEvery === 0) await duties.tick();
      sweeps += 1;
    } catch (error) {
      duties.log('warn', 'sweep.failed', { error: String(error) });
    }
  }

  const timer = setInterval(() => {
    // One that still waits for the database is not joined by others.
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
    });
  }, sweepPauseMs);

  return {
    async send(message, { delaySeconds = 0 } = {}) {
      // A delayed nudge is not worth a timer: its row says when, and the sweeper looks every second.
      if (delaySeconds === 0) nudge(message);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await sweeping;
      await Promise.allSettled(running);
    },
  };
}

/** The queue of a process that does no work itself: the workers' sweepers find the rows. */
export const silentQueue: WorkerLoop = { send: async () => undefined, stop: async () => undefined };
