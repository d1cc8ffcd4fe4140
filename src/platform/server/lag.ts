/** Often enough to see a crowd come, seldom enough to cost nothing. */
const everyMs = 25;

/** How late this process is: for how long what is ready has not had its turn, in milliseconds. */
export function measureLag(): () => number {
  let expectedMs = performance.now() + everyMs;
  let lastMs = 0;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    lastMs = Math.max(0, nowMs - expectedMs);
    expectedMs = nowMs + everyMs;
  }, everyMs);
  if (typeof timer === 'object') timer.unref();
  return () => Math.max(lastMs, performance.now() - expectedMs);
}
