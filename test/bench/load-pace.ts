import { setTimeout as pause } from 'node:timers/promises';

type Send = (index: number, sinceMs: number) => Promise<void>;

/** Closed loop: each caller sends when its last request was answered. */
export async function sendInTurns(count: number, callers: number, send: Send): Promise<void> {
  let next = 0;
  const call = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await send(index, performance.now());
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
}

/**
 * Open loop: requests leave on time, whether or not earlier ones were answered, and are timed from the
 * moment they should have left. A slow server cannot slow its measurement down.
 */
export async function sendAtRate(count: number, perSecond: number, send: Send): Promise<void> {
  const startedMs = performance.now();
  const onItsWay: Promise<void>[] = [];
  const dueMs = (index: number) => startedMs + (index * 1_000) / perSecond;
  while (onItsWay.length < count) {
    while (onItsWay.length < count && dueMs(onItsWay.length) <= performance.now())
      onItsWay.push(send(onItsWay.length, dueMs(onItsWay.length)));
    await pause(1);
  }
  await Promise.all(onItsWay);
}
