import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/sql.ts';
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
