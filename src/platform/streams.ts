/**
 * Streams of a libSQL server that are kept open from one batch to the next. A batch without one opens a connection,
 * which reads the whole schema: three to four times the processor time of the batch itself.
 */
export interface Stream {
  readonly baton: string;
  readonly url: string;
}

export interface Streams {
  /**
   * One that is free, or leave to open one; undefined where no more may be kept.
   * @param close ends one that has served its time
   */
  take(url: string, close: (stream: Stream) => void): Lease | undefined;
  /** Keeps none there for a while: whoever answers does not know them. */
  rest(url: string): void;
}

export interface Lease {
  readonly stream: Stream | undefined;
  /** Gives it back, as it is now; undefined where it is gone. */
  end(stream: Stream | undefined): void;
}

/** The server ends one that nobody used for ten seconds. */
const idleMs = 5_000;
/** Several servers behind one name, which do not know each other's streams, are found out this often. */
const restMs = 60_000;

interface Kept extends Stream {
  readonly openedMs: number;
  readonly untilMs: number;
}

interface Bounds {
  /** Of one database, and of all of them together. */
  readonly each: number;
  readonly all: number;
  /** How long one serves; without end if left out. */
  readonly lifeMs?: number;
}

/** The streams of a process. sqld lets 128 connections be open at once, of all its callers: each process keeps few. */
export function keptStreams(
  { each, all, lifeMs = Infinity }: Bounds,
  nowMs: () => number,
): Streams {
  const homes = new Map<string, { idle: Kept[]; count: number }>();
  const resting = new Map<string, number>();
  let count = 0;

  function forget(url: string, gone: number): void {
    const home = homes.get(url);
    if (!home || gone === 0) return;
    home.count -= gone;
    count -= gone;
    if (home.count === 0) homes.delete(url);
  }

  /** The server has ended them by now. */
  function forgetOld(): void {
    for (const [url, home] of homes) {
      const fresh = home.idle.filter(({ untilMs }) => untilMs > nowMs());
      const gone = home.idle.length - fresh.length;
      home.idle = fresh;
      forget(url, gone);
    }
  }

  /** The one that was used last, of those that have not served their time. */
  function newest(url: string, close: (stream: Stream) => void): Kept | undefined {
    const { idle = [] } = homes.get(url) ?? {};
    for (let found = idle.pop(); found; found = idle.pop()) {
      if (nowMs() - found.openedMs < lifeMs) return found;
      forget(url, 1);
      close(found);
    }
    return undefined;
  }

  return {
    rest(url) {
      resting.set(url, nowMs() + restMs);
      const idle = homes.get(url)?.idle.splice(0) ?? [];
      forget(url, idle.length);
    },
    take(url, close) {
      if ((resting.get(url) ?? 0) > nowMs()) return undefined;
      resting.delete(url);
      if (count >= all || (homes.get(url)?.idle[0]?.untilMs ?? Infinity) <= nowMs()) forgetOld();
      const stream = newest(url, close);
      const openedMs = stream?.openedMs ?? nowMs();
      const home = homes.get(url) ?? { idle: [], count: 0 };
      if (!stream) {
        if (home.count >= each || count >= all) return undefined;
        home.count += 1;
        count += 1;
        homes.set(url, home);
      }
      return {
        stream,
        end(now) {
          if (now && !resting.has(url))
            home.idle.push({ ...now, openedMs, untilMs: nowMs() + idleMs });
          else forget(url, 1);
        },
      };
    },
  };
}
