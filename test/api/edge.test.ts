import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createApp, everyOperation } from '../../src/app.ts';
import { onlyCopy } from '../../src/db/copies.ts';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

const operations = await everyOperation();

async function begin() {
  const platform = await testPlatform();
  return { platform, client: clientOf(platform) };
}

const cacheOf = ({ headers }: { headers: Headers }) =>
  /cache;desc=(\w+)/.exec(headers.get('server-timing') ?? '')?.[1];
const rename = async (client: Client, product: Json, title: string) =>
  expectStatus(
    await client('PATCH', `/v1/admin/products/${product.id}`, {
      admin: true,
      ifMatch: '*',
      body: { title },
    }),
    200,
  );

describe('the edge cache', () => {
  test('answers a repeated read with the same body and ETag', async () => {
    const { client } = await begin();
    const { handle } = await aProduct(client);
    for (const path of [
      '/v1/products',
      `/v1/products/${handle}`,
      '/v1/search?q=product',
      '/v1/collections',
      '/v1/shop',
    ]) {
      const miss = await client('GET', path);
      const hit = await client('GET', path);
      assert.deepEqual([cacheOf(miss), cacheOf(hit)], ['miss', 'hit'], path);
      assert.equal(hit.text, miss.text);
      assert.match(hit.headers.get('etag') ?? '', /^"[0-9a-f]{32}"$/);
      assert.equal(hit.headers.get('etag'), miss.headers.get('etag'));
      assert.match(hit.headers.get('cache-control') ?? '', /^public/);
    }
  });

  test('tells 304 to whoever has the body, and answers HEAD without one', async () => {
    const { client } = await begin();
    await aProduct(client);
    const etag = (await client('GET', '/v1/products')).headers.get('etag') ?? '';
    for (const seen of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await client('GET', '/v1/products', { headers: { 'if-none-match': seen } });
      assert.deepEqual(
        [answer.status, answer.text, answer.headers.get('etag')],
        [304, '', etag],
        seen,
      );
    }
    assert.equal(
      (await client('GET', '/v1/products', { headers: { 'if-none-match': '"other"' } })).status,
      200,
    );
    const head = await client('HEAD', '/v1/products');
    assert.deepEqual([head.status, head.text, head.headers.get('etag')], [200, '', etag]);
  });

  test('shows an edit at once to the process that made it, and within a second to others', async () => {
    const { platform, client } = await begin();
    const elsewhere = clientOf(await testPlatform({}, platform));
    const product = await aProduct(client);
    const path = `/v1/products/${product.id}`;
    const title = async (ask: Client) => (await ask('GET', path)).body.title;
    assert.deepEqual([await title(client), await title(elsewhere)], [product.title, product.title]);
    for (const next of ['Second', 'Third']) {
      await rename(client, product, next);
      assert.equal(await title(client), next);
      assert.equal((await client('GET', '/v1/products')).body.data[0].title, next);
      platform.advance(1_000);
      assert.equal(await title(elsewhere), next);
    }
    expectStatus(
      await client('DELETE', path.replace('/v1', '/v1/admin'), { admin: true, ifMatch: '*' }),
      200,
    );
    expectProblem(await client('GET', path), 404, 'product_not_found');
    platform.advance(1_000);
    expectProblem(await elsewhere('GET', path), 404, 'product_not_found');
  });

  test('never crosses currencies, and takes two spellings of a request for one', async () => {
    const { client } = await begin();
    const prices = [
      { amount: 500, currency: 'GBP' },
      { amount: 900, currency: 'JPY' },
    ];
    const { id } = await aProduct(client, { variants: [{ sku: 'BOTH', prices }] });
    for (let round = 0; round < 2; round += 1) {
      for (const { amount, currency } of prices) {
        const shown = expectStatus(
          await client('GET', `/v1/products/${id}?currency=${currency}`),
          200,
        );
        assert.deepEqual(shown.variants[0].price, { amount, currency });
        const listed = expectStatus(await client('GET', `/v1/products?currency=${currency}`), 200);
        assert.equal(listed.data[0].price_range.min.currency, currency);
      }
    }
    await client('GET', '/v1/products?limit=5&sort=title');
    assert.equal(cacheOf(await client('GET', '/v1/products?sort=title&limit=5')), 'hit');
    assert.equal(cacheOf(await client('GET', '/v1/products?sort=price&limit=5')), 'miss');
  });

  test('keeps no refusal', async () => {
    const { client } = await begin();
    expectProblem(await client('GET', '/v1/products/soon'), 404, 'product_not_found');
    await aProduct(client, { handle: 'soon' });
    expectStatus(await client('GET', '/v1/products/soon'), 200);
  });

  test('is passed by whoever sends credentials, good or bad, and by a consistency token', async () => {
    const { client } = await begin();
    const made = await client('POST', '/v1/admin/products', {
      admin: true,
      body: { title: 'x', variants: [{ sku: 'x', prices: [] }] },
    });
    const token = made.headers.get('consistency-token') ?? '';
    assert.ok(token.length > 0 && token.length <= 200);
    await client('GET', '/v1/products');
    for (const authorization of ['Bearer nonsense', 'Basic xyz', 'Bearer sk_x', '']) {
      const answer = await client('GET', '/v1/products', { headers: { authorization } });
      assert.deepEqual([answer.status, cacheOf(answer)], [200, 'bypass'], authorization);
    }
    assert.equal(
      cacheOf(await client('GET', '/v1/products', { headers: { 'consistency-token': token } })),
      'bypass',
    );
    assert.equal(
      cacheOf(
        await client('GET', '/v1/products', { headers: { 'consistency-token': 'forged.x' } }),
      ),
      'hit',
    );
  });

  test('is not moved by headers that a cache key does not hold', async () => {
    const { client } = await begin();
    await aProduct(client);
    const clean = await client('GET', '/v1/products');
    for (const headers of [
      { 'x-forwarded-host': 'evil.example' },
      { host: 'evil.example' },
      { 'accept-language': 'de' },
      { cookie: 'a=b' },
      { 'x-http-method-override': 'DELETE' },
    ]) {
      const answer = await client('GET', '/v1/products', { headers });
      assert.equal(answer.text, clean.text);
      assert.ok(!answer.text.includes('evil'));
    }
  });
});

