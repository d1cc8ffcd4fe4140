import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Json } from '../support/client.ts';
import {
  type OtlpReceiver,
  type ReceivedSpan,
  startOtlpReceiver,
} from '../support/otlp-receiver.ts';
import { samplesOf, total } from '../support/prometheus.ts';
import { adminKey, type ServerProcess, startServerProcess } from './server-process.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const callerSpan = '00f067aa0ba902b7';
const metricsToken = 'a-token-of-the-metrics-page';

const runtimes = [
  ['Node', ['src/entry/node.ts']],
  ['Deno', ['deno', 'src/entry/deno.ts']],
] as const;

for (const [runtime, args] of runtimes) {
  describe(`${runtime}, watched`, () => {
    let collector: OtlpReceiver;
    let server: ServerProcess;
    let order: Json;

    const ask = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        traceparent: `00-${traceId}-${callerSpan}-01`,
      };
      if (path.startsWith('/v1/admin')) headers['authorization'] = `Bearer ${adminKey}`;
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      const response = await fetch(server.url + path, init);
      const text = await response.text();
      assert.ok(response.ok, text);
      return JSON.parse(text);
    };
    const metricsUrl = () => /metrics +(\S+)/.exec(server.output())?.[1] ?? '';
    const metrics = async () => {
      const headers = { authorization: `Bearer ${metricsToken}` };
      return samplesOf(await (await fetch(metricsUrl(), { headers })).text());
    };

    before(async () => {
      collector = await startOtlpReceiver();
      server = await startServerProcess(args, {
        METRICS_PORT: '0',
        METRICS_TOKEN: metricsToken,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-team=shop',
        OTEL_BSP_SCHEDULE_DELAY: '100',
        OTEL_METRIC_EXPORT_INTERVAL: '1000',
      });
      const variants = [
        {
          sku: 'SEEN',
          prices: [{ amount: 500, currency: 'GBP' }],
          inventory: { on_hand: 9, policy: 'deny' },
        },
      ];
      const product = await ask('POST', '/v1/admin/products', {
        title: 'Seen',
        status: 'active',
        variants,
      });
      for (let times = 0; times < 10; times += 1) await ask('GET', `/v1/products/${product.id}`);
      const cart = await ask('POST', '/v1/carts', { lines: [{ sku: 'SEEN', quantity: 2 }] });
      const ready = await ask('PATCH', `/v1/carts/${cart.id}`, {
        email: 'buyer@example.com',
        shipping_address: {
          name: 'A. Buyer',
          line1: '12 Market Street',
          city: 'Leeds',
          postal_code: 'LS1 6DT',
          country: 'GB',
        },
      });
      order = await ask('POST', `/v1/carts/${cart.id}/checkout`, {
        expected_total: ready.totals.total,
        payment: { provider: 'test', token: 'tok_success' },
      });
      // Asked last: what a checkout needs may be remembered, this is not.
      await ask('GET', `/v1/admin/orders/${order.id}`);
      const missing = await fetch(`${server.url}/v1/products/no-such-product`);
      assert.equal(missing.status, 404);
      await missing.text();
      await collector.until(() => collector.spans.some(({ name }) => name === 'work order'));
    });

    after(async () => {
      assert.equal(await server.stop(), 0);
      collector.close();
    });

    test('has a page of metrics, for whoever has the token', async () => {
      assert.equal((await fetch(metricsUrl())).status, 401);
      assert.equal((await fetch(`${metricsUrl()}/more`)).status, 404);
      // A probe brings no token, and a worker has no other port.
      assert.equal((await fetch(new URL('/health', metricsUrl()))).status, 200);
      assert.equal((await fetch(`${server.url}/metrics`)).status, 404);
    });

    test('counts requests, caches, writes and work as they were', async () => {
      const all = await metrics();
      const requests = (labels: Record<string, string>) =>
        total(all, 'kiosk_requests_total', labels);
      assert.equal(requests({ operation: 'getProduct', method: 'GET', status: '2xx' }), 10);
      assert.equal(requests({ operation: 'getProduct', status: '4xx' }), 1);
      assert.equal(requests({ operation: 'placeOrder', method: 'POST', status: '2xx' }), 1);
      const caches = (state: string) =>
        total(all, 'kiosk_cache_answers_total', { operation: 'getProduct', state });
      assert.equal(caches('hit') + caches('stale') + caches('miss'), 11);
      assert.ok(caches('hit') >= 8);
      const placed = { operation: 'placeOrder' };
      assert.equal(total(all, 'kiosk_request_duration_seconds_count', placed), 1);
      const problem = { operation: 'getProduct', code: 'product_not_found' };
      assert.equal(total(all, 'kiosk_problems_total', problem), 1);
      const paid = { provider: 'test', outcome: 'captured' };
      assert.ok(total(all, 'kiosk_payments_total', paid) >= 1);
      assert.ok(
        total(all, 'kiosk_work_duration_seconds_count', { kind: 'order', outcome: 'done' }) >= 1,
      );
      assert.ok(total(all, 'kiosk_commit_group_size_count') >= 4);
      assert.equal(total(all, 'kiosk_books_readable'), 1);
      assert.equal(total(all, 'kiosk_oversold_variants'), 0);
      assert.equal(total(all, 'kiosk_dead_letters'), 0);
      assert.ok(total(all, 'process_resident_memory_bytes') > 10_000_000);
      for (const { labels } of all) assert.ok(!JSON.stringify(labels).includes(order.id));
    });

    test('sends a purchase as spans whose parents fit', async () => {
      const { spans } = collector;
      const placed = spans.find(({ name }) => name === 'placeOrder');
      assert.ok(placed);
      assert.equal(placed.traceId, traceId);
      assert.equal(placed.parentSpanId, callerSpan);
      await collector.until(
        () =>
          below(spans, placed, 'commit').length > 0 &&
          spans.some(({ name }) => name === 'getAdminOrder'),
      );
      const write = below(spans, placed, 'write').find(({ attributes }) =>
        attributes.some(({ value }) => value['stringValue'] === 'place_order'),
      );
      assert.ok(write);
      assert.ok(
        below(spans, write, 'commit').length > 0 ||
          spans.some(({ links }) => links?.some(({ spanId }) => spanId === write.spanId)),
      );
      assert.ok(below(spans, placed, 'cart peek').length > 0);
      const read = spans.find(({ name }) => name === 'getAdminOrder');
      assert.ok(read);
      assert.ok(below(spans, read, 'read').length > 0);
      // The work is a trace of its own, which says whose it is.
      const work = spans.find(
        ({ name, links }) =>
          name === 'work order' && links?.some((link) => link.traceId === traceId),
      );
      assert.ok(work);
      assert.notEqual(work.traceId, traceId);
      const text = JSON.stringify(spans);
      for (const secret of ['buyer@', 'Market', 'tok_', order.access_token, adminKey])
        assert.ok(!text.includes(secret), `in the spans: ${secret}`);
    });

    test('sends the same metrics, with the headers that are set', async () => {
      await collector.until(() => collector.metrics.has('kiosk_requests_total'));
      assert.ok(collector.metrics.has('kiosk_oversold_variants'));
      assert.ok(collector.headers.every((headers) => headers['x-team'] === 'shop'));
    });
  });
}

/** All spans of a name under another one. */
function below(spans: readonly ReceivedSpan[], top: ReceivedSpan, name: string): ReceivedSpan[] {
  const children = spans.filter(
    ({ traceId: of, parentSpanId }) => of === top.traceId && parentSpanId === top.spanId,
  );
  return children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...below(spans, child, name),
  ]);
}
