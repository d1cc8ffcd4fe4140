import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import createClient from 'openapi-fetch';
import type { paths } from '../../examples/api.d.ts';
import { verify } from '../../src/core/webhook-signature.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';
import type { ServerProcess } from './server-process.ts';

/** What a merchant's receiver is promised, on every runtime. */
export function webhookPromises(server: () => ServerProcess, receiver: () => Receiver): void {
  const admin = () =>
    createClient<paths>({
      baseUrl: server().url,
      headers: { authorization: `Bearer ${server().adminKey}` },
    });

  async function anEndpoint(url: string) {
    const body = { url, events: ['order.placed'], description: '' };
    const { data, error } = await admin().POST('/v1/admin/webhook-endpoints', { body });
    return { endpoint: data, problem: error };
  }

  async function placeOrder(): Promise<string> {
    const client = admin();
    const sku = `W-${randomUUID()}`;
    const prices = [{ amount: 500, currency: 'GBP' }];
    const product = {
      title: sku,
      status: 'active' as const,
      variants: [{ sku, prices, inventory: { on_hand: 5, policy: 'deny' as const } }],
    };
    await client.POST('/v1/admin/products', { body: product as never });
    const made = await client.POST('/v1/carts', { body: { lines: [{ sku, quantity: 1 }] } });
    assert.ok(made.data, JSON.stringify(made.error));
    const path = { cart: made.data.id };
    const shipping_address = { name: 'A', line1: '1 High Street', city: 'York', country: 'GB' };
    const buyer = { email: 'buyer@example.com', shipping_address };
    await client.PATCH('/v1/carts/{cart}', { params: { path }, body: buyer });
    const options = await client.GET('/v1/carts/{cart}/shipping-options', { params: { path } });
    const shipping_option_id = options.data?.data[0]?.id;
    const ready = await client.PATCH('/v1/carts/{cart}', {
      params: { path },
      body: shipping_option_id === undefined ? {} : { shipping_option_id },
    });
    assert.ok(ready.data, JSON.stringify(ready.error));
    const placed = await client.POST('/v1/carts/{cart}/checkout', {
      params: { path, header: { 'Idempotency-Key': randomUUID() } },
      body: {
        expected_total: ready.data.totals.total,
        payment: { provider: 'test', token: 'tok_success' },
      },
    });
    assert.ok(placed.data, JSON.stringify(placed.error));
    return placed.data.id;
  }

  test('an event reaches its receiver, signed, within five seconds', async () => {
    const { endpoint } = await anEndpoint(receiver().url);
    assert.ok(endpoint);
    const orderId = await placeOrder();
    const placedMs = Date.now();
    await receiver().until(1);
    assert.ok(Date.now() - placedMs < 5_000, `it took ${Date.now() - placedMs} ms`);
    const [message] = receiver().received;
    assert.ok(message);
    assert.equal(
      verify(endpoint.secret, message.headers, message.text, Date.now()),
      message.body.id,
    );
    assert.equal(message.body.type, 'order.placed');
    assert.equal(message.body.order_id, orderId);
    assert.doesNotMatch(message.text, /tok_/);
  });

  test('a slow receiver holds up neither orders nor another receiver', async () => {
    const { endpoint } = await anEndpoint(receiver().url);
    assert.ok(endpoint);
    const before = receiver().received.length;
    // Of two endpoints at one receiver, one never gets an answer.
    receiver().answer(({ headers }) => {
      const silent = verified(endpoint.secret, headers);
      return silent ? 'hang' : 204;
    });
    const orders = [await placeOrder(), await placeOrder()];
    await receiver().until(before + 4);
    const placedMs = Date.now();
    const third = await placeOrder();
    await until('the order', async () => {
      const read = await admin().GET('/v1/admin/orders/{id}', { params: { path: { id: third } } });
      return read.data?.status === 'confirmed';
    });
    await until('its event', async () =>
      receiver().received.some(({ body }) => body.order_id === third),
    );
    assert.ok(Date.now() - placedMs < 8_000, `it took ${Date.now() - placedMs} ms`);
    assert.equal(orders.length, 2);
    receiver().answer(204);
    const path = { id: endpoint.id };
    const header = { 'If-Match': '*' };
    await admin().DELETE('/v1/admin/webhook-endpoints/{id}', { params: { path, header } });
  });

  test('an inside address is refused as receiver', async () => {
    for (const url of ['http://127.0.0.1:1/', 'http://[::1]/', 'http://localhost:8787/']) {
      const { problem } = await anEndpoint(url);
      assert.equal(problem?.code, 'invalid_request', url);
    }
  });

  const verified = (secret: string, headers: Headers): boolean => {
    const message = receiver().received.findLast((each) => each.headers === headers);
    try {
      verify(secret, headers, message?.text ?? '', Date.now());
      return true;
    } catch {
      return false;
    }
  };
}
