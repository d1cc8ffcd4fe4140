import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/sql.ts';
import { classify, pausedMark } from '../../src/db/write-refused.ts';
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

const refused = () =>
  new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:8080') });
const resetWhileOpen = () =>
  new TypeError('fetch failed', { cause: new Error('read ECONNREFUSED') });

test('what was never sent is told from what may have come about', () => {
  const failed = (cause: unknown) => classify(new TypeError('fetch failed', { cause })).kind;
  for (const message of [
    'connect ECONNREFUSED 127.0.0.1:8080',
    'connect EHOSTUNREACH 10.0.0.1:8080',
    'getaddrinfo ENOTFOUND db.internal',
    'getaddrinfo EAI_AGAIN db.internal',
    'Connect Timeout Error (attempted address: db.internal:443, timeout: 10000ms)',
    'error sending request for url (http://db/v2/pipeline): client error (Connect): tcp connect error: Connection refused (os error 111)',
    'error sending request for url (http://db/v2/pipeline): client error (Connect): dns error: no record found',
  ])
    assert.equal(failed(new Error(message)), 'unsent', message);
  const both = ['connect ECONNREFUSED ::1:8080', 'connect ECONNREFUSED 127.0.0.1:8080'];
  assert.equal(failed(new AggregateError(both.map((each) => new Error(each)))), 'unsent');
  for (const message of [
    'read ECONNRESET',
    'read ECONNREFUSED',
    'other side closed',
    'write EPIPE',
    'error sending request for url (http://db/v2/pipeline): client error (SendRequest): connection closed before message completed',
  ])
    assert.equal(failed(new Error(message)), 'unknown', message);
  assert.equal(failed(new AggregateError([])), 'unknown');
  assert.equal(failed(new AggregateError([new Error(both[0]), new Error('read')])), 'unknown');
  assert.equal(failed(undefined), 'unknown');
  // A replica that answers may speak of its primary, which it may have asked before.
  assert.equal(classify(new Error('connect ECONNREFUSED 127.0.0.1:8080')).kind, 'unknown');
  assert.equal(classify(new Error('Network connection lost.')).kind, 'unknown');
});

test('where no try of a write was sent its caller hears that nothing was done', async () => {
  const written = async (...failures: (() => Error)[]) => {
    let nowMs = 0;
    const last = failures.at(-1) ?? refused;
    const refusing: Pick<WriteClient, 'batch'> = {
      batch: () => Promise.reject((failures.shift() ?? last)()),
    };
    const writer = createWriter(refusing, {
      nowMs: () => nowMs,
      sleep: async (ms) => void (nowMs += ms),
      random: () => 0.5,
    });
    return await writer.apply(statement`SELECT 1`).then(
      () => 'written',
      (error) => error.code,
    );
  };
  assert.equal(await written(refused), 'database_unavailable');
  assert.equal(await written(resetWhileOpen), 'outcome_unknown');
  assert.equal(await written(resetWhileOpen, refused), 'outcome_unknown');
  const busy = () => new Error('SQLITE_BUSY: database is locked');
  assert.equal(await written(refused, busy), 'overloaded');
  assert.equal(await written(resetWhileOpen, busy), 'outcome_unknown');
});
