import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Platform } from '../../src/platform/platform.ts';
import { cacheOf, look, reading, rename } from '../support/cached.ts';
import { type Client, clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

describe('what the cache may not do', () => {
  test('who has heard of a change is not given what was begun before it', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const product = await aProduct(client, { title: 'Before' });
    let held: (() => void) | undefined;
    let hold = true;
    const reader = clientOf(
      reading(platform, async (statements) => {
        const found = await platform.replica.ask(statements);
        if (hold && statements.some(({ sql }) => sql.includes('product_search'))) {
          hold = false;
          await new Promise<void>((resolve) => (held = resolve));
        }
        return found;
      }),
    );
    const early = reader('GET', '/v1/search?q=before');
    while (!held) await new Promise((resolve) => setTimeout(resolve, 1));
    await rename(client, product, 'Before and After');
    const own = await reader('GET', '/v1/search?q=before');
    assert.equal(own.body.data[0].title, 'Before and After');
    held();
    await early;
  });

  test('whoever made a change sees it also where the near copy does not have it yet', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const product = await aProduct(client, { title: 'Before' });
    const old = new Map<string, Awaited<ReturnType<Platform['db']['ask']>>>();
    let frozen = false;
    const lagging = reading(platform, async (statements) => {
      const text = JSON.stringify(statements);
      const known = frozen ? old.get(text) : undefined;
      const found = known ?? (await platform.replica.ask(statements));
      if (!frozen) old.set(text, found);
      // What it never was asked it answers as of then, too: nothing has changed.
      return frozen && !known && text.includes('cache_versions WHERE version >') ? [[]] : found;
    });
    const near = clientOf(lagging);
    const path = `/v1/products/${product.id}`;
    await near('GET', path);
    await near('GET', path);
    frozen = true;
    await rename(near, product, 'After');
    assert.equal((await look(near, path))[1].title, 'After');
  });

  test('a slow database does not make everybody wait for what lies in memory', async () => {
    const platform = await testPlatform();
    const made = clientOf(platform);
    const { id } = await aProduct(made);
    let slow = false;
    const timers: number[] = [];
    const hanging = reading(
      {
        ...platform,
        timer: (ms) => {
          if (slow) timers.push(ms);
          const timer = platform.timer(ms);
          // Time does not pass here by itself: what is waited for at most is over at once.
          return slow && ms === 1_000 ? { ...timer, over: Promise.resolve() } : timer;
        },
      },
      async (statements) =>
        slow ? await new Promise<never>(() => undefined) : await platform.replica.ask(statements),
    );
    const client = clientOf(hanging);
    const path = `/v1/products/${id}`;
    await client('GET', path);
    slow = true;
    platform.advance(2_000);
    for (let round = 0; round < 5; round += 1) {
      const answer = await client('GET', path);
      assert.deepEqual([answer.status, cacheOf(answer)], [200, 'stale']);
    }
    assert.equal(timers.filter((ms) => ms === 1_000).length, 1, 'one of five waited');
  });

  test('a currency that is no longer sold is not sold in anything', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const both = [
      { amount: 100, currency: 'GBP' },
      { amount: 120, currency: 'NOK' },
    ];
    const collection = expectStatus(
      await client('POST', '/v1/admin/collections', { admin: true, body: { title: 'All' } }),
      201,
    );
    const one = await aProduct(client, {
      handle: 'one-aa',
      collections: [collection.id],
      variants: [{ sku: 'ONE', prices: both.slice(0, 1) }],
    });
    const other = await aProduct(client, {
      handle: 'other-bb',
      variants: [{ sku: 'OTHER', prices: both }],
    });
    const paths = [
      `/v1/products/${one.id}?currency=NOK`,
      `/v1/products?collection=${collection.id}&currency=NOK`,
    ];
    for (const path of paths) expectStatus(await client('GET', path), 200);
    const variant = `/v1/admin/products/${other.id}/variants/${other.variants[0].id}`;
    const body = { prices: both.slice(0, 1) };
    expectStatus(await client('PATCH', variant, { admin: true, ifMatch: '*', body }), 200);
    for (const path of paths)
      expectProblem(await client('GET', path), 422, 'currency_not_available');
  });
});

