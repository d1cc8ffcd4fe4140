import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectRefusedToOthers,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aConfirmedOrder, anOrder, eventsOf } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

const missing = 'ord_01kaqz3v5m7n0c2d4e6f8g1h3j';
let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});

describe('getOrder', () => {
  test('is open to its token and to keys that read orders, and not found for anybody else', async () => {
    const order = await aConfirmedOrder(platform, client);
    const other = await aConfirmedOrder(platform, client);
    const path = `/v1/orders/${order.id}`;
    const answer = await client('GET', path, { bearer: order.access_token });
    assert.equal(expectStatus(answer, 200).access_token, undefined);
    assert.equal(answer.headers.get('etag'), `"${answer.body.version}"`);
    expectStatus(await client('GET', path, { admin: true }), 200);
    const scoped = await client('POST', '/v1/admin/api-keys', {
      admin: true,
      body: { name: 'x', scopes: ['catalog:read'] },
    });
    for (const bearer of [
      other.access_token,
      'ot_',
      'x',
      order.access_token.slice(0, -1),
      scoped.body.key,
    ]) {
      expectProblem(await client('GET', path, { bearer }), 404, 'order_not_found');
    }
    expectProblem(await client('GET', path), 404, 'order_not_found');
    expectProblem(
      await client('GET', `/v1/orders/${missing}`, { admin: true }),
      404,
      'order_not_found',
    );
    expectProblem(
      await client('GET', '/v1/orders/cart_1', { admin: true }),
      400,
      'invalid_request',
    );
  });
});

describe('listOrders', () => {
  test('filters by each of its parameters', async () => {
    const platform = await testPlatform();
    const own = clientOf(platform);
    const paid = await anOrder(own, {});
    await platform.settle();
    const waiting = await anOrder(own, { provider: 'manual' });
    const ids = async (query: string) =>
      expectStatus(await own('GET', `/v1/admin/orders?${query}`, { admin: true }), 200).data.map(
        (order: Json) => order.id,
      );
    assert.deepEqual(await ids(''), [waiting.id, paid.id]);
    assert.deepEqual(await ids('payment_status=pending'), [waiting.id]);
    assert.deepEqual(await ids('status=canceled'), []);
    assert.equal((await ids('email=buyer%40example.com')).length, 2);
    assert.deepEqual(await ids('email=other%40example.com'), []);
    assert.deepEqual(
      await ids(`created_after=${new Date(Date.parse(waiting.created_at) + 1).toISOString()}`),
      [],
    );
    assert.deepEqual(
      await ids(`created_before=${new Date(Date.parse(paid.created_at) - 1).toISOString()}`),
      [],
    );
  });

  test('refuses who may not and values that are none', async () => {
    await expectRefusedToOthers(client, 'GET', '/v1/admin/orders');
    for (const query of [
      'status=paid',
      'limit=0',
      'limit=101',
      'limit=x',
      'cursor=x',
      'sort=id',
      'created_after=yesterday',
      'email=',
    ]) {
      assert.equal(
        (await client('GET', `/v1/admin/orders?${query}`, { admin: true })).status,
        400,
        query,
      );
    }
  });
});

describe('listOrderEvents', () => {
  test('is the whole history, page by page', async () => {
    const order = await aConfirmedOrder(platform, client);
    const types: string[] = [];
    for (let cursor = ''; ;) {
      const page = expectStatus(
        await client('GET', `/v1/admin/orders/${order.id}/events?limit=1${cursor}`, {
          admin: true,
        }),
        200,
      );
      types.push(...page.data.map((event: Json) => event.type));
      if (!page.page.has_more) break;
      cursor = `&cursor=${page.page.next_cursor}`;
    }
    assert.deepEqual(types, await eventsOf(client, order.id));
    assert.equal(types.length, order.version);
  });

  test('refuses who may not and orders that are not there', async () => {
    await expectRefusedToOthers(client, 'GET', `/v1/admin/orders/${missing}/events`);
    expectProblem(
      await client('GET', `/v1/admin/orders/${missing}/events`, { admin: true }),
      404,
      'order_not_found',
    );
  });
});
