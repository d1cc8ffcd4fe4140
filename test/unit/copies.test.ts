import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heardOfCopy, heardOfPrimary, newOutlook, routeReads } from '../../src/db/copies.ts';
import type { ReadDatabase } from '../../src/db/read.ts';

/** A primary and a copy that say who answered, and can be down or behind. */
function scene() {
  const state = { primaryDown: false, copyDown: false, copyPosition: 10, nowMs: 1_000_000 };
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
  const copyAt = (least: number): ReadDatabase => ({
    ask: async () => {
      asked.push('copy');
      if (state.copyDown || state.copyPosition < least) throw new Error('the copy does not answer');
      heardOfCopy(outlook, state.copyPosition);
      return [['copy']];
    },
  });
  const copies = routeReads({
    primary,
    copy: copyAt(0),
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
  assert.equal(await answerer(copies.at(10)), 'copy');
  assert.equal(await answerer(copies.at(11)), 'primary');
  assert.equal(await answerer(copies.surviving()), 'primary');
});

test('a copy that is down is left alone for a second', async () => {
  const { state, asked, copies, answerer, settled } = scene();
  state.copyDown = true;
  assert.equal(await answerer(copies.near), 'primary');
  await settled();
  asked.length = 0;
  assert.equal(await answerer(copies.near), 'primary');
  assert.equal(await answerer(copies.at(3)), 'primary');
  assert.deepEqual(asked, ['primary', 'primary']);
  state.copyDown = false;
  state.nowMs += 1_000;
  assert.equal(await answerer(copies.near), 'copy');
});

test('a copy that falls five seconds behind is left for the primary until it catches up', async () => {
  const { state, outlook, copies, answerer } = scene();
  heardOfPrimary(outlook, 20, state.nowMs);
  assert.equal(await answerer(copies.near), 'copy');
  state.nowMs += 5_001;
  assert.equal(await answerer(copies.near), 'primary');
  state.copyPosition = 20;
  state.nowMs += 1_001;
  assert.equal(await answerer(copies.near), 'copy');
});

test('while the primary is away the copy answers, says so, and nobody who has seen more is fooled', async () => {
  const { state, outlook, copies, answerer, settled } = scene();
  heardOfPrimary(outlook, 20, state.nowMs);
  state.primaryDown = true;
  assert.equal(await answerer(copies.surviving()), 'copy');
  assert.equal(copies.primaryIsAway(), true);
  // However far it is behind.
  state.nowMs += 60_000;
  assert.equal(await answerer(copies.near), 'copy');
  await assert.rejects(answerer(copies.at(20)));
  await assert.rejects(answerer(copies.surviving(20)));
  assert.equal(await answerer(copies.surviving(10)), 'copy');
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