describe('an answer from memory', () => {
  const twice = async (client: Client, path: string) => {
    const first = await client('GET', path);
    const second = await client('GET', path);
    assert.deepEqual([cacheOf(first), cacheOf(second)], ['miss', 'hit'], path);
    return [first, second] as const;
  };

  test('has the bytes and the headers of the first one', async () => {
    const client = clientOf(await testPlatform());
    const { id } = await aProduct(client);
    const [made, kept] = await twice(client, `/v1/products/${id}`);
    assert.equal(kept.text, made.text);
    const own = new Set(['request-id', 'server-timing', 'age']);
    for (const [name, value] of made.headers)
      if (!own.has(name)) assert.equal(kept.headers.get(name), value, name);
    assert.notEqual(kept.headers.get('request-id'), made.headers.get('request-id'));
  });

  test('heeds HEAD, If-None-Match, the request id and the trace', async () => {
    const client = clientOf(await testPlatform());
    const { id } = await aProduct(client);
    const path = `/v1/products/${id}`;
    const [made] = await twice(client, path);
    const etag = made.headers.get('etag') ?? '';
    const head = await client('HEAD', path);
    assert.deepEqual([head.status, head.text, head.headers.get('etag')], [200, '', etag]);
    assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(made.text)));
    for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const unchanged = await client('GET', path, { headers: { 'if-none-match': given } });
      assert.deepEqual([unchanged.status, unchanged.text], [304, ''], given);
      assert.equal(unchanged.headers.get('content-type'), null);
    }
    const changed = await client('GET', path, { headers: { 'if-none-match': '"other"' } });
    assert.equal(changed.status, 200);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const told = await client('GET', path, { headers: { 'request-id': 'mine-0001', traceparent } });
    assert.equal(cacheOf(told), 'hit');
    assert.equal(told.headers.get('request-id'), 'mine-0001');
    assert.equal(told.headers.get('traceparent'), traceparent);
  });

  test('is not given to who shows credentials or has seen a write', async () => {
    const client = clientOf(await testPlatform());
    const product = await aProduct(client);
    const path = `/v1/products/${product.id}`;
    await twice(client, path);
    const body = { title: 'Other' };
    const changed = await client('PATCH', `/v1/admin/products/${product.id}`, {
      admin: true,
      ifMatch: '*',
      body,
    });
    const token = changed.headers.get('consistency-token') ?? '';
    await twice(client, path);
    for (const headers of [
      { authorization: 'Bearer x' },
      { authorization: '' },
      { 'consistency-token': token },
    ])
      assert.notEqual(
        cacheOf(await client('GET', path, { headers })),
        'hit',
        JSON.stringify(headers),
      );
  });

  test('belongs to its path, its parameters and their values', async () => {
    const client = clientOf(await testPlatform());
    const prices = [
      { amount: 100, currency: 'GBP' },
      { amount: 130, currency: 'EUR' },
    ];
    const product = await aProduct(client, { variants: [{ sku: 'TWO', prices }] });
    const path = `/v1/products/${product.id}`;
    const [plain] = await twice(client, path);
    const [gbp] = await twice(client, `${path}?currency=GBP`);
    const [eur] = await twice(client, `${path}?currency=EUR`);
    assert.equal(new Set([plain.text, gbp.text, eur.text]).size, 3);
    expectProblem(await client('GET', `${path}?currency=GBP&x=1`), 400, 'invalid_request');
    expectProblem(await client('GET', `${path}?currency=GBP&currency=GBP`), 400, 'invalid_request');
    expectProblem(await client('POST', path), 405, 'method_not_allowed');
    const [sorted] = await twice(client, '/v1/products?limit=5&sort=title');
    const other = await client('GET', '/v1/products?sort=title&limit=5');
    assert.deepEqual([cacheOf(other), other.text], ['hit', sorted.text]);
  });

  test('is not older than a second also where readings of versions and changes cross', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const product = await aProduct(client, { title: 'Before' });
    const path = `/v1/products/${product.id}`;
    // The versions are read again behind an answer; that reading is held until a change is acknowledged.
    let held: (() => void) | undefined;
    let hold = false;
    const reader = clientOf(
      reading(platform, async (statements) => {
        const found = await platform.replica.ask(statements);
        if (hold && statements.length === 1 && statements[0]?.sql.includes('cache_versions')) {
          hold = false;
          await new Promise<void>((resolve) => (held = resolve));
        }
        return found;
      }),
    );
    await twice(reader, path);
    platform.advance(800);
    hold = true;
    assert.equal((await look(reader, path))[0], 'hit');
    await rename(client, product, 'After');
    held?.();
    await platform.settle();
    assert.equal((await look(reader, path))[1].title, 'After');
  });
});
