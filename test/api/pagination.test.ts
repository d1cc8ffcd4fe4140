import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

const productsMade = 1_000;
let platform: TestPlatform;
let client: Client;
let collection: Json;

/** Walks a list to its end. */
async function walk(path: string, limit = 100): Promise<Json[]> {
  const found: Json[] = [];
  const more = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
  for (let cursor: string | null = null; ;) {
    const ask = path.startsWith('/v1/admin') ? { admin: true } : {};
    const page = expectStatus(
      await client(
        'GET',
        cursor === null ? more : `${more}&cursor=${encodeURIComponent(cursor)}`,
        ask,
      ),
      200,
    );
    found.push(...page.data);
    assert.equal(page.page.has_more, page.page.next_cursor !== null);
    if (!page.page.has_more) return found;
    assert.equal(page.data.length, limit);
    cursor = page.page.next_cursor;
  }
}

before(async () => {
  const made = await testPlatform();
  const stopped = made.clock.nowMs();
  // One moment for all rows: only the id can tell them apart.
  platform = { ...made, clock: { nowMs: () => stopped } };
  client = clientOf(platform);
  collection = expectStatus(
    await client('POST', '/v1/admin/collections', { admin: true, body: { title: 'All' } }),
    201,
  );
  const products = Array.from({ length: productsMade }, (_, index) => ({
    title: 'Mug',
    handle: `mug-${index}`,
    status: 'active',
    collections: [collection.id],
    variants: [{ sku: `MUG-${index}`, prices: [{ amount: 850, currency: 'GBP' }] }],
  }));
  const body = products.map((product) => JSON.stringify(product)).join('\n');
  const headers = { 'content-type': 'application/x-ndjson' };
  const path = '/v1/admin/imports?format=ndjson';
  const report = expectStatus(await client('POST', path, { admin: true, body, headers }), 201);
  assert.equal(report.status, 'completed', JSON.stringify(report));
});

describe('a thousand rows of one moment, title and price', () => {
  const lists = [
    '',
    '?sort=title',
    '?sort=price',
    '?sort=-price',
    '?sort=-created_at&currency=GBP',
    '?collection=all',
    '?collection=all&sort=price&currency=GBP',
  ];
  for (const query of lists) {
    test(`page without loss or repeat by ${query || 'default'}`, async () => {
      const ids = (await walk(`/v1/products${query}`)).map(({ id }) => id);
      assert.equal(ids.length, productsMade);
      assert.equal(new Set(ids).size, productsMade);
    });
  }

  test('are all found, for the merchant and by searching', async () => {
    for (const path of [
      '/v1/admin/products',
      '/v1/search?q=mug',
      '/v1/search?q=mug&collection=all&currency=GBP',
    ]) {
      assert.equal(new Set((await walk(path)).map(({ id }) => id)).size, productsMade, path);
    }
    assert.equal(
      new Set((await walk('/v1/admin/inventory')).map(({ sku }) => sku)).size,
      productsMade,
    );
  });

  test('are the same in pages of any size', async () => {
    const all = (await walk('/v1/products?sort=title')).slice(0, 40).map(({ id }) => id);
    const first = expectStatus(await client('GET', '/v1/products?sort=title&limit=7'), 200);
    const second = expectStatus(
      await client('GET', `/v1/products?sort=title&limit=33&cursor=${first.page.next_cursor}`),
      200,
    );
    assert.deepEqual(
      [...first.data, ...second.data].map(({ id }) => id),
      all,
    );
    assert.equal(expectStatus(await client('GET', '/v1/products'), 200).data.length, 24);
  });
});

describe('cursors', () => {
  test('that are forged, changed or of another list are refused', async () => {
    const { page } = expectStatus(await client('GET', '/v1/products?limit=1'), 200);
    const cursor: string = page.next_cursor;
    const [text, seal] = cursor.split('.');
    const changed = `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`;
    const forged = [
      'x',
      '.',
      '..',
      `${text}`,
      `${text}.`,
      `.${seal}`,
      `${text}x.${seal}`,
      changed,
      `${cursor}.x`,
      'W10.AAAA',
      "' OR 1=1",
      'x'.repeat(1_001),
    ];
    for (const each of forged) {
      const answer = await client('GET', `/v1/products?limit=1&cursor=${encodeURIComponent(each)}`);
      assert.equal(answer.status, 400, `${each}: ${answer.text}`);
    }
    for (const other of [
      '/v1/products?sort=title',
      '/v1/products?collection=all',
      '/v1/collections',
      '/v1/search?q=mug',
    ]) {
      const path = `${other}${other.includes('?') ? '&' : '?'}cursor=${cursor}`;
      expectProblem(await client('GET', path), 400, 'invalid_cursor');
    }
    expectProblem(
      await client('GET', `/v1/admin/products?cursor=${cursor}`, { admin: true }),
      400,
      'invalid_cursor',
    );
  });

  test('of one process are good in another', async () => {
    const { page } = expectStatus(await client('GET', '/v1/products?limit=1'), 200);
    const elsewhere = clientOf(await testPlatform({}, platform));
    expectStatus(await elsewhere('GET', `/v1/products?limit=1&cursor=${page.next_cursor}`), 200);
  });
});

test('limits are whole numbers from 1 to 100', async () => {
  for (const limit of ['0', '101', '-1', '1.5', 'ten', '', '1e1', '0x10', ' 5', '99999999999']) {
    expectProblem(
      await client('GET', `/v1/products?limit=${encodeURIComponent(limit)}`),
      400,
      'invalid_request',
    );
  }
});
