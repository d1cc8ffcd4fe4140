import { isPatient, type Message } from '../../core/message.ts';
import type { Log, Queue } from '../platform.ts';

/** Whatever is due is found within this, also when its nudge was lost. */
const sweepPauseMs = 1_000;
const sweepSize = 200;
/** Of sweeps that fail one after the other, the first is told, then one in so many. */
const tellEvery = 60;
/** Housekeeping comes with every so many timed sweeps: once a minute. */
const ticksEvery = 60;
/** Work of this process at one time: more would only wait for the one writer. */
const concurrency = 8;
/** While requests are many. */
const crowdedConcurrency = 2;
/** Work that waits for strangers has places of its own: slow ones hold up neither orders nor, soon, each other. */
const patientConcurrency = 16;
/** Nudges beyond this are dropped: the sweeper finds their rows. */
const nudgesMax = 10_000;

interface Duties {
  readonly work: (message: Message) => Promise<unknown>;
  readonly findDue: (limit: number) => Promise<readonly Message[]>;
  readonly tick: () => Promise<unknown>;
  /** Whether requests need the turns of this process more. */
  readonly isCrowded: () => boolean;
  readonly log: Log;
}

/** The queue of a process: nudges are worked off at once, and a sweeper finds what none told of. */
export interface WorkerLoop extends Queue {
  /** Takes nothing new, and waits for what is being done. */
  stop(): Promise<void>;
}

/** Work that waits for each other's places, and for nobody else's. */
interface Lane {
  readonly waiting: Map<string, Message>;
  readonly running: Set<Promise<unknown>>;
  readonly places: number;
}

const newLane = (places: number): Lane => ({ waiting: new Map(), running: new Set(), places });

const outcomeOf = ({ work, log }: Duties, message: Message): Promise<unknown> =>
  work(message).catch((error: unknown) =>
    log('error', 'work.failed', { ...message, error: String(error) }),
  );

export function startWorkerLoop(duties: Duties): WorkerLoop {
  const lanes = { home: newLane(concurrency), strangers: newLane(patientConcurrency) };
  let stopped = false;
  let sweeping: Promise<void> | undefined;
  let seconds = 0;
  let tickAt = 1;
  /** Whether the last sweep left something behind: then the next one does not wait for the timer. */
  let more = false;

  function pump({ waiting, running, places }: Lane): void {
    const free = duties.isCrowded() ? Math.min(places, crowdedConcurrency) : places;
    while (!stopped && running.size < free) {
      const [next] = waiting;
      if (!next) {
        if (more) look();
        return;
      }
      const [key, message] = next;
      waiting.delete(key);
      const done: Promise<unknown> = outcomeOf(duties, message)
        .then((outcome) => {
          // All of it would be found again at once.
          if (outcome === 'paused') more = false;
        })
        .finally(() => {
          running.delete(done);
          pump({ waiting, running, places });
        });
      running.add(done);
    }
  }

  function nudge(message: Message): void {
    const lane = isPatient(message.kind) ? lanes.strangers : lanes.home;
    if (stopped || lane.waiting.size >= nudgesMax) return;
    lane.waiting.set(`${message.kind}:${message.id}`, message);
    pump(lane);
  }

  const sweep = tellingFailures(duties.log, async () => {
    more = false;
    const found = await duties.findDue(sweepSize);
    more = found.length >= sweepSize;
    for (const message of found) nudge(message);
    if (seconds < tickAt) return;
    await duties.tick();
    tickAt = seconds + ticksEvery;
  });

  /** Sweeps; one that still waits for the database is not joined by others. */
  function look(): void {
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
    });
  }

  const timer = setInterval(() => {
    seconds += 1;
    look();
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
      await Promise.allSettled([...lanes.home.running, ...lanes.strangers.running]);
    },
  };
}

/** What never fails, and does not fill the log: a database may be away for hours. */
function tellingFailures(log: Log, sweep: () => Promise<void>): () => Promise<void> {
  let failures = 0;
  return async () => {
    try {
      await sweep();
      failures = 0;
    } catch (error) {
      if (failures % tellEvery === 0) log('warn', 'sweep.failed', { error: String(error) });
      failures += 1;
    }
  };
}

/** The queue of a process that does no work itself: the workers' sweepers find the rows. */
export const silentQueue: WorkerLoop = { send: async () => undefined, stop: async () => undefined };
