import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Client, clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf({ ...platform, headersMax: 16_384 });
});

describe('a request may be so large', () => {
  test('8 KiB of URL', async () => {
    const pad = (length: number) => `/v1/search?q=${'x'.repeat(length)}`;
    expectProblem(await client('GET', pad(8_192)), 414, 'uri_too_long');
    assert.equal((await client('GET', pad(8_000))).status, 400);
  });

  test('16 KiB of headers, in one or in many', async () => {
    const many = Array.from({ length: 800 }, (_, at) => [`x-${at}`, 'x'.repeat(20)]);
    for (const headers of [{ 'x-long': 'x'.repeat(16_384) }, Object.fromEntries(many)])
      expectProblem(await client('GET', '/v1/carts/none', { headers }), 431, 'headers_too_large');
    expectStatus(
      await client('GET', '/v1/products', { headers: { 'x-long': 'x'.repeat(16_000) } }),
      200,
    );
  });

  test('50 query parameters', async () => {
    const names = (count: number) => Array.from({ length: count }, (_, at) => `a${at}=`).join('&');
    const problem = expectProblem(
      await client('GET', `/v1/products?${names(51)}`),
      400,
      'invalid_request',
    );
    assert.deepEqual(problem.errors[0].pointer, '/query');
    const unknown = await client('GET', `/v1/products?${names(50)}`);
    assert.equal(expectProblem(unknown, 400, 'invalid_request').errors.length, 50);
  });

  test('a body of wrong names is not answered with a larger one', async () => {
    const names = Array.from({ length: 50_000 }, (_, at) => [`name${at}`, 1]);
    const refused = await client('POST', '/v1/carts', { body: Object.fromEntries(names) });
    assert.equal(expectProblem(refused, 400, 'invalid_request').errors.length, 50);
    assert.ok(refused.text.length < 10_000, String(refused.text.length));
  });

  test('nesting of any depth is refused like any other wrong shape', async () => {
    for (const depth of [100, 5_000, 400_000]) {
      const nest = '['.repeat(depth) + ']'.repeat(depth);
      for (const body of [
        nest,
        `{"lines":${nest}}`,
        `{"__proto__":${nest}}`,
        `{"lines":[${nest}]}`,
      ]) {
        const refused = await client('POST', '/v1/carts', { body });
        assert.equal(refused.status, 400, refused.text.slice(0, 200));
      }
    }
    assert.deepEqual(platform.errors, []);
  });
});

test('every answer may be used by any origin, and framed by none', async () => {
  for (const [method, path] of [
    ['GET', '/v1/products'],
    ['GET', '/v1/products'],
    ['GET', '/v1/carts/none'],
    ['POST', '/v1/carts'],
    ['GET', '/v1/admin/orders'],
    ['GET', '/nowhere'],
    ['GET', '/docs'],
    ['GET', '/health'],
  ] as const) {
    const { headers } = await client(method, path, { headers: { origin: 'https://shop.example' } });
    const expected = {
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': null,
      vary: null,
      'set-cookie': null,
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
    };
    for (const [name, value] of Object.entries(expected))
      assert.equal(headers.get(name), value, `${name} of ${method} ${path}`);
    assert.match(headers.get('access-control-expose-headers') ?? '', /Retry-After.*RateLimit/);
  }
  const { headers } = await client('GET', '/docs');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
});
