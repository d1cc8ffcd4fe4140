import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heardOfCopy, heardOfPrimary, newOutlook, routeReads } from '../../src/db/copies.ts';
import type { Progress } from '../../src/db/progress.ts';
import type { ReadDatabase } from '../../src/db/read.ts';

const after = (writes: number): Progress => ({ epoch: 'one', writes, position: 100 * writes });

/** A primary and a copy that say who answered, and can be down or behind. */
function scene() {
  const state = { primaryDown: false, copyDown: false, copied: 10, nowMs: 1_000_000 };
  const asked: string[] = [];
  const outlook = newOutlook();
  const work: Promise<unknown>[] = [];
  const primary: ReadDatabase = {
    ask: async () => {
      asked.push('primary');
      if (state.primaryDown) throw new Error('the primary is down');
      return [['primary']];
    },
  };
  const copyAt = (least: Progress): ReadDatabase => ({
    ask: async () => {
      asked.push('copy');
      if (state.copyDown || state.copied < least.writes)
        throw new Error('the copy does not answer');
      heardOfCopy(outlook, after(state.copied));
      return [['copy']];
    },
  });
  const copies = routeReads({
    primary,
    copy: copyAt(after(0)),
    copyAt,
    probe: primary,
    outlook,
    nowMs: () => state.nowMs,
    background: (each) => void work.push(each),
    log: () => undefined,
  });
  const answerer = async (database: ReadDatabase) => (await database.ask([]))[0]?.[0];
  const settled = () => Promise.all(work.splice(0));
  return { state, asked, outlook, copies, answerer, settled };
}

test('reads go to the near copy, and one that has come so far answers who has seen as much', async () => {
  const { copies, answerer } = scene();
  assert.equal(await answerer(copies.near), 'copy');
  assert.equal(await answerer(copies.at(after(10))), 'copy');
  assert.equal(await answerer(copies.at(after(11))), 'primary');
  assert.equal(await answerer(copies.surviving()), 'primary');
});

test('a copy that is down is left alone for a second', async () => {
  const { state, asked, copies, answerer, settled } = scene();
  state.copyDown = true;
  assert.equal(await answerer(copies.near), 'primary');
  await settled();
  asked.length = 0;
  assert.equal(await answerer(copies.near), 'primary');
  assert.equal(await answerer(copies.at(after(3))), 'primary');
  assert.deepEqual(asked, ['primary', 'primary']);
  state.copyDown = false;
  state.nowMs += 1_000;
  assert.equal(await answerer(copies.near), 'copy');
});

test('a copy that falls five seconds behind is left for the primary until it catches up', async () => {
  const { state, outlook, copies, answerer } = scene();
  heardOfPrimary(outlook, after(20), state.nowMs);
  assert.equal(await answerer(copies.near), 'copy');
  state.nowMs += 5_001;
  assert.equal(await answerer(copies.near), 'primary');
  state.copied = 20;
  state.nowMs += 1_001;
  assert.equal(await answerer(copies.near), 'copy');
});

test('while the primary is away the copy answers, says so, and nobody who has seen more is fooled', async () => {
  const { state, outlook, copies, answerer, settled } = scene();
  heardOfPrimary(outlook, after(20), state.nowMs);
  state.primaryDown = true;
  assert.equal(await answerer(copies.surviving()), 'copy');
  assert.equal(copies.primaryIsAway(), true);
  // However far it is behind.
  state.nowMs += 60_000;
  assert.equal(await answerer(copies.near), 'copy');
  await assert.rejects(answerer(copies.at(after(20))));
  await assert.rejects(answerer(copies.surviving(after(20))));
  assert.equal(await answerer(copies.surviving(after(10))), 'copy');
  await settled();
  state.primaryDown = false;
  state.nowMs += 2_000;
  await answerer(copies.surviving());
  await settled();
  assert.equal(copies.primaryIsAway(), false);
  assert.equal(await answerer(copies.surviving()), 'primary');
});

test('that the primary is away is noticed by who reads only the copy', async () => {
  const { state, copies, answerer, settled } = scene();
  state.primaryDown = true;
  await answerer(copies.near);
  await settled();
  assert.equal(copies.primaryIsAway(), true);
});

test('a log that was numbered anew is followed by what was written, not by its numbers', async () => {
  const { outlook, state } = scene();
  heardOfPrimary(outlook, { epoch: 'one', writes: 40, position: 930 }, state.nowMs);
  // An answer that crosses it says nothing new.
  heardOfPrimary(outlook, { epoch: 'one', writes: 39, position: 929 }, state.nowMs);
  assert.equal(outlook.progress?.position, 930);
  heardOfPrimary(outlook, { epoch: 'one', writes: 41, position: 3 }, state.nowMs);
  assert.equal(outlook.progress?.position, 3);
  // A copy of before passes for far ahead by its number.
  heardOfCopy(outlook, { epoch: 'one', writes: 39, position: 929 });
  assert.equal(outlook.progress?.position, 3);
  assert.equal(outlook.owed?.progress.writes, 40);
});

test('a restored database counts from wherever its backup was', async () => {
  const { outlook, state } = scene();
  heardOfPrimary(outlook, after(40), state.nowMs);
  const restored = { epoch: 'two', writes: 7, position: 9 };
  heardOfPrimary(outlook, restored, state.nowMs);
  assert.deepEqual(outlook.progress, restored);
  // A copy of the life that ended does not have what it is owed.
  heardOfCopy(outlook, after(41));
  assert.deepEqual(outlook.progress, restored);
  assert.deepEqual(outlook.owed?.progress, restored);
});