describe('every answer', () => {
  const answers = async (client: Client) => [
    await client('GET', '/v1/products'),
    await client('GET', '/nowhere'),
    await client('POST', '/v1/carts', { body: {} }),
    await client('GET', '/v1/admin/orders'),
    await client('GET', '/health'),
    await client('GET', '/docs'),
    await client('PUT', '/v1/products'),
  ];

  test('carries its id, may be read from any page, and is private unless its route says otherwise', async () => {
    const { client } = await begin();
    const all = await answers(client);
    for (const { headers } of all) {
      assert.match(headers.get('request-id') ?? '', /^req_/);
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('access-control-allow-credentials'), null);
      assert.match(
        headers.get('access-control-expose-headers') ?? '',
        /ETag, Location, Retry-After, Request-Id, Idempotency-Replayed, Consistency-Token, Server-Timing/,
      );
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
    assert.deepEqual(
      all.map(({ headers }) => headers.get('cache-control') === 'private, no-store'),
      [false, true, true, true, true, false, true],
    );
    assert.equal(new Set(all.map(({ headers }) => headers.get('request-id'))).size, all.length);
  });

  test('takes over a harmless request id and the trace of the caller', async () => {
    const { client } = await begin();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const given = await client('GET', '/nowhere', {
      headers: { 'request-id': 'storefront-1234', traceparent },
    });
    assert.deepEqual(
      [given.headers.get('request-id'), given.body.request_id],
      ['storefront-1234', 'storefront-1234'],
    );
    assert.equal(given.headers.get('traceparent'), traceparent);
    for (const bad of ['short', 'with space here', 'x'.repeat(65)]) {
      assert.match(
        (await client('GET', '/health', { headers: { 'request-id': bad } })).headers.get(
          'request-id',
        ) ?? '',
        /^req_/,
      );
    }
  });

  test('to a preflight opens every path', async () => {
    const { client } = await begin();
    for (const path of ['/v1/carts', '/v1/admin/products', '/nowhere']) {
      const { status, headers } = await client('OPTIONS', path, {
        headers: { origin: 'https://shop.example' },
      });
      assert.equal(status, 204);
      assert.equal(
        headers.get('access-control-allow-headers'),
        'Content-Type, Idempotency-Key, If-Match, If-None-Match, Consistency-Token, Authorization',
      );
      assert.match(
        headers.get('access-control-allow-methods') ?? '',
        /GET, HEAD, POST, PATCH, DELETE/,
      );
    }
  });

  test('to a method that a path does not have names those that it has', async () => {
    const { client } = await begin();
    const answer = await client('PUT', '/v1/products');
    expectProblem(answer, 405, 'method_not_allowed');
    assert.equal(answer.headers.get('allow'), 'GET, HEAD, OPTIONS');
    expectProblem(await client('GET', '/v1/nothing'), 404, 'not_found');
    expectProblem(await client('GET', '/v1/products/'), 404, 'not_found');
  });

  test('to an admin operation asks for a key first', async () => {
    const { client } = await begin();
    for (const { spec } of operations.filter((each) => each.spec.path.startsWith('/v1/admin'))) {
      const path = spec.path.replaceAll(/\{\w+\}/g, 'x');
      expectProblem(
        await client(spec.method.toUpperCase(), path, spec.body ? { body: '{' } : {}),
        401,
        'unauthorized',
      );
    }
  });
});

