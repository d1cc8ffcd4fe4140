import type { Context } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';

/** With fewer requests at once a process is not crowded, however late it is: something else took its time. */
const crowd = 128;
/** A request takes several turns, so one that begins this late would be answered after a second. */
const lateMs = 200;

const served = new WeakMap<Platform['config'], { count: number }>();

/**
 * Lets a request in, or not, where the process cannot keep up: more in hand would only make all of them
 * late. Answers what to call when the request is done; undefined when it should come back later.
 */
export function enter({
  config,
  lagMs,
}: Pick<Context, 'config' | 'lagMs'>): (() => void) | undefined {
  const now = served.get(config) ?? { count: 0 };
  served.set(config, now);
  if (now.count >= crowd && lagMs() >= lateMs) return undefined;
  now.count += 1;
  return () => {
    now.count -= 1;
  };
}

/** Probes tell of the process itself: crowded or not, they are answered. */
export const isProbe = (path: string): boolean => /^\/(health|ready(\/writes)?)$/.test(path);
