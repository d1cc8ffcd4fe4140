import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { statement } from '../../src/db/sql.ts';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aConfirmedOrder, anOrder } from '../support/factories.ts';
import { testPlatform, type TestPlatform } from '../support/platform.ts';
import { aReceiver, type Receiver } from '../support/receiver.ts';
import { anEndpoint, path } from '../support/webhooks.ts';

async function aShop(): Promise<{ platform: TestPlatform; client: Client; receiver: Receiver }> {
  const receiver = await aReceiver();
  const platform = await testPlatform({ WEBHOOK_ALLOW: receiver.host });
  return { platform, client: clientOf(platform), receiver };
}

const logOf = async (client: Client, query = ''): Promise<Json> =>
  expectStatus(await client('GET', `/v1/admin/events${query}`, { admin: true }), 200);

describe('a replay', () => {
  test('delivers a range again, both ends included, with the same ids', async () => {
    const { platform, client, receiver } = await aShop();
    await aConfirmedOrder(platform, client);
    await aConfirmedOrder(platform, client);
    const { id } = await anEndpoint(client, receiver);
    const { data } = await logOf(client);
    const body = { from: data[1].seq, to: data[3].seq };
    const asked = await client('POST', `${path}/${id}/replay`, { admin: true, body });
    assert.deepEqual(expectStatus(asked, 200).replay, { next: body.from, to: body.to });
    await platform.settle();
    const wanted = data.slice(1, 4).map((event: Json) => event.id);
    assert.deepEqual(
      receiver.received.map(({ headers }) => headers.get('webhook-id')),
      wanted,
    );
    const after = await client('GET', `${path}/${id}`, { admin: true });
    assert.equal(expectStatus(after, 200).replay, null);
    expectStatus(await client('POST', `${path}/${id}/replay`, { admin: true, body }), 200);
    await platform.settle();
    assert.deepEqual(
      receiver.received.map(({ headers }) => headers.get('webhook-id')),
      [...wanted, ...wanted],
    );
  });

  test('takes moments, and only what the endpoint wants', async () => {
    const { platform, client, receiver } = await aShop();
    await aConfirmedOrder(platform, client);
    platform.advance(60_000);
    const from = new Date(platform.clock.nowMs()).toISOString();
    const order = await aConfirmedOrder(platform, client);
    platform.advance(60_000);
    const to = new Date(platform.clock.nowMs() - 1).toISOString();
    await aConfirmedOrder(platform, client);
    const { id } = await anEndpoint(client, receiver, ['order.*']);
    const replay = (body: unknown) => client('POST', `${path}/${id}/replay`, { admin: true, body });
    expectStatus(await replay({ from, to }), 200);
    await platform.settle();
    assert.deepEqual(
      receiver.received.map(({ body }) => [body.order_id, body.type]),
      [
        [order.id, 'order.placed'],
        [order.id, 'order.confirmed'],
      ],
    );
    expectStatus(await replay({ from }), 200);
    await platform.settle();
    assert.equal(receiver.received.length, 6);
    const late = new Date(platform.clock.nowMs() + 60_000).toISOString();
    assert.equal(expectStatus(await replay({ from: late }), 200).replay, null);
    for (const body of [{}, { from: -1 }, { from: 'yesterday' }, { from: 1, to: 1.5 }]) {
      expectProblem(await replay(body), 400, 'invalid_request');
    }
  });

  test('of a long range is worked off in steps, one at a time, beside what is new', async () => {
    const { platform, client, receiver } = await aShop();
    const placed = await anOrder(client);
    await platform.settle();
    const [event] = (await logOf(client)).data;
    // Many events of many orders, as years of trade leave them.
    await platform.writer.apply(
      statement`INSERT INTO events(id, stream, version, type, data, at)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
        SELECT 'evt_' || i, 'old_' || (i % 50), i, e.type, '{}', e.at FROM n, events e WHERE e.seq = ${event.seq}`,
    );
    const { id } = await anEndpoint(client, receiver, ['order.placed']);
    const body = { from: 1 };
    const replay = () => client('POST', `${path}/${id}/replay`, { admin: true, body });
    expectStatus(await replay(), 200);
    const running = expectProblem(await replay(), 409, 'replay_running');
    assert.equal(running.next, 1);
    await platform.settle();
    assert.equal(receiver.received.length, 701);
    assert.ok(receiver.received.some((message) => message.body.order_id === placed.id));
    assert.equal(new Set(receiver.received.map((message) => message.body.id)).size, 701);
  });

  test('begins once, however many ask at the same moment', async () => {
    const { platform, client, receiver } = await aShop();
    await aConfirmedOrder(platform, client);
    const { id } = await anEndpoint(client, receiver);
    const answers = await Promise.all(
      [1, 2, 3].map((from) =>
        client('POST', `${path}/${id}/replay`, { admin: true, body: { from, to: 3 } }),
      ),
    );
    const begun = answers.filter(({ status }) => status === 200);
    assert.equal(begun.length, 1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expectProblem(answer, 409, 'replay_running');
    await platform.settle();
    assert.equal(receiver.received.length, 3 - begun[0]?.body.replay.next + 1);
  });
});

describe('the event log', () => {
  test('is a feed without gaps for whoever polls it', async () => {
    const { platform, client } = await aShop();
    const seen: number[] = [];
    let after = 0;
    const poll = async () => {
      for (;;) {
        const page = await logOf(client, `?after=${after}&limit=3`);
        seen.push(...page.data.map((event: Json) => event.seq));
        after = page.next_after;
        if (!page.page.has_more) return;
      }
    };
    for (let count = 0; count < 4; count += 1) {
      await Promise.all([anOrder(client), anOrder(client), poll()]);
      await platform.settle();
    }
    await poll();
    const all = (await logOf(client, '?limit=100')).data.map((event: Json) => event.seq);
    assert.deepEqual(seen, all);
    assert.deepEqual(
      all,
      all.toSorted((a: number, b: number) => a - b),
    );
    const { data, next_after, page } = await logOf(client, `?after=${after}`);
    assert.deepEqual([data, next_after, page.has_more], [[], after, false]);
  });

  test('narrows by types, and goes on over what it left out', async () => {
    const { platform, client } = await aShop();
    await aConfirmedOrder(platform, client);
    const all = (await logOf(client, '?limit=100')).data;
    const some = await logOf(client, '?types=payment.*,order.placed');
    assert.deepEqual(
      some.data,
      all.filter(({ type }: Json) => type.startsWith('payment.') || type === 'order.placed'),
    );
    assert.equal(some.next_after, all.at(-1).seq);
    const first = await logOf(client, '?types=order.*&limit=1');
    assert.equal(first.next_after, first.data[0].seq);
    const second = await logOf(client, `?types=order.*&limit=1&cursor=${first.page.next_cursor}`);
    assert.deepEqual(
      second.data.map(({ type }: Json) => type),
      ['order.confirmed'],
    );
  });

  test('says whose event it is, without secrets', async () => {
    const { client } = await aShop();
    const order = await anOrder(client, { token: 'tok_requires_action' });
    const answer = await client('GET', '/v1/admin/events', { admin: true });
    assert.doesNotMatch(answer.text, /tok_|secret|return_url|ot_/);
    const [placed] = answer.body.data;
    assert.equal(placed.order_id, order.id);
    assert.equal(placed.version, 1);
    assert.deepEqual(placed.data.totals.total, order.totals.total);
    for (const query of ['?after=-1', '?after=x', '?types=x', '?types=', '?limit=0', '?seq=1']) {
      const refused = await client('GET', `/v1/admin/events${query}`, { admin: true });
      expectProblem(refused, 400, 'invalid_request');
    }
    const forged = await client('GET', '/v1/admin/events?cursor=forged', { admin: true });
    expectProblem(forged, 400, 'invalid_cursor');
  });
});
