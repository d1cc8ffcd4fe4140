import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDue, schedule } from '../../src/db/due.ts';
import { giveBackLeases, work } from '../../src/jobs.ts';
import { clientOf } from '../support/client.ts';
import { aConfirmedOrder } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

test('an order that needs nothing more is looked at once, and not for ever', async () => {
  const platform = await testPlatform();
  const order = await aConfirmedOrder(platform, clientOf(platform));
  await platform.writer.apply(schedule('order', order.id, platform.clock.nowMs()));
  await platform.settle();
  platform.advance(3_600_000);
  const due = await findDue(platform.db, platform.clock.nowMs(), 10);
  assert.deepEqual(
    due.filter(({ kind }) => kind === 'order'),
    [],
  );
  assert.deepEqual(platform.errors, []);
});

test('a process that ends gives back what it did not finish', async () => {
  const platform = await testPlatform();
  const { id } = await aConfirmedOrder(platform, clientOf(platform));
  await platform.settle();
  await platform.writer.apply(schedule('order', id, platform.clock.nowMs()));
  let letGo = (): void => undefined;
  const stuck = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = {
    ...platform,
    db: { ask: () => stuck.then(() => Promise.reject(new Error('away'))) },
  };
  const working = work(slow, { kind: 'order', id });
  const isDue = async () => (await findDue(platform.db, platform.clock.nowMs(), 10)).length === 1;
  while (await isDue()) await new Promise((next) => void setImmediate(next));
  await giveBackLeases(platform.writer);
  assert.ok(await isDue());
  letGo();
  await working;
  platform.advance(60_000);
  await platform.settle();
  assert.deepEqual(await findDue(platform.db, platform.clock.nowMs(), 10), []);
});
