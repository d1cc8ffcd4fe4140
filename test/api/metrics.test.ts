import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { measuresOf } from '../../src/entry/measure-shop.ts';
import { createTelemetry, type Telemetry } from '../../src/platform/server/observe/telemetry.ts';
import { root } from '../../scripts/root.ts';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { anOrder } from '../support/factories.ts';
import { testPlatform, type TestPlatform } from '../support/platform.ts';
import { samplesOf, total } from '../support/prometheus.ts';

describe('two shops of one process', () => {
  const platforms: TestPlatform[] = [];
  let telemetry: Telemetry;

  /** The shop, watched, as `openShop` does it. */
  async function open(shop: string): Promise<TestPlatform> {
    const platform = await testPlatform();
    platforms.push(platform);
    const watched = telemetry.watch(shop).platform(platform, measuresOf(platform));
    return { ...platform, ...watched };
  }

  before(async () => {
    telemetry = await createTelemetry({});
  });

  after(async () => {
    await telemetry.stop();
    for (const platform of platforms) platform.close();
  });

  test('are told apart, and what is due and given up in each is told', async () => {
    const [north, south] = [await open('north'), await open('south')];
    await anOrder(clientOf(north));
    const client = clientOf(south);
    for (let times = 0; times < 3; times += 1) expectStatus(await client('GET', '/v1/shop'), 200);
    expectProblem(await client('GET', '/v1/products/none'), 404, 'product_not_found');
    await south.writer.batch([
      {
        sql: `INSERT INTO due(kind, id, at, attempts, dead_at) VALUES ('order', 'ord_dead', 0, 20, ?)`,
        args: [south.clock.nowMs()],
      },
    ]);
    const all = samplesOf(await telemetry.metrics());
    const of = (name: string, shop: string, labels = {}) => total(all, name, { shop, ...labels });
    const placed = { operation: 'placeOrder', status: '2xx' };
    assert.equal(of('kiosk_requests_total', 'north', placed), 1);
    assert.equal(of('kiosk_requests_total', 'south', placed), 0);
    const shown = { operation: 'getShop', method: 'GET', status: '2xx' };
    assert.equal(of('kiosk_requests_total', 'south', shown), 3);
    const hits = { operation: 'getShop', state: 'hit' };
    assert.equal(of('kiosk_cache_answers_total', 'south', hits), 2);
    assert.equal(of('kiosk_problems_total', 'south', { code: 'product_not_found' }), 1);
    const due = (shop: string, state: string) =>
      of('kiosk_due_work', shop, { kind: 'order', state });
    assert.equal(due('north', 'due') + due('north', 'waiting'), 1);
    assert.equal(of('kiosk_dead_letters', 'north'), 0);
    assert.equal(of('kiosk_dead_letters', 'south', { of: 'work' }), 1);
    for (const shop of ['north', 'south']) {
      assert.equal(of('kiosk_books_readable', shop), 1);
      assert.equal(of('kiosk_oversold_variants', shop), 0);
    }
  });
});

test('every metric is described, and no alert is on one that does not exist', () => {
  const namesIn = (text: string) =>
    new Set(
      [...text.matchAll(/\bkiosk_[a-z_]+/g)].map(([name]) =>
        name.replace(/_(bucket|count|sum)$/, ''),
      ),
    );
  const folder = join(root, 'src/platform/server/observe');
  const made = namesIn(
    readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n'),
  );
  assert.deepEqual(namesIn(readFileSync(join(root, 'docs/observability.md'), 'utf8')), made);
  const rules = readFileSync(join(root, 'deploy/prometheus-alerts.yaml'), 'utf8');
  for (const name of namesIn(rules)) assert.ok(made.has(name), name);
  const { groups } = parse(rules) as { groups: { rules: Record<string, unknown>[] }[] };
  for (const rule of groups.flatMap((group) => group.rules))
    for (const field of ['alert', 'expr', 'labels', 'annotations']) assert.ok(rule[field], field);
});
