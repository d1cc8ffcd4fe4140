import { ShopError } from './error.ts';

/** So many within so long. */
export interface Quota {
  /** As answers name it. */
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** What is left of a quota. */
export interface Left {
  readonly quota: Quota;
  readonly remaining: number;
  /** Until all of it is there again; of one that refused, until the next try can succeed. */
  readonly resetMs: number;
}

const secondsOf = (ms: number): number => Math.ceil(ms / 1_000);

/** Generic Cell Rate Algorithm: a bucket is the time at which it is full again. */
export function drawFrom(
  { limit, windowSeconds }: Quota,
  fullAtMs: number,
  nowMs: number,
): { readonly fullAtMs: number; readonly remaining: number; readonly waitMs: number } {
  const windowMs = windowSeconds * 1_000;
  const eachMs = windowMs / limit;
  // A clock that was set back must not make anybody wait for longer than the window.
  const from = Math.min(Math.max(fullAtMs, nowMs), nowMs + windowMs);
  const next = from + eachMs;
  const waitMs = Math.max(0, next - nowMs - windowMs);
  const remaining = Math.max(0, Math.floor((windowMs - (next - nowMs)) / eachMs));
  return { fullAtMs: waitMs > 0 ? from : next, remaining, waitMs };
}

/** How long until one more is within the quota, of what happened at these times; 0 for now. */
export function waitOf(quota: Quota, timesMs: readonly number[], nowMs: number): number {
  const windowMs = quota.windowSeconds * 1_000;
  const recent = timesMs.filter((time) => time > nowMs - windowMs).toSorted((a, b) => a - b);
  const oldest = recent.at(-quota.limit);
  return recent.length < quota.limit || oldest === undefined ? 0 : oldest + windowMs - nowMs;
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-10. */
export function quotaHeaders(lefts: readonly Left[]): Record<string, string> {
  return {
    'ratelimit-policy': lefts
      .map(({ quota }) => `"${quota.name}";q=${quota.limit};w=${quota.windowSeconds}`)
      .join(', '),
    ratelimit: lefts
      .map(
        ({ quota, remaining, resetMs }) => `"${quota.name}";r=${remaining};t=${secondsOf(resetMs)}`,
      )
      .join(', '),
  };
}

/** The refusal of whoever comes too often. */
export function rateLimited(quota: Quota, waitMs: number): ShopError {
  return new ShopError('rate_limited', {
    policy: quota.name,
    retry_after: secondsOf(waitMs),
    headers: quotaHeaders([{ quota, remaining: 0, resetMs: waitMs }]),
  });
}
