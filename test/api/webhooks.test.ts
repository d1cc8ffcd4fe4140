import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verify } from '../../src/core/webhook-signature.ts';
import { work } from '../../src/jobs.ts';
import { clientOf, expectStatus, type Json } from '../support/client.ts';
import { aConfirmedOrder, anOrder, eventsOf } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';
import { aReceiver, type Received } from '../support/receiver.ts';
import {
  aScene,
  anEndpoint,
  changeEndpoint,
  deliveriesOf,
  hourMs,
  minuteMs,
  readEndpoint,
  secondMs,
} from '../support/webhooks.ts';

const types = (messages: readonly Received[]): string[] => messages.map(({ body }) => body.type);
const ids = (messages: readonly Received[]) =>
  messages.map(({ headers }) => headers.get('webhook-id'));

describe('a delivery', () => {
  test('is signed, carries the public event, and is logged', async () => {
    const scene = await aScene();
    const { platform, client, receiver, endpoint } = scene;
    const order = await aConfirmedOrder(platform, client);
    const events = await eventsOf(client, order.id);
    assert.deepEqual(types(receiver.received), events);
    const log = expectStatus(await client('GET', '/v1/admin/events', { admin: true }), 200).data;
    for (const [at, { headers, text, body }] of receiver.received.entries()) {
      const nowMs = platform.clock.nowMs();
      assert.equal(verify(endpoint.secret, headers, text, nowMs), body.id);
      assert.equal(headers.get('content-type'), 'application/json');
      assert.deepEqual(body, log[at]);
      assert.equal(body.order_id, order.id);
    }
    const text = receiver.received.map((message) => message.text).join('\n');
    assert.doesNotMatch(text, /tok_|ot_|whsec|secret|return_url|"[a-z]+[A-Z]/);
    const deliveries = await deliveriesOf(scene);
    assert.deepEqual(deliveries.map(({ type }) => type).toReversed(), events);
    const [{ duration_ms, attempted_at, created_at, ...last }] = deliveries as [Json];
    assert.ok(duration_ms >= 0 && attempted_at >= created_at);
    assert.deepEqual(last, {
      event_id: log.at(-1).id,
      seq: log.at(-1).seq,
      type: 'order.confirmed',
      order_id: order.id,
      state: 'delivered',
      attempts: 1,
      response_status: 204,
      error: null,
      next_try_at: null,
    });
    assert.deepEqual(platform.errors, []);
  });

  test('is made of what the endpoint wants', async () => {
    const scene = await aScene(['payment.*', 'order.confirmed']);
    const { platform, client, receiver } = scene;
    await aConfirmedOrder(platform, client);
    const wanted = types(receiver.received);
    assert.ok(wanted.includes('order.confirmed') && wanted.includes('payment.captured'));
    assert.ok(wanted.every((type) => type !== 'order.placed'));
    await changeEndpoint(scene, { events: ['refund.*'] });
    await aConfirmedOrder(platform, client);
    assert.equal(receiver.received.length, wanted.length);
  });

  test('begins with what happens after the endpoint was made', async () => {
    const receiver = await aReceiver();
    const platform = await testPlatform({ WEBHOOK_ALLOW: receiver.host });
    const client = clientOf(platform);
    await aConfirmedOrder(platform, client);
    await anEndpoint(client, receiver, ['order.placed']);
    await platform.settle();
    assert.equal(receiver.received.length, 0);
    const order = await aConfirmedOrder(platform, client);
    assert.deepEqual(
      receiver.received.map(({ body }) => body.order_id),
      [order.id],
    );
  });

  test('is repeated with the same id when the process died before it was recorded', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    await anOrder(client);
    const dying: typeof platform.writer.apply = async (one) => {
      if (one.sql.startsWith('UPDATE deliveries')) throw new Error('died');
      return await platform.writer.apply(one);
    };
    const mortal = { ...platform, writer: { ...platform.writer, apply: dying } };
    const { endpoint } = scene;
    assert.equal(await work(mortal, { kind: 'webhook', id: endpoint.id }), 'put_off');
    assert.equal(receiver.received.length, 1);
    platform.advance(minuteMs);
    await platform.settle();
    assert.equal(receiver.received.length, 2);
    const [first, second] = ids(receiver.received);
    assert.equal(first, second);
    const [delivery] = await deliveriesOf(scene);
    assert.equal(delivery.state, 'delivered');
  });

  test('that fails holds up no other, and is tried again at its times', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    const bad = await anOrder(client);
    receiver.answer(({ body }) => (body.order_id === bad.id ? 500 : 200));
    const good = await anOrder(client);
    await platform.settle();
    assert.deepEqual(
      receiver.received.map(({ body }) => body.order_id).toSorted(),
      [bad.id, good.id].toSorted(),
    );
    const [failed] = await deliveriesOf(scene, '&state=retrying');
    assert.equal(failed.order_id, bad.id);
    assert.equal(failed.response_status, 500);
    assert.equal(failed.error, 'HTTP 500');
    const pauseMs = Date.parse(failed.next_try_at) - Date.parse(failed.attempted_at);
    assert.ok(pauseMs >= 5 * secondMs && pauseMs <= 5.5 * secondMs, String(pauseMs));
    platform.advance(5.6 * secondMs);
    await platform.settle();
    assert.equal(receiver.received.length, 3);
    receiver.answer(200);
    platform.advance(6 * minuteMs);
    await platform.settle();
    assert.equal(receiver.received.length, 4);
    const delivered = (await deliveriesOf(scene)).find((each) => each.order_id === bad.id);
    assert.equal(delivered.state, 'delivered');
    assert.equal(delivered.attempts, 3);
  });

  test('waits as long as Retry-After asks for', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    receiver.answer({ status: 503, headers: { 'retry-after': '3600' } });
    await anOrder(client);
    await platform.settle();
    receiver.answer(200);
    platform.advance(30 * minuteMs);
    await platform.settle();
    assert.equal(receiver.received.length, 1);
    platform.advance(31 * minuteMs);
    await platform.settle();
    assert.equal(receiver.received.length, 2);
  });

  test('is no success when it is redirected', async () => {
    const scene = await aScene(['order.placed']);
    const other = await aReceiver();
    scene.receiver.answer({ status: 307, headers: { location: other.url } });
    await anOrder(scene.client);
    await scene.platform.settle();
    assert.equal(other.received.length, 0);
    const [delivery] = await deliveriesOf(scene);
    assert.equal(delivery.state, 'retrying');
    assert.equal(delivery.error, 'HTTP 307');
  });

  test('keeps the order of the events of an order', async () => {
    const scene = await aScene();
    const { platform, client, receiver } = scene;
    await Promise.all(Array.from({ length: 6 }, () => anOrder(client)));
    await platform.settle();
    for (const messages of Map.groupBy(receiver.received, ({ body }) => body.order_id).values()) {
      const versions = messages.map(({ body }) => body.version);
      assert.deepEqual(
        versions,
        versions.toSorted((a, b) => a - b),
      );
    }
    assert.equal(new Set(ids(receiver.received)).size, receiver.received.length);
  });

  test('is made once by several processes', async () => {
    const scene = await aScene();
    const { platform, client, receiver } = scene;
    const beside = await testPlatform({ WEBHOOK_ALLOW: receiver.host }, platform);
    await Promise.all(Array.from({ length: 4 }, () => anOrder(client)));
    await Promise.all([platform.settle(), beside.settle(), platform.settle()]);
    await platform.settle();
    assert.ok(receiver.received.length >= 12);
    assert.equal(new Set(ids(receiver.received)).size, receiver.received.length);
  });

  test('does not need a message: what was appended is due', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver, endpoint } = scene;
    await anOrder(client);
    assert.equal(await work(platform, { kind: 'webhook', id: endpoint.id }), 'done');
    assert.equal(receiver.received.length, 1);
    // With nothing left there is nothing due, until the next event.
    assert.equal(await work(platform, { kind: 'webhook', id: endpoint.id }), 'idle');
    await anOrder(client);
    assert.equal(await work(platform, { kind: 'webhook', id: endpoint.id }), 'done');
    assert.equal(receiver.received.length, 2);
  });
});

