import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  attemptsMax,
  dayMs,
  failingMaxMs,
  nextTryMs,
  readRetryAfter,
  restUntilMs,
} from '../../src/shop/webhooks/retry.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const still = { nowMs: 0, jitter: 0 };

describe('the times of a delivery', () => {
  test('are drawn out over five days, and then it is dead', () => {
    const pauses: (number | null)[] = [];
    for (let attempts = 1; attempts <= attemptsMax; attempts += 1)
      pauses.push(nextTryMs(attempts, still));
    const hours = [2, 5, 10, 14, 20, 24, 24, 24].map((count) => count * hourMs);
    assert.deepEqual(pauses, [5_000, 5 * minuteMs, 30 * minuteMs, ...hours, null]);
  });

  test('outlast the patience with a receiver that fails throughout', () => {
    let nowMs: number | null = 0;
    for (let attempts = 1; attempts < attemptsMax && nowMs !== null; attempts += 1)
      nowMs = nextTryMs(attempts, { nowMs, jitter: 0 });
    assert.ok(nowMs !== null && nowMs > failingMaxMs && nowMs < failingMaxMs + dayMs);
  });

  test('are stretched by chance, by at most a tenth, and never shortened', () => {
    const attempts = fc.integer({ min: 1, max: attemptsMax - 1 });
    fc.assert(
      fc.property(attempts, fc.double({ min: 0, max: 1, noNaN: true }), (attempt, jitter) => {
        const plain = nextTryMs(attempt, still) ?? 0;
        const next = nextTryMs(attempt, { nowMs: 0, jitter }) ?? 0;
        assert.ok(next >= plain && next <= plain * 1.1 + 1);
      }),
      { seed: 3 },
    );
  });

  test('heed Retry-After up to a day, and are never earlier for it', () => {
    assert.equal(nextTryMs(1, { ...still, retryAfterMs: hourMs }), hourMs);
    assert.equal(nextTryMs(1, { ...still, retryAfterMs: 1_000 }), 5_000);
    assert.equal(nextTryMs(1, { ...still, retryAfterMs: 30 * dayMs }), dayMs);
    assert.equal(nextTryMs(attemptsMax, { ...still, retryAfterMs: hourMs }), null);
  });
});

describe('the rest of a receiver in trouble', () => {
  test('grows with what failed, to five minutes', () => {
    const rests = [1, 5, 6, 10, 11, 16, 21, 26, 31, 1_000].map((count) =>
      restUntilMs(count, still),
    );
    assert.deepEqual(
      rests.map((ms) => ms / 1_000),
      [5, 5, 10, 10, 20, 40, 80, 160, 300, 300],
    );
  });

  test('is never longer, whatever it asks for', () => {
    assert.equal(restUntilMs(1, { ...still, retryAfterMs: dayMs }), 5 * minuteMs);
    assert.equal(restUntilMs(1, { ...still, retryAfterMs: minuteMs }), minuteMs);
  });
});

test('Retry-After is read as seconds or as a date', () => {
  const nowMs = Date.parse('2026-11-22T09:30:00Z');
  assert.equal(readRetryAfter(null, nowMs), undefined);
  assert.equal(readRetryAfter('120', nowMs), 120_000);
  assert.equal(readRetryAfter(' 0 ', nowMs), 0);
  assert.equal(readRetryAfter('Sun, 22 Nov 2026 09:31:00 GMT', nowMs), 60_000);
  assert.equal(readRetryAfter('Sun, 22 Nov 2026 09:00:00 GMT', nowMs), 0);
  for (const junk of ['', 'soon', '-5', '1e99', 'NaN']) {
    const read = readRetryAfter(junk, nowMs);
    assert.ok(read === undefined || read >= 0, junk);
  }
});
