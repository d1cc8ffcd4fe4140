/**
 * A circuit breaker as a value. A provider that failed several times in a row is left alone for a
 * while; then one question tries whether it is back, and the others wait for its answer.
 */
export interface Breaker {
  readonly failures: number;
  /** While open, nothing is asked before this. */
  readonly pausedUntilMs: number;
}

export const closed: Breaker = { failures: 0, pausedUntilMs: 0 };

/** So many failures in a row are no accident. */
const failuresMax = 5;
/** Long enough to spare buyers the wait, short enough that a provider that is back is found soon. */
const pauseMs = 10_000;

export const isOpen = (breaker: Breaker): boolean => breaker.failures >= failuresMax;

/** The breaker once something may be asked; undefined while nothing may. */
export function admit(breaker: Breaker, nowMs: number): Breaker | undefined {
  if (!isOpen(breaker)) return breaker;
  if (nowMs < breaker.pausedUntilMs) return undefined;
  // This one is the trial: whoever comes while it is under way has to wait as before.
  return { ...breaker, pausedUntilMs: nowMs + pauseMs };
}

/** The breaker after an answer, or after none. */
export function heard(breaker: Breaker, answered: boolean, nowMs: number): Breaker {
  if (answered) return closed;
  return { failures: breaker.failures + 1, pausedUntilMs: nowMs + pauseMs };
}
