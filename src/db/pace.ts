/** How much waits for a writer, and for how long. */
export interface Load {
  readonly waiting: number;
  readonly waitingBytes: number;
  /** How long the next one will wait. */
  readonly predictedMs: number;
}

interface Limits {
  readonly groupMax: number;
  readonly groupBytesMax: number;
  readonly inFlightMax: number;
}

/**
 * A commit that never takes less than this has a way to go: then several groups are sent at once, since
 * one would wait for the other's way. Where the database is near, they would only be in each other's.
 */
const farMs = 20;
/** Each new commit counts for a fifth: a few slow ones change the picture, one does not. */
const weight = 0.2;
/** How fast the shortest commit that was seen is forgotten, in case the database has moved. */
const forgetting = 1.01;

/** What a writer learns from the commits it has seen. */
export function createPace({ groupMax, groupBytesMax, inFlightMax }: Limits) {
  let usualMs = 0;
  let shortestMs = 0;
  const inFlightNow = () => (shortestMs > farMs ? inFlightMax : 1);

  function predictMs(waiting: number, waitingBytes: number): number {
    const groups = Math.max(waiting / groupMax, waitingBytes / groupBytesMax);
    return (Math.floor(groups / inFlightNow()) + 1) * usualMs;
  }

  return {
    note(commitMs: number): void {
      usualMs = usualMs === 0 ? commitMs : usualMs + weight * (commitMs - usualMs);
      shortestMs = shortestMs === 0 ? commitMs : Math.min(commitMs, shortestMs * forgetting);
    },
    inFlightNow,
    predictMs,
    load: (waiting: number, waitingBytes: number): Load => ({
      waiting,
      waitingBytes,
      predictedMs: Math.round(predictMs(waiting, waitingBytes)),
    }),
  };
}
