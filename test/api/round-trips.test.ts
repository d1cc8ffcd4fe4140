import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, expectStatus } from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

// A round trip to a database far away costs more than all that is done in it: every public read has one, which is
// one snapshot too. The versions of what is cached are read apart, once a second.

test('every public read asks the near copy once, and nothing else', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const body = { title: 'Kitchen' };
  const made = await client('POST', '/v1/admin/collections', { admin: true, body });
  const collection = expectStatus(made, 201);
  const product = await aProduct(client, { title: 'Mug', collections: [collection.id] });
  await aProduct(client, { title: 'Mug with a lid', collections: [collection.id] });

  const asked: string[] = [];
  const counted = clientOf({
    ...platform,
    replica: {
      ask: async (statements) => {
        asked.push(statements.map(({ sql }) => sql).join('; '));
        return await platform.replica.ask(statements);
      },
    },
    db: {
      ask: () => Promise.reject(new Error('a public read asked the primary')),
    },
  });
  const read = async (path: string) => {
    asked.length = 0;
    const answer = expectStatus(await counted('GET', path), 200);
    const trips = asked.filter((sql) => !sql.startsWith('SELECT scope, version FROM'));
    assert.equal(trips.length, 1, `${path}: ${trips.join('\n')}`);
    return answer;
  };
  for (const path of [
    `/v1/products/${product.id}`,
    `/v1/products/${product.handle}?currency=GBP`,
    '/v1/shop',
    '/v1/collections',
    `/v1/collections/${collection.handle}`,
    `/v1/availability?variants=${product.variants[0].id}`,
  ])
    await read(path);
  for (const list of [
    '/v1/products?',
    '/v1/products?sort=price',
    '/v1/search?q=mug',
    '/v1/search?q=mug&facets=price',
  ]) {
    for (const narrowed of ['', '&currency=GBP', '&collection=kitchen&currency=GBP']) {
      const path = `${list}${narrowed}&limit=1`;
      const { page, data } = await read(path);
      assert.ok(page.has_more, path);
      const second = await read(`${path}&cursor=${encodeURIComponent(page.next_cursor)}`);
      assert.notEqual(second.data[0].id, data[0].id, path);
    }
  }
});
