import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTag, planPurge } from '../../src/platform/workers/purge-plan.ts';

const changes = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ scope: `product:${index}`, version: index + 1 }));
const never = { nowMs: 0, calledAtMs: -Infinity };

test('nothing changed, nothing is called', () => {
  assert.deepEqual(planPurge([], never), { kind: 'nothing' });
});

test('up to a hundred tags go by name, more as the whole catalog', () => {
  const hundred = planPurge(changes(100), never);
  assert.ok(hundred.kind === 'purge');
  assert.deepEqual([hundred.tags.length, hundred.tags[0], hundred.upTo], [100, 'product:0', 100]);
  assert.deepEqual(planPurge(changes(101), never), {
    kind: 'purge',
    tags: ['catalog'],
    upTo: 101,
  });
});

test('a scope that is no tag takes the whole catalog with it', () => {
  for (const scope of ['collection:a b', 'collection:a,b', 'collection:é', 'x'.repeat(300), '']) {
    assert.equal(isTag(scope), false, scope);
    const plan = planPurge([...changes(1), { scope, version: 7 }], never);
    assert.deepEqual(plan, { kind: 'purge', tags: ['catalog'], upTo: 7 });
  }
});

test('an editor who never rests makes at most four calls a minute', () => {
  let calledAtMs = -Infinity;
  const calls: number[] = [];
  for (let nowMs = 0; nowMs < 600_000; nowMs += 100) {
    const plan = planPurge(changes(1), { nowMs, calledAtMs });
    if (plan.kind === 'wait') assert.ok(plan.untilMs > nowMs);
    if (plan.kind !== 'purge') continue;
    calledAtMs = nowMs;
    calls.push(nowMs);
  }
  for (const from of calls)
    assert.ok(calls.filter((at) => at >= from && at < from + 60_000).length <= 4);
  assert.equal(calls.length, 40);
});
