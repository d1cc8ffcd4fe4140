import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Statement } from '../../src/core/statement.ts';
import type { Platform } from '../../src/platform/platform.ts';
import {
  type Answer,
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

const cacheOf = (answer: Answer) =>
  /desc=(\w+)/.exec(answer.headers.get('server-timing') ?? '')?.[1];

/** What the cache says of a path, and the path's body. */
async function look(client: Client, path: string): Promise<[string | undefined, Json]> {
  const answer = await client('GET', path);
  return [cacheOf(answer), answer.body];
}

const rename = async (client: Client, product: Json, title: string): Promise<Json> => {
  const path = `/v1/admin/products/${product.id}`;
  return expectStatus(
    await client('PATCH', path, { admin: true, ifMatch: '*', body: { title } }),
    200,
  );
};

/** Another process: what it knows of versions is its own, and up to a second old. */
async function another(platform: TestPlatform): Promise<Client> {
  return clientOf(await testPlatform({}, platform));
}

/** The platform, reading through `ask`. */
const reading = (
  platform: TestPlatform,
  ask: (statements: readonly Statement[]) => ReturnType<Platform['db']['ask']>,
): TestPlatform => ({ ...platform, replica: { ...platform.replica, ask } });

describe('what an edit makes old', () => {
  test('its product under both names, the list of all, its collections and search; nothing else', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const collections = [];
    for (const title of ['Mine', 'Others']) {
      const body = { title };
      const made = await client('POST', '/v1/admin/collections', { admin: true, body });
      collections.push(expectStatus(made, 201));
    }
    const [mine, others] = collections;
    const edited = await aProduct(client, {
      collections: [mine.id],
      title: 'Alpha',
      handle: 'alpha-aa',
    });
    const spared = await aProduct(client, {
      collections: [others.id],
      title: 'Beta',
      handle: 'beta-bb',
    });
    assert.notEqual(edited.id.slice(-2), spared.id.slice(-2));
    const old = [
      `/v1/products/${edited.id}`,
      '/v1/products/alpha-aa',
      '/v1/products',
      `/v1/products?collection=${mine.id}`,
      `/v1/products?collection=${mine.handle}`,
      '/v1/search?q=alp',
    ];
    const kept = [
      `/v1/products/${spared.id}`,
      '/v1/products/beta-bb',
      `/v1/products?collection=${others.handle}`,
      '/v1/collections',
      `/v1/collections/${mine.handle}`,
    ];
    const reader = await another(platform);
    for (const path of [...old, ...kept]) expectStatus(await reader('GET', path), 200);

    await rename(client, edited, 'Alpine');
    platform.advance(1_000);
    for (const path of kept) assert.equal((await look(reader, path))[0], 'hit', path);
    for (const path of old) {
      const [cache, body] = await look(reader, path);
      assert.equal(cache, 'miss', path);
      assert.match(JSON.stringify(body), /Alpine/, path);
    }
  });

  test('is seen by others within a second, and at once by whoever made it', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const product = await aProduct(client, { title: 'Before' });
    const reader = await another(platform);
    const path = `/v1/products/${product.id}`;
    assert.equal((await look(reader, path))[1].title, 'Before');
    await rename(client, product, 'After');
    assert.equal((await look(client, path))[1].title, 'After');
    platform.advance(1_000);
    assert.equal((await look(reader, path))[1].title, 'After');
  });

  test('an import makes the pages of its products old, however many there are', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const products = Array.from({ length: 25 }, (_, index) => ({
      title: `Mug ${index}`,
      handle: `mug-${index}`,
      status: 'active',
      variants: [{ sku: `M-${index}`, prices: [{ amount: 100, currency: 'GBP' }] }],
    }));
    const headers = { 'content-type': 'application/x-ndjson' };
    const bring = async (lines: readonly object[]) => {
      const body = lines.map((each) => JSON.stringify(each)).join('\n');
      const path = '/v1/admin/imports?format=ndjson';
      expectStatus(await client('POST', path, { admin: true, body, headers }), 201);
    };
    await bring(products);
    const reader = await another(platform);
    for (const { handle } of products) await look(reader, `/v1/products/${handle}`);
    await bring(products.map((each) => ({ ...each, title: `${each.title} again` })));
    platform.advance(1_000);
    for (const { handle, title } of products) {
      const [cache, body] = await look(reader, `/v1/products/${handle}`);
      assert.deepEqual([cache, body.title], ['miss', `${title} again`]);
    }
  });

  test('a terms change makes everything old that shows the shop', async () => {
    const client = clientOf(await testPlatform());
    const product = await aProduct(client);
    const paths = ['/v1/shop', '/v1/products', `/v1/products/${product.id}`];
    for (const path of paths) await client('GET', path);
    const shop = expectStatus(await client('GET', '/v1/admin/shop', { admin: true }), 200);
    const body = { name: `${shop.name} and Daughters` };
    expectStatus(await client('PATCH', '/v1/admin/shop', { admin: true, ifMatch: '*', body }), 200);
    for (const path of paths) assert.equal((await look(client, path))[0], 'miss', path);
  });
});

