const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** After the n-th failed attempt: what Standard Webhooks suggests, drawn out to a little over five days. */
const pausesMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  dayMs,
  dayMs,
  dayMs,
];

/** With the last attempt a delivery is dead. */
export const attemptsMax = pausesMs.length + 1;

/** A receiver that failed throughout this long is paused, before the first of its deliveries is dead. */
export const failingMaxMs = 5 * dayMs;

/** What a receiver may ask for with Retry-After. */
const retryAfterMaxMs = dayMs;

/** A receiver in trouble is left alone for at most this long, so that its recovery is noticed soon. */
const restMaxMs = 5 * minuteMs;

/** From 1 to 1.1, so that what failed together does not come back together, and never too early. */
const stretched = (pauseMs: number, jitter: number): number =>
  Math.round(pauseMs * (1 + jitter / 10));

interface Failing {
  readonly nowMs: number;
  /** From 0 to 1. */
  readonly jitter: number;
  /** What the receiver asked for. */
  readonly retryAfterMs?: number | undefined;
}

/** When to try again after the `attempts`-th attempt failed; null when that was the last. */
export function nextTryMs(
  attempts: number,
  { nowMs, jitter, retryAfterMs = 0 }: Failing,
): number | null {
  const pauseMs = pausesMs[attempts - 1];
  if (pauseMs === undefined) return null;
  return nowMs + Math.max(stretched(pauseMs, jitter), Math.min(retryAfterMs, retryAfterMaxMs));
}

/** As many failures make the pause twice as long: what one round of deliveries asks at once. */
const failuresAStep = 5;

/** Until when a receiver is left alone after `failures` first tries in a row failed. */
export function restUntilMs(
  failures: number,
  { nowMs, jitter, retryAfterMs = 0 }: Failing,
): number {
  const steps = Math.max(0, Math.ceil(failures / failuresAStep) - 1);
  const pauseMs = Math.min(5 * secondMs * 2 ** steps, restMaxMs);
  return nowMs + Math.max(stretched(pauseMs, jitter), Math.min(retryAfterMs, restMaxMs));
}

/** Reads Retry-After: seconds, or a date (RFC 9110, 10.2.3). */
export function readRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * secondMs;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
