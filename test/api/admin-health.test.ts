import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { statement } from '../../src/db/sql.ts';
import { clientOf, expectRefusedToOthers, expectStatus, type Json } from '../support/client.ts';
import { anOrder } from '../support/factories.ts';
import { testPlatform, type TestPlatform } from '../support/platform.ts';
import { aScene, changeEndpoint } from '../support/webhooks.ts';

const healthOf = async (platform: TestPlatform): Promise<Json> =>
  expectStatus(await clientOf(platform)('GET', '/v1/admin/health', { admin: true }), 200);

describe('getAdminHealth', () => {
  test('of a new shop is ok, with nothing to do', async () => {
    const { checked_at, writer, ...health } = await healthOf(await testPlatform());
    assert.ok(checked_at);
    assert.equal(writer.waiting, 0);
    assert.deepEqual(health, {
      status: 'ok',
      database: { writable: true },
      work: { oldest_due_at: null, oldest_due_age_seconds: 0, kinds: [] },
      deliveries: { pending: 0, retrying: 0, delivered: 0, dead: 0 },
      webhook_endpoints: [],
    });
  });

  test('tells due, leased, waiting and dead work by kind, and how late it is', async () => {
    const platform = await testPlatform();
    const nowMs = platform.clock.nowMs();
    const put = (id: string, atMs: number, more: { lease?: number; dead?: number } = {}) =>
      platform.writer.apply(
        statement`INSERT INTO due(kind, id, at, lease_until, dead_at)
          VALUES ('order', ${id}, ${atMs}, ${more.lease ?? 0}, ${more.dead})`,
      );
    await put('a', nowMs - 90_000);
    await put('b', nowMs - 10_000);
    await put('c', nowMs - 100_000, { lease: nowMs + 60_000 });
    await put('d', nowMs + 60_000);
    await put('e', nowMs, { dead: nowMs });
    const { status, work } = await healthOf(platform);
    assert.equal(status, 'degraded');
    assert.deepEqual(work.kinds, [{ kind: 'order', due: 2, leased: 1, waiting: 1, dead: 1 }]);
    assert.equal(work.oldest_due_at, new Date(nowMs - 90_000).toISOString());
    assert.ok(work.oldest_due_age_seconds >= 90 && work.oldest_due_age_seconds < 100);
  });

  test('tells how far each receiver is behind', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    await anOrder(client);
    await platform.settle();
    receiver.answer(500);
    await anOrder(client);
    await platform.settle();
    const failing = await healthOf(platform);
    const [endpoint] = failing.webhook_endpoints;
    assert.deepEqual(failing.deliveries, { pending: 0, retrying: 1, delivered: 1, dead: 0 });
    assert.deepEqual([endpoint.retrying, endpoint.delivered], [1, 1]);
    assert.ok(endpoint.failing_since && endpoint.oldest_undelivered_at);
    await changeEndpoint(scene, { status: 'paused' });
    await anOrder(client);
    platform.advance(5_000);
    const [paused] = (await healthOf(platform)).webhook_endpoints;
    assert.equal(paused.status, 'paused');
    assert.ok(paused.events_behind > 0);
    assert.ok(paused.oldest_undelivered_age_seconds >= 5);
  });

  test('does not take what a receiver does not want for undelivered', async () => {
    const { platform, client } = await aScene(['refund.*']);
    await anOrder(client);
    await platform.settle();
    const [endpoint] = (await healthOf(platform)).webhook_endpoints;
    assert.ok(endpoint.events_behind > 0);
    assert.equal(endpoint.oldest_undelivered_at, null);
    assert.equal(endpoint.oldest_undelivered_age_seconds, 0);
  });

  test('says that nothing can be written', async () => {
    const platform = await testPlatform();
    const failing = async () => await Promise.reject(new Error('no writer'));
    const health = await healthOf({ ...platform, writer: { ...platform.writer, apply: failing } });
    assert.equal(health.status, 'degraded');
    assert.deepEqual(health.database, { writable: false });
  });

  test('is cheap when there is much', async () => {
    const platform = await testPlatform();
    const nowMs = platform.clock.nowMs();
    await platform.writer.apply(
      statement`INSERT INTO due(kind, id, at) WITH RECURSIVE n(i) AS (
        SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
        SELECT 'order', 'ord_' || i, ${nowMs} - i FROM n`,
    );
    const { work } = await healthOf(platform);
    assert.deepEqual(work.kinds, [{ kind: 'order', due: 10_000, leased: 0, waiting: 0, dead: 0 }]);
    assert.equal(work.oldest_due_at, new Date(nowMs - 60_000).toISOString());
  });

  test('is for those who may read orders', async () => {
    await expectRefusedToOthers(clientOf(await testPlatform()), 'GET', '/v1/admin/health');
  });
});
