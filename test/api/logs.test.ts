import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Client, clientOf, expectStatus, type Json } from '../support/client.ts';
import { aProduct, aReadyCart, buyer, checkOut } from '../support/factories.ts';
import { adminKey, testPlatform, type TestPlatform } from '../support/platform.ts';

interface Line extends Record<string, unknown> {
  readonly level: string;
  readonly event: string;
}

let platform: TestPlatform;
let client: Client;
const lines: Line[] = [];
const since = (start: number, event: string): Line[] =>
  lines.slice(start).filter((line) => line.event === event);

before(async () => {
  platform = await testPlatform({ LOG_LEVEL: 'debug' });
  const log: TestPlatform['log'] = (level, event, fields) =>
    void lines.push({ ...fields, level, event });
  Object.assign(platform, { log });
  client = clientOf(platform);
});

after(() => platform.close());

describe('the log of a purchase', () => {
  let order: Json;
  let cart: Json;

  before(async () => {
    const { variants } = await aProduct(client);
    cart = await aReadyCart(client, [{ sku: variants[0].sku, quantity: 2 }]);
    order = expectStatus(await checkOut(client, cart), 201);
    await platform.settle();
    expectStatus(
      await client('GET', `/v1/orders/${order.id}`, { bearer: order.access_token }),
      200,
    );
  });

  test('has a line for each request, by its operation and its id', () => {
    const requests = since(0, 'request');
    const checkout = requests.find(({ operation }) => operation === 'placeOrder');
    assert.deepEqual(
      { ...checkout, request_id: '', ms: 0, db_ms: 0 },
      {
        request_id: '',
        method: 'POST',
        operation: 'placeOrder',
        status: 201,
        cache: undefined,
        problem: undefined,
        ms: 0,
        db_ms: 0,
        level: 'debug',
        event: 'request',
      },
    );
    assert.equal(new Set(requests.map((line) => line['request_id'])).size, requests.length);
  });

  test('has lines of the work behind it, by kind and id', () => {
    const done = since(0, 'work.done').filter(({ id }) => id === order.id);
    assert.ok(done.length > 0);
    for (const line of done) assert.equal(line['kind'], 'order');
    const [paid] = since(0, 'payment.recorded');
    assert.equal(paid?.['provider'], 'test');
    assert.equal(paid?.['order'], order.id);
    assert.ok(lines.every((line) => typeof line['request_id'] === 'string'));
  });

  test('tells neither whose it is nor what opens anything', () => {
    const text = JSON.stringify(lines);
    const secrets = [
      adminKey,
      order.access_token,
      cart.id,
      'tok_',
      ...Object.values(buyer.shipping_address).filter((part) => part.length > 2),
      buyer.email,
      '@',
    ];
    for (const secret of secrets)
      assert.ok(secret && !text.includes(secret), `in the log: ${secret}`);
  });
});

test('a read that is answered from memory has its line, too', async () => {
  const { handle } = await aProduct(client);
  for (const cache of ['miss', 'hit']) {
    const start = lines.length;
    const id = `given-${cache}-id`;
    const headers = { 'request-id': id };
    expectStatus(await client('GET', `/v1/products/${handle}`, { headers }), 200);
    const [line, ...more] = since(start, 'request');
    assert.equal(line?.['cache'], cache);
    assert.equal(line?.['operation'], 'getProduct');
    assert.equal(line?.['request_id'], id);
    assert.deepEqual(more, []);
  }
});

test('an error that nobody knows is logged once, with the id that its caller is told', async () => {
  const broken: TestPlatform = {
    ...platform,
    writer: {
      ...platform.writer,
      command: () => Promise.reject(new Error('the disk is on fire')),
      batch: () => Promise.reject(new Error('the disk is on fire')),
    },
  };
  const start = lines.length;
  const body = { name: 'Broken', scopes: ['catalog:write'] };
  const answer = await clientOf(broken)('POST', '/v1/admin/api-keys', { admin: true, body });
  assert.equal(answer.status, 500);
  const errors = lines.slice(start).filter(({ level }) => level === 'error');
  assert.equal(errors.length, 1);
  assert.equal(errors[0]?.event, 'request.failed');
  assert.equal(errors[0]?.['request_id'], answer.body.request_id);
  assert.equal(since(start, 'request')[0]?.['problem'], 'internal_error');
});

test('every answer says how long it waited for the database', async () => {
  const timing = async (path: string, ask = {}) =>
    (await client('GET', path, ask)).headers.get('server-timing');
  assert.match(
    String(await timing('/v1/admin/orders', { admin: true })),
    /app;dur=\d+, db;dur=\d+$/,
  );
  const answer = await timing('/health');
  assert.match(String(answer), /^cache;desc=bypass, app;dur=\d+, db;dur=0$/);
});