describe('a body', () => {
  test('that a thousand miss at once is made once', async () => {
    const platform = await testPlatform();
    const { id } = await aProduct(clientOf(platform));
    let fills = 0;
    const client = clientOf(
      reading(platform, async (statements) => {
        if (statements.some(({ sql }) => sql.includes('FROM products'))) fills += 1;
        return await platform.replica.ask(statements);
      }),
    );
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => client('GET', `/v1/products/${id}`)),
    );
    assert.equal(fills, 1);
    assert.equal(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size, 1);
  });

  test('of a copy that lags is not kept as new', async () => {
    const platform = await testPlatform();
    const editor = clientOf(platform);
    const product = await aProduct(editor, { title: 'Before' });
    const path = `/v1/products/${product.id}`;
    let frozen: Map<string, Awaited<ReturnType<Platform['db']['ask']>>> | undefined;
    // A copy that still answers a product as it was, while it has heard of newer versions already.
    const client = clientOf(
      reading({ ...(await testPlatform({}, platform)) }, async (statements) => {
        const text = statements.map(({ sql }) => sql).join();
        const old = frozen?.get(text);
        if (old) return old;
        const found = await platform.replica.ask(statements);
        if (text.includes('FROM products')) frozen ??= new Map([[text, found]]);
        return found;
      }),
    );
    assert.equal((await look(client, path))[1].title, 'Before');
    await rename(editor, product, 'After');
    platform.advance(1_000);
    assert.equal((await look(client, path))[1].title, 'After');
    assert.deepEqual((await look(client, path))[0], 'hit');
  });

  test('that is right but old is answered at once and renewed behind the answer', async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const { id } = await aProduct(client);
    const path = `/v1/products/${id}`;
    await client('GET', path);
    platform.advance(3_600_000);
    const stale = await client('GET', path);
    assert.equal(cacheOf(stale), 'stale');
    assert.match(stale.headers.get('age') ?? '', /^360\d$/);
    await platform.settle();
    const renewed = await client('GET', path);
    assert.deepEqual([cacheOf(renewed), renewed.headers.get('age')?.length], ['hit', 1]);
  });

  test('is answered while the database is away, and what was never asked for is not', async () => {
    const platform = await testPlatform();
    const made = clientOf(platform);
    const { id } = await aProduct(made);
    let away = false;
    const client = clientOf(
      reading(platform, async (statements) => {
        if (away) throw new Error('the database is away');
        return await platform.replica.ask(statements);
      }),
    );
    const path = `/v1/products/${id}`;
    const before = await client('GET', path);
    away = true;
    platform.advance(5_000);
    const stale = await client('GET', path);
    assert.deepEqual([stale.status, cacheOf(stale), stale.text], [200, 'stale', before.text]);
    assert.ok((await client('GET', '/v1/products')).status >= 500);
  });
});

describe('what is not there', () => {
  test('is remembered until it appears', async () => {
    const client = clientOf(await testPlatform());
    const path = '/v1/products/soon-here';
    const first = await client('GET', path);
    const second = await client('GET', path);
    assert.deepEqual([cacheOf(first), cacheOf(second)], ['miss', 'hit']);
    for (const answer of [first, second]) expectProblem(answer, 404, 'product_not_found');
    assert.notEqual(first.body.request_id, second.body.request_id);
    await aProduct(client, { handle: 'soon-here' });
    expectStatus(await client('GET', path), 200);
  });

  test('is not shown as there again after it went', async () => {
    const client = clientOf(await testPlatform());
    const product = await aProduct(client);
    const path = `/v1/products/${product.id}`;
    expectStatus(await client('GET', path), 200);
    const removed = await client('DELETE', `/v1/admin/products/${product.id}`, {
      admin: true,
      ifMatch: '*',
    });
    assert.ok(removed.status < 300, removed.text);
    expectProblem(await client('GET', path), 404, 'product_not_found');
  });
});

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
    const sleeps: number[] = [];
    const hanging = reading(
      {
        ...platform,
        sleep: (ms, abandoned) => {
          if (slow) sleeps.push(ms);
          // Time does not pass here by itself: what is waited for at most is over at once.
          return slow && ms === 1_000 ? Promise.resolve() : platform.sleep(ms, abandoned);
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
    assert.equal(sleeps.filter((ms) => ms === 1_000).length, 1, 'one of five waited');
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
    assert.equal(head.headers.get('content-length'), null);
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
