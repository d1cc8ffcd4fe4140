import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Platform } from '../../src/platform/platform.ts';
import { another, cacheOf, look, reading, rename } from '../support/cached.ts';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

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