describe('operations', () => {
  test('probes answer while all is well', async () => {
    const { platform, client } = await begin();
    for (const path of ['/health', '/ready', '/ready/writes', '/ready/writes']) {
      assert.deepEqual(expectStatus(await client('GET', path), 200), { status: 'ok' });
    }
    platform.advance(1_000);
    const broken = {
      ...platform,
      writer: { ...platform.writer, apply: async () => Promise.reject(new Error('away')) },
    };
    const answer = await clientOf(broken)('GET', '/ready/writes');
    expectProblem(answer, 503, 'database_unavailable');
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    expectStatus(await clientOf(broken)('GET', '/health'), 200);
  });

  test('the index links to what there is', async () => {
    const { client } = await begin();
    const index = expectStatus(await client('GET', '/'), 200);
    for (const path of [index.docs, index.products, index.health, index.shop])
      expectStatus(await client('GET', path), 200);
  });

  test('the docs come from this host alone', async () => {
    const { client } = await begin();
    for (const path of [
      '/docs',
      '/docs/problems',
      '/docs/problems/stock_short',
      '/docs/limits',
      '/docs/test-tokens',
    ]) {
      const page = await client('GET', path);
      assert.equal(page.status, 200, path);
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.doesNotMatch(page.text, /(?:src|href)="(?:https?:)?\/\//);
    }
    expectProblem(await client('GET', '/docs/problems/constructor'), 404, 'not_found');
    expectProblem(await client('GET', '/docs/problems/%3Cscript%3E'), 404, 'not_found');
  });
});

test('a body that never ends is not waited for', async () => {
  const platform = await testPlatform();
  const app = createApp();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
  });
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  // The nine seconds of a body pass at once.
  const timer = (ms: number) => ({
    over: ms <= 9_000 ? Promise.resolve() : new Promise<void>(() => undefined),
    stop: () => undefined,
  });
  const hasty = { ...platform, timer };
  const response = await app.request('/v1/carts', init, hasty);
  assert.equal(response.status, 408);
  assert.equal(((await response.json()) as { code: string }).code, 'request_timeout');
});

test('a body that breaks off is its sender’s mistake, whatever the runtime calls it', async () => {
  const platform = await testPlatform();
  const app = createApp();
  for (const error of [
    new TypeError('terminated'),
    new Error('Network connection lost.'),
    Object.assign(new Error('aborted'), { code: 'ECONNRESET' }),
  ]) {
    for (const headers of [{}, { 'content-length': '10' }]) {
      const body = new ReadableStream({ pull: (controller) => controller.error(error) });
      const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
      const response = await app.request('/v1/carts', init, platform);
      const problem = (await response.json()) as { code: string; errors: { code: string }[] };
      assert.deepEqual([response.status, problem.code], [400, 'invalid_request']);
      assert.equal(problem.errors[0]?.code, 'body_broken');
    }
  }
  assert.deepEqual(platform.errors, []);
});

test('a small body is not unpacked', async () => {
  const client = clientOf(await testPlatform());
  const packed = { body: '{}', headers: { 'content-encoding': 'gzip' } };
  const refused = await client('POST', '/v1/carts', packed);
  expectProblem(refused, 415, 'unsupported_media_type');
  assert.equal(refused.headers.get('accept-encoding'), 'identity');
  const plain = { body: '{}', headers: { 'content-encoding': 'Identity' } };
  assert.equal((await client('POST', '/v1/carts', plain)).status, 201);
});

test('no request lasts ten seconds, whatever it waits for, and it says what that means', async () => {
  const platform = await testPlatform();
  const never = () => new Promise<never>(() => undefined);
  const codeOf = async (response: Response) => {
    assert.match(response.headers.get('retry-after') ?? '', /^\d+$/);
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  // The time of the whole request is up once `waits` says so; nothing else ends.
  const hanging = (waits: Promise<void>) => ({
    ...platform,
    sleep: never,
    timer: (ms: number) => ({ over: ms === 9_800 ? waits : never(), stop: () => undefined }),
  });
  const db = { ask: never };
  const reader = { ...hanging(Promise.resolve()), db, replica: db, copies: onlyCopy(db) };
  const read = await createApp().request('/v1/products', {}, reader);
  assert.deepEqual(await codeOf(read), [503, 'database_unavailable']);

  let tell = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (tell = resolve));
  const write = () => {
    tell();
    return never();
  };
  const writer = { ...platform.writer, command: write, apply: write, batch: write };
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const written = await createApp().request('/v1/carts', init, {
    ...hanging(waiting),
    writer,
    mailbox: () => ({ send: write, peek: async () => null }),
  });
  assert.deepEqual(await codeOf(written), [503, 'outcome_unknown']);
});