describe('a receiver that is away', () => {
  test('is asked seldom, and gets everything when it is back', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    receiver.answer(503);
    const orders = [];
    for (let count = 0; count < 12; count += 1) orders.push((await anOrder(client)).id);
    await platform.settle();
    const asked = receiver.received.length;
    assert.ok(asked <= 9, `asked ${asked} times`);
    for (let minutes = 0; minutes < 120; minutes += 1) {
      platform.advance(minuteMs);
      await platform.settle();
    }
    assert.ok(
      receiver.received.length < 80,
      `asked ${receiver.received.length} times in two hours`,
    );
    assert.ok((await readEndpoint(scene)).failing_since);
    receiver.answer(200);
    // The next event gets through, and with it all that had failed meanwhile.
    orders.push((await anOrder(client)).id);
    platform.advance(6 * minuteMs);
    await platform.settle();
    const deliveries = await deliveriesOf(scene);
    assert.deepEqual([...new Set(deliveries.map(({ state }) => state))], ['delivered']);
    assert.deepEqual(deliveries.map(({ order_id }) => order_id).toReversed(), orders);
    assert.equal((await readEndpoint(scene)).failing_since, null);
  });

  test('for five days is paused, loses nothing, and goes on when it is made active', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    receiver.answer(500);
    const first = await anOrder(client);
    await platform.settle();
    for (let hours = 0; hours < 121; hours += 1) {
      platform.advance(hourMs);
      await platform.settle();
    }
    const paused = await readEndpoint(scene);
    assert.equal(paused.status, 'paused');
    assert.equal(paused.paused.reason, 'failing');
    assert.ok(paused.paused.at);
    assert.ok(platform.errors.some((line) => line.startsWith('webhook.paused')));
    const asked = receiver.received.length;
    const second = await anOrder(client);
    receiver.answer(200);
    platform.advance(24 * hourMs);
    await platform.settle();
    assert.equal(receiver.received.length, asked);
    const active = await changeEndpoint(scene, { status: 'active' });
    assert.equal(active.status, 'active');
    assert.equal(active.paused, null);
    await platform.settle();
    assert.deepEqual(
      receiver.received.slice(asked).map(({ body }) => body.order_id),
      [first.id, second.id],
    );
  });

  test('for good says 410 and is paused at once', async () => {
    const scene = await aScene(['order.placed']);
    scene.receiver.answer(410);
    await anOrder(scene.client);
    await scene.platform.settle();
    const paused = await readEndpoint(scene);
    assert.equal(paused.status, 'paused');
    assert.equal(paused.paused.reason, 'gone');
  });

  test('with one event only makes that one dead, a dead letter that can be redriven', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    const bad = await anOrder(client);
    receiver.answer(({ body }) => (body.order_id === bad.id ? 500 : 200));
    for (let days = 0; days < 8; days += 1) {
      await anOrder(client);
      for (let hours = 0; hours < 24; hours += 4) {
        await platform.settle();
        platform.advance(4 * hourMs);
      }
    }
    const [dead] = await deliveriesOf(scene, '&state=dead');
    assert.equal(dead.order_id, bad.id);
    assert.equal(dead.attempts, 12);
    assert.equal((await readEndpoint(scene)).status, 'active');
    const letters = expectStatus(
      await client('GET', '/v1/admin/dead-letters', { admin: true }),
      200,
    ).data;
    assert.equal(letters.length, 1);
    assert.equal(letters[0].kind, 'delivery');
    assert.equal(letters[0].error, 'HTTP 500');
    receiver.answer(200);
    const redrive = `/v1/admin/dead-letters/${encodeURIComponent(letters[0].id)}/redrive`;
    expectStatus(await client('POST', redrive, { admin: true }), 200);
    await platform.settle();
    assert.equal((await deliveriesOf(scene, '&state=dead')).length, 0);
    assert.equal(receiver.received.at(-1)?.body.order_id, bad.id);
  });
});
