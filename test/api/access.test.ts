import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { scopes } from '../../src/core/caller.ts';
import { type Client, clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { testPlatform } from '../support/platform.ts';

const path = '/v1/admin/api-keys';
const someId = 'key_01kaqz3v5m7n0c2d4e6f8g1h3j';
let client: Client;
before(async () => {
  client = clientOf(await testPlatform());
});

const made = async (granted: readonly string[], name = 'Warehouse') =>
  expectStatus(await client('POST', path, { admin: true, body: { name, scopes: granted } }), 201);

describe('createApiKey', () => {
  test('shows the key once and keeps it nowhere', async () => {
    const key = await made(['orders:read']);
    assert.match(key.key, /^sk_[A-Za-z0-9]{32}_[0-9a-f]{6}$/);
    assert.equal(key.hint, key.key.slice(-4));
    expectStatus(await client('GET', '/v1/admin/orders', { bearer: key.key }), 200);
    const read = await client('GET', `${path}/${key.id}`, { admin: true });
    const { key: _shown, ...kept } = key;
    assert.deepEqual(read.body, kept);
    assert.ok(!(await client('GET', path, { admin: true })).text.includes(key.key));
  });

  test('repeated with its Idempotency-Key does not show the secret again', async () => {
    const ask = { admin: true, key: 'once', body: { name: 'Once', scopes: ['orders:read'] } };
    const first = expectStatus(await client('POST', path, ask), 201);
    assert.equal(
      expectProblem(await client('POST', path, ask), 409, 'already_created').id,
      first.id,
    );
  });

  test('refuses whoever has no key, the wrong key or too small a scope', async () => {
    const body = { name: 'x', scopes: ['orders:read'] };
    const refused = await client('POST', path, { body });
    expectProblem(refused, 401, 'unauthorized');
    assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer/);
    for (const bearer of [
      'x',
      'sk_',
      'sk__000000',
      `sk_${'a'.repeat(32)}_000000`,
      'a'.repeat(400),
    ]) {
      expectProblem(await client('POST', path, { body, bearer }), 401, 'unauthorized');
    }
    const { key } = await made(['orders:write']);
    const short = expectProblem(
      await client('POST', path, { body, bearer: key }),
      403,
      'insufficient_scope',
    );
    assert.equal(short.required_scope, 'keys:write');
  });

  test('lets nobody give a scope that they lack', async () => {
    const { key } = await made(['keys:write', 'orders:read']);
    for (const scope of ['*', 'orders:write', 'catalog:read']) {
      const body = { name: 'more', scopes: [scope] };
      expectProblem(await client('POST', path, { body, bearer: key }), 403, 'insufficient_scope');
    }
    expectStatus(
      await client('POST', path, { body: { name: 'less', scopes: ['keys:read'] }, bearer: key }),
      201,
    );
  });

  test('names each wrong field', async () => {
    const answer = await client('POST', path, {
      admin: true,
      body: { name: ' ', scopes: [], role: 'x' },
    });
    const pointers = expectProblem(answer, 400, 'invalid_request').errors.map(
      (error: { pointer: string }) => error.pointer,
    );
    assert.deepEqual(pointers.toSorted(), ['/name', '/role', '/scopes']);
  });
});

describe('listApiKeys', () => {
  test('lists the newest first, for keys:read', async () => {
    const { key, id } = await made(['keys:read']);
    assert.equal(expectStatus(await client('GET', path, { bearer: key }), 200).data[0].id, id);
    expectProblem(await client('GET', `${path}?all=1`, { admin: true }), 400, 'invalid_request');
  });
});

describe('getApiKey', () => {
  test('answers 404 for a key that is not there', async () => {
    expectProblem(
      await client('GET', `${path}/${someId}`, { admin: true }),
      404,
      'api_key_not_found',
    );
    expectProblem(await client('GET', `${path}/ord_1`, { admin: true }), 400, 'invalid_request');
  });
});

describe('deleteApiKey', () => {
  test('ends the key at once', async () => {
    const key = await made(['*']);
    expectStatus(await client('GET', path, { bearer: key.key }), 200);
    assert.equal(
      expectStatus(await client('DELETE', `${path}/${key.id}`, { admin: true, ifMatch: '*' }), 200)
        .id,
      key.id,
    );
    expectProblem(await client('GET', path, { bearer: key.key }), 401, 'unauthorized');
    expectProblem(
      await client('DELETE', `${path}/${key.id}`, { admin: true, ifMatch: '"1"' }),
      404,
      'api_key_not_found',
    );
  });

  test('is refused without keys:write', async () => {
    const { key, id } = await made(['keys:read']);
    expectProblem(
      await client('DELETE', `${path}/${id}`, { bearer: key }),
      403,
      'insufficient_scope',
    );
    expectProblem(await client('DELETE', `${path}/${id}`), 401, 'unauthorized');
  });
});

test('each scope opens its own resource and no other', async () => {
  const reads = {
    '/v1/admin/products': 'catalog:read',
    '/v1/admin/inventory': 'inventory:read',
    '/v1/admin/orders': 'orders:read',
    '/v1/admin/discount-codes': 'promotions:read',
    '/v1/admin/shop': 'settings:read',
    '/v1/admin/webhook-endpoints': 'webhooks:read',
    [path]: 'keys:read',
  };
  for (const scope of scopes) {
    const { key } = await made([scope]);
    for (const [resource, needed] of Object.entries(reads)) {
      const { status } = await client('GET', resource, { bearer: key });
      const opens = scope === '*' || scope.replace(/:write$/, ':read') === needed;
      assert.equal(status, opens ? 200 : 403, `${scope} at ${resource}`);
    }
  }
});
