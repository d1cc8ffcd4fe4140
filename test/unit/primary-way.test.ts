import assert from 'node:assert/strict';
import { test } from 'node:test';
import { primaryWay } from '../../scripts/cluster/primary-way.ts';

// What `npm run cluster` shows as a replica's lag.

test('a replica lags since the primary first had what it lacks', () => {
  const way = primaryWay();
  assert.equal(way.lagOf(1, 0), undefined);
  way.note(10, 1_000);
  way.note(10, 2_000);
  way.note(20, 3_000);
  way.note(30, 4_000);
  assert.equal(way.lagOf(10, 5_000), 2_000);
  assert.equal(way.lagOf(29, 5_000), 1_000);
  assert.equal(way.lagOf(30, 5_000), 0);
  // It was asked a moment after the primary.
  assert.equal(way.lagOf(31, 5_000), 0);
});

test('what the primary was called before its log was numbered anew is forgotten', () => {
  const way = primaryWay();
  way.note(900, 1_000);
  way.note(930, 2_000);
  way.note(3, 60_000);
  assert.equal(way.lagOf(3, 61_000), 0);
  way.note(8, 62_000);
  assert.equal(way.lagOf(3, 63_000), 1_000);
  // A copy of the log that ended: how old it is nobody can tell.
  assert.equal(way.lagOf(930, 63_000), undefined);
  way.note(931, 64_000);
  assert.equal(way.lagOf(931, 64_500), 0);
  assert.equal(way.lagOf(932, 64_500), 0);
});
