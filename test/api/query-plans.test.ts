import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Statement } from '../../src/core/statement.ts';
import { findDue } from '../../src/db/due.ts';
import { tick, work } from '../../src/jobs.ts';
import { clientOf, expectStatus } from '../support/client.ts';
import { anOrder } from '../support/factories.ts';
import type { TestPlatform } from '../support/platform.ts';
import { aScene, hourMs } from '../support/webhooks.ts';

// A libSQL server keeps no statistics, so each query has to have its index by itself: none may read all of
// a table that grows with the shop.

const growing = /SCAN (due|deliveries|events|commands|orders|[dev])\b(?! USING (COVERING )?INDEX)/;

/** The platform, noting every statement that goes through it. */
function watched(platform: TestPlatform): { platform: TestPlatform; seen: Map<string, Statement> } {
  const seen = new Map<string, Statement>();
  const note = (one: Statement) => void seen.set(one.sql, one);
  const { db, writer } = platform;
  const noted = {
    ...platform,
    db: {
      ask: async (asked: readonly Statement[]) => {
        asked.forEach(note);
        return await db.ask(asked);
      },
    },
    writer: {
      ...writer,
      apply: async (one: Statement) => {
        note(one);
        return await writer.apply(one);
      },
    },
  };
  return { platform: noted, seen };
}

test('no statement of deliveries, sweeps and health reads a whole table', async () => {
  const { platform: plain, client, receiver, endpoint } = await aScene();
  const { platform, seen } = watched(plain);
  const message = { kind: 'webhook', id: endpoint.id } as const;
  await anOrder(client);
  await work(platform, message);
  receiver.answer(500);
  await anOrder(client);
  await work(platform, message);
  await findDue(platform.db, platform.clock.nowMs(), 100);
  await tick(platform);
  const admin = clientOf(platform);
  const from = new Date(platform.clock.nowMs() - hourMs).toISOString();
  const replay = `/v1/admin/webhook-endpoints/${endpoint.id}/replay`;
  expectStatus(await admin('POST', replay, { admin: true, body: { from } }), 200);
  receiver.answer(200);
  plain.advance(hourMs);
  await work(platform, message);
  for (const path of ['health', 'events?types=order.*', 'dead-letters']) {
    expectStatus(await admin('GET', `/v1/admin/${path}`, { admin: true }), 200);
  }
  assert.ok(seen.size > 15, `${seen.size} statements`);
  for (const { sql, args } of seen.values()) {
    const [plan] = await plain.db.ask([{ sql: `EXPLAIN QUERY PLAN ${sql}`, args }]);
    const steps = (plan as { detail: string }[]).map(({ detail }) => detail);
    assert.ok(!steps.some((step) => growing.test(step)), `${sql}\n${steps.join('\n')}`);
  }
});
