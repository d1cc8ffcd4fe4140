import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { testPlatform } from '../support/platform.ts';

const manyMade = 1_150;
let client: Client;
let kitchen: Json;

const gbp = (amount: number) => ({ amount, currency: 'GBP' });
const eur = (amount: number) => ({ amount, currency: 'EUR' });

async function bring(products: readonly object[]): Promise<void> {
  const body = products.map((each) => JSON.stringify({ status: 'active', ...each })).join('\n');
  const headers = { 'content-type': 'application/x-ndjson' };
  const path = '/v1/admin/imports?format=ndjson';
  const report = expectStatus(await client('POST', path, { admin: true, body, headers }), 201);
  assert.equal(report.counts.failed, 0, JSON.stringify(report.errors));
}

const search = async (query: string): Promise<Json> =>
  expectStatus(await client('GET', `/v1/search?${query}`), 200);

const titles = async (query: string): Promise<string[]> =>
  (await search(query)).data.map(({ title }: Json) => title);

before(async () => {
  client = clientOf(await testPlatform());
  const body = { title: 'Kitchen' };
  kitchen = expectStatus(await client('POST', '/v1/admin/collections', { admin: true, body }), 201);
});

describe('ranking', () => {
  test('puts whole words of the title first, then SKUs, beginnings, the description', async () => {
    const variants = (sku: string) => [{ sku, prices: [gbp(100)] }];
    await bring([
      { title: 'Quill in a long, long title', variants: variants('R-1') },
      { title: 'Écru quill', variants: variants('R-2') },
      { title: 'Feather', variants: variants('QUILL-9') },
      { title: 'Quilling set', variants: variants('R-3') },
      { title: 'Ink', description: 'For any quill', variants: variants('R-4') },
    ]);
    assert.deepEqual(await titles('q=quill'), [
      'Écru quill',
      'Quill in a long, long title',
      'Feather',
      'Quilling set',
      'Ink',
    ]);
    assert.deepEqual(await titles('q=ecru%20QUILL'), ['Écru quill']);
  });

  test('is of the newest thousand; the older ones follow, and no page repeats or loses one', async () => {
    await bring(
      Array.from({ length: manyMade }, (_, index) => ({
        title: index % 3 === 0 ? `Bobbin ${index}` : `Spool ${index}`,
        description: 'A bobbin',
        variants: [{ sku: `B-${index}`, prices: [gbp(100 + index)] }],
      })),
    );
    const found: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 50; pages += 1) {
      const { data, page } = await search(`q=bobbin&limit=97${cursor}`);
      found.push(...data.map(({ title }: Json) => title));
      if (!page.has_more) break;
      assert.equal(data.length, 97);
      cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
      // A hit that appears meanwhile moves nothing.
      if (pages === 0)
        await bring([{ title: 'Bobbin new', variants: [{ sku: 'B-NEW', prices: [gbp(1)] }] }]);
    }
    assert.equal(found.length, manyMade);
    assert.equal(new Set(found).size, manyMade);
    const ranked = found.slice(0, 1_000);
    const named = ranked.filter((title) => title.startsWith('Bobbin')).length;
    assert.ok(ranked.slice(0, named).every((title) => title.startsWith('Bobbin')));
    assert.deepEqual(
      found.slice(1_000),
      Array.from(
        { length: 150 },
        (_, index) => `${index % 3 === 0 ? 'Bobbin' : 'Spool'} ${index}`,
      ).toReversed(),
    );
    assert.equal((await search('q=bobbin&facets=price')).facets.hits.exact, false);
  });
});

describe('facets', () => {
  before(() =>
    bring([
      {
        title: 'Teapot red',
        collections: [kitchen.id],
        variants: [
          { sku: 'T-1', options: { Color: 'Red' }, prices: [gbp(500), eur(600)] },
          { sku: 'T-2', options: { Color: 'Blue' }, prices: [gbp(700)] },
        ],
      },
      {
        title: 'Teapot plain',
        variants: [{ sku: 'T-3', options: { Color: 'Red' }, prices: [gbp(900)] }],
      },
      { title: 'Teapot draft', status: 'draft', variants: [{ sku: 'T-4', prices: [gbp(1)] }] },
    ]),
  );

  test('count what there is to choose among the hits', async () => {
    const { facets, data } = await search('q=teapot&facets=price,collection,option&limit=1');
    assert.equal(data.length, 1);
    const { id, handle, title } = kitchen;
    assert.deepEqual(facets, {
      hits: { count: 2, exact: true },
      collections: [{ id, handle, title, count: 1 }],
      options: [
        {
          name: 'Color',
          values: [
            { value: 'Red', count: 2 },
            { value: 'Blue', count: 1 },
          ],
        },
      ],
      price: { min: gbp(500), max: gbp(900) },
    });
  });

  test('follow the filters of the search', async () => {
    const { facets } = await search('q=teapot&facets=price&currency=EUR&collection=kitchen');
    assert.deepEqual(facets, {
      hits: { count: 1, exact: true },
      price: { min: eur(600), max: eur(600) },
    });
    const none = await search('q=nothing&facets=price,option');
    assert.deepEqual(none.facets, { hits: { count: 0, exact: true }, options: [], price: null });
  });

  test('come only when they are asked for, and by their names', async () => {
    assert.equal((await search('q=teapot')).facets, undefined);
    for (const facets of ['stock', 'price,', ''])
      expectProblem(
        await client('GET', `/v1/search?q=teapot&facets=${facets}`),
        400,
        'invalid_request',
      );
  });
});
