import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../src/core/message.ts';
import { statement } from '../../src/db/sql.ts';
import { findDue } from '../../src/db/due.ts';
import { startWorkerLoop } from '../../src/platform/server/worker.ts';
import { testPlatform } from '../support/platform.ts';

const duties = {
  findDue: async () => [],
  tick: async () => undefined,
  isCrowded: () => false,
  log: () => undefined,
};

test('receivers that never answer hold up no order', async () => {
  const done: string[] = [];
  const release: (() => void)[] = [];
  const loop = startWorkerLoop({
    ...duties,
    work: async ({ kind, id }: Message) => {
      if (kind === 'webhook') await new Promise<void>((go) => void release.push(go));
      done.push(`${kind}:${id}`);
    },
  });
  for (let count = 0; count < 40; count += 1)
    await loop.send({ kind: 'webhook', id: String(count) });
  for (let count = 0; count < 20; count += 1) await loop.send({ kind: 'order', id: String(count) });
  for (let turns = 0; turns < 100 && done.length < 20; turns += 1)
    await new Promise((turn) => void setImmediate(turn));
  assert.equal(done.filter((each) => each.startsWith('order')).length, 20);
  assert.equal(release.length, 16, 'deliveries at one time');
  while (done.length < 60) {
    for (const go of release.splice(0)) go();
    await new Promise((turn) => void setImmediate(turn));
  }
  await loop.stop();
});

test('work beyond one sweep is found when that is done, not a second later', async ({ mock }) => {
  mock.timers.enable({ apis: ['setInterval'] });
  const due = new Set(Array.from({ length: 1_000 }, (_, at) => String(at)));
  const loop = startWorkerLoop({
    ...duties,
    findDue: async (limit) => [...due].slice(0, limit).map((id) => ({ kind: 'order', id })),
    work: async ({ id }: Message) => due.delete(id),
  });
  mock.timers.tick(1_000);
  for (let turns = 0; turns < 2_000 && due.size > 0; turns += 1)
    await new Promise((turn) => void setImmediate(turn));
  assert.equal(due.size, 0);
  await loop.stop();
});

test('a database that stays away is told once a minute', async ({ mock }) => {
  mock.timers.enable({ apis: ['setInterval'] });
  const said: string[] = [];
  const failing = async () => {
    throw new Error('away');
  };
  const log = (_level: string, event: string) => void said.push(event);
  const loop = startWorkerLoop({ ...duties, log, findDue: failing, work: async () => undefined });
  for (let seconds = 0; seconds < 61; seconds += 1) {
    mock.timers.tick(1_000);
    await new Promise((turn) => void setImmediate(turn));
  }
  assert.deepEqual(said, ['sweep.failed', 'sweep.failed']);
  await loop.stop();
});

test('a flood of orders does not hide what is due to receivers', async () => {
  const platform = await testPlatform();
  const nowMs = platform.clock.nowMs();
  await platform.writer.apply(
    statement`INSERT INTO due(kind, id, at) WITH RECURSIVE n(i) AS (
      SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
      SELECT 'order', 'ord_' || i, ${nowMs} - 60000 FROM n`,
  );
  await platform.writer.apply(
    statement`INSERT INTO due(kind, id, at) VALUES ('webhook', 'wh_1', ${nowMs})`,
  );
  const found = await findDue(platform.db, nowMs, 200);
  assert.equal(found.length, 201);
  assert.ok(found.some(({ kind }) => kind === 'webhook'));
});
