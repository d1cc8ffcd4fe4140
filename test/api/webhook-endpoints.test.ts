import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verify } from '../../src/core/webhook-signature.ts';
import { clientOf, expectProblem, expectRefusedToOthers, expectStatus } from '../support/client.ts';
import { anOrder } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';
import { aReceiver, type Received } from '../support/receiver.ts';
import { aScene, changeEndpoint, deliveriesOf, hourMs, path } from '../support/webhooks.ts';

describe('an endpoint', () => {
  test('that was paused by a person keeps its place', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver } = scene;
    assert.equal((await changeEndpoint(scene, { status: 'paused' })).paused.reason, 'requested');
    const order = await anOrder(client);
    await platform.settle();
    assert.equal(receiver.received.length, 0);
    await changeEndpoint(scene, { status: 'active' });
    await platform.settle();
    assert.deepEqual(
      receiver.received.map(({ body }) => body.order_id),
      [order.id],
    );
  });

  test('that is deleted gets nothing more, and goes with its log', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver, endpoint } = scene;
    await anOrder(client);
    await platform.settle();
    const ask = { admin: true, ifMatch: '"1"' };
    expectStatus(await client('DELETE', `${path}/${endpoint.id}`, ask), 200);
    await anOrder(client);
    await platform.settle();
    assert.equal(receiver.received.length, 1);
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const body = method === 'PATCH' ? { body: { events: ['*'] } } : {};
      const answer = await client(method, `${path}/${endpoint.id}`, {
        admin: true,
        ...(method === 'GET' ? {} : { ifMatch: '*' }),
        ...body,
      });
      expectProblem(answer, 404, 'webhook_endpoint_not_found');
    }
    assert.deepEqual(expectStatus(await client('GET', path, { admin: true }), 200).data, []);
  });

  test('shows its secret once', async () => {
    const receiver = await aReceiver();
    const client = clientOf(await testPlatform({ WEBHOOK_ALLOW: receiver.host }));
    const body = { url: receiver.url, events: ['*'] };
    const ask = { admin: true, body, key: 'make' };
    const { secret, ...made } = expectStatus(await client('POST', path, ask), 201);
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = expectProblem(await client('POST', path, ask), 409, 'already_created');
    assert.equal(again.id, made.id);
    const answers = [
      await client('GET', path, { admin: true }),
      await client('GET', `${path}/${made.id}`, { admin: true }),
      await client('PATCH', `${path}/${made.id}`, { admin: true, ifMatch: '*', body: {} }),
    ];
    for (const { text } of answers) assert.ok(!text.includes('whsec_'), text);
  });

  test('has two secrets for a day after a rotation', async () => {
    const scene = await aScene(['order.placed']);
    const { platform, client, receiver, endpoint } = scene;
    const rotated = await client('POST', `${path}/${endpoint.id}/rotate-secret`, {
      admin: true,
      key: 'rotate',
    });
    const { secret, version } = expectStatus(rotated, 200);
    assert.notEqual(secret, endpoint.secret);
    assert.equal(version, 2);
    const again = { admin: true, key: 'rotate' };
    expectProblem(
      await client('POST', `${path}/${endpoint.id}/rotate-secret`, again),
      409,
      'already_created',
    );
    await anOrder(client);
    await platform.settle();
    const [both] = receiver.received as [Received];
    for (const known of [secret, endpoint.secret]) {
      assert.ok(verify(known, both.headers, both.text, platform.clock.nowMs()));
    }
    platform.advance(24 * hourMs + 1);
    await anOrder(client);
    await platform.settle();
    const one = receiver.received.at(-1) as Received;
    assert.ok(verify(secret, one.headers, one.text, platform.clock.nowMs()));
    assert.equal(one.headers.get('webhook-signature')?.split(' ').length, 1);
  });

  test('is tested by a message at once', async () => {
    const scene = await aScene();
    const { client, receiver, endpoint, platform } = scene;
    const answer = await client('POST', `${path}/${endpoint.id}/test`, { admin: true });
    const { delivered, response_status, error } = expectStatus(answer, 200);
    assert.deepEqual([delivered, response_status, error], [true, 204, null]);
    const [message] = receiver.received as [Received];
    assert.equal(message.body.type, 'webhook.test');
    assert.ok(verify(endpoint.secret, message.headers, message.text, platform.clock.nowMs()));
    assert.deepEqual(await deliveriesOf(scene), []);
  });

  test('is refused to whoever may not, and needs the right to read orders', async () => {
    const client = clientOf(await testPlatform());
    await expectRefusedToOthers(client, 'GET', path);
    await expectRefusedToOthers(client, 'POST', path);
    await expectRefusedToOthers(client, 'GET', '/v1/admin/events');
    const keyBody = { name: 'x', scopes: ['webhooks:write'] };
    const made = await client('POST', '/v1/admin/api-keys', { admin: true, body: keyBody });
    const bearer = expectStatus(made, 201).key;
    const body = { url: 'https://example.com/', events: ['*'] };
    const refused = expectProblem(
      await client('POST', path, { bearer, body }),
      403,
      'insufficient_scope',
    );
    assert.equal(refused.required_scope, 'orders:read');
    expectProblem(await client('GET', '/v1/admin/events', { bearer }), 403, 'insufficient_scope');
  });

  test('names each wrong field, and keeps to its limits', async () => {
    const client = clientOf(await testPlatform());
    const create = (body: unknown) => client('POST', path, { admin: true, body });
    const url = 'https://example.com/hook';
    for (const body of [
      {},
      { url, events: [] },
      { url, events: ['order.'] },
      { url, events: ['*.placed'] },
      { url, events: ['[a-z]*'] },
      { url, events: ['*'], secret: 'whsec_x' },
      { url: 'x'.repeat(3_000), events: ['*'] },
      { url: `${url}/\ud800`, events: ['*'] },
    ]) {
      expectProblem(await create(body), 400, 'invalid_request');
    }
    for (let count = 0; count < 50; count += 1)
      expectStatus(await create({ url, events: ['*'] }), 201);
    const limit = expectProblem(
      await create({ url, events: ['*'] }),
      422,
      'webhook_endpoint_limit',
    );
    assert.equal(limit.limit, 50);
  });

  test('is changed only at the version that was read', async () => {
    const scene = await aScene();
    const { client, endpoint } = scene;
    const one = `${path}/${endpoint.id}`;
    const body = { events: ['order.*'] };
    expectProblem(await client('PATCH', one, { admin: true, body }), 428, 'precondition_required');
    const changed = await client('PATCH', one, { admin: true, ifMatch: '"1"', body });
    assert.equal(expectStatus(changed, 200).version, 2);
    const late = await client('PATCH', one, { admin: true, ifMatch: '"1"', body });
    assert.equal(expectProblem(late, 412, 'version_conflict').current_version, 2);
  });
});

