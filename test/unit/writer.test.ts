import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/sql.ts';
import { pausedMark } from '../../src/db/write-refused.ts';
import { createWriter, type WriteClient } from '../../src/db/writer.ts';

/** What a call of a database that hangs takes, until it is given up. */
const callMs = 5_000;

test('a write to a database that hangs is given up within what a request may take', async () => {
  let nowMs = 0;
  const hanging: Pick<WriteClient, 'batch'> = {
    batch: async () => {
      nowMs += callMs;
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    },
  };
  const writer = createWriter(hanging, {
    nowMs: () => nowMs,
    sleep: async (ms) => void (nowMs += ms),
    random: () => 0.5,
  });
  const ending = async (write: Promise<unknown>) => {
    const code = await write.then(
      () => 'written',
      (error) => error.code,
    );
    assert.ok(nowMs < 9_500, `${code} after ${nowMs} ms`);
    return code;
  };
  const [first, behind] = await Promise.all([
    ending(writer.apply(statement`SELECT 1`)),
    ending(writer.batch([statement`SELECT 1`])),
  ]);
  assert.deepEqual([first, behind], ['outcome_unknown', 'overloaded']);
});

test('what may have been written before a pause is not said to have been refused', async () => {
  const failures = [new Error('fetch failed'), new Error(pausedMark), new Error(pausedMark)];
  const pausing: Pick<WriteClient, 'batch'> = { batch: () => Promise.reject(failures.shift()) };
  const writer = createWriter(pausing, {
    nowMs: () => 0,
    sleep: async () => undefined,
    random: () => 0.5,
  });
  await assert.rejects(writer.apply(statement`SELECT 1`), { code: 'outcome_unknown' });
  await assert.rejects(writer.apply(statement`SELECT 1`), { code: 'shop_paused' });
  assert.deepEqual(failures, []);
});