describe('an inside address', () => {
  const urls = [
    'http://127.0.0.1/',
    'http://127.0.0.1:9999/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.1.2.3/',
    'http://192.168.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://localhost:3000/',
    'http://metadata.google.internal/',
    'http://intranet/',
    'https://user:pass@example.com/',
    'ftp://example.com/',
  ];
  for (const url of urls) {
    test(`is refused as receiver: ${url}`, async () => {
      const client = clientOf(await testPlatform());
      const refused = await client('POST', path, { admin: true, body: { url, events: ['*'] } });
      const [{ pointer }] = expectProblem(refused, 400, 'invalid_request').errors;
      assert.equal(pointer, '/url');
      const body = { url: 'https://example.com/', events: ['*'] };
      const { id } = expectStatus(await client('POST', path, { admin: true, body }), 201);
      const moved = await client('PATCH', `${path}/${id}`, {
        admin: true,
        ifMatch: '*',
        body: { url },
      });
      expectProblem(moved, 400, 'invalid_request');
    });
  }

  test('behind a name is refused at every delivery', async () => {
    const receiver = await aReceiver();
    const resolve = async () => ['127.0.0.1'];
    const platform = await testPlatform({}, undefined, { resolve });
    const client = clientOf(platform);
    const port = receiver.host.split(':')[1];
    const body = { url: `http://hooks.example.com:${port}/`, events: ['order.placed'] };
    const endpoint = expectStatus(await client('POST', path, { admin: true, body }), 201);
    await anOrder(client);
    await platform.settle();
    const [delivery] = await deliveriesOf({ platform, client, receiver, endpoint });
    assert.equal(delivery.state, 'retrying');
    assert.match(delivery.error, /^refused: hooks\.example\.com resolves to an address/);
    assert.equal(receiver.received.length, 0);
  });

  test('is refused in production also without TLS', async () => {
    const environment = { KIOSK_ENV: 'production', PAYMENT_PROVIDERS: 'manual' };
    const client = clientOf(await testPlatform(environment));
    const body = { url: 'http://example.com/', events: ['*'] };
    expectProblem(await client('POST', path, { admin: true, body }), 400, 'invalid_request');
  });
});
