import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

const missing = 'prod_01kaqz3v5m7n0c2d4e6f8g1h3j';
const path = '/v1/admin/products';
let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});

const gbp = (amount: number) => ({ amount, currency: 'GBP' });
const read = async (id: string): Promise<Json> =>
  expectStatus(await client('GET', `${path}/${id}`, { admin: true }), 200);
const change = async (at: string, body: unknown, ifMatch = '*') =>
  await client('PATCH', at, { admin: true, ifMatch, body });

/** Refuses nobody's and other scopes' keys, a missing precondition and an old version. */
async function guarded(
  method: 'POST' | 'PATCH' | 'DELETE',
  at: string,
  body?: unknown,
): Promise<void> {
  const ask = body === undefined ? {} : { body };
  expectProblem(await client(method, at, { ...ask, ifMatch: '*' }), 401, 'unauthorized');
  const narrow = { name: 'x', scopes: ['catalog:read'] };
  const { key } = expectStatus(
    await client('POST', '/v1/admin/api-keys', { admin: true, body: narrow }),
    201,
  );
  expectProblem(
    await client(method, at, { ...ask, ifMatch: '*', bearer: key }),
    403,
    'insufficient_scope',
  );
  if (method === 'POST') return;
  expectProblem(await client(method, at, { ...ask, admin: true }), 428, 'precondition_required');
  expectProblem(
    await client(method, at, { ...ask, admin: true, ifMatch: '"99"' }),
    412,
    'version_conflict',
  );
}

describe('createProduct', () => {
  test('creates all of it in one call, and reads back as it was answered', async () => {
    const { id: collection } = expectStatus(
      await client('POST', '/v1/admin/collections', { admin: true, body: { title: 'Mugs' } }),
      201,
    );
    const body = {
      title: 'Enamel mug',
      status: 'active',
      description: '<p>Holds <b>350 ml</b>.</p>',
      variants: [
        {
          sku: 'MUG-B',
          options: { Color: 'Blue' },
          prices: [gbp(850), { amount: 995, currency: 'EUR' }],
          weight_grams: 240,
          inventory: { on_hand: 40 },
        },
        { sku: 'MUG-R', options: { Color: 'Red' }, prices: [gbp(900)] },
      ],
      images: [{ url: 'https://images.example/mug.jpg', alt: 'A mug' }],
      collections: ['mugs'],
      metadata: { supplier: 'north', constructor: 'x' },
    };
    const answer = await client('POST', path, { admin: true, body });
    const made = expectStatus(answer, 201);
    assert.deepEqual(
      [answer.headers.get('location'), answer.headers.get('etag')],
      [`${path}/${made.id}`, '"1"'],
    );
    assert.deepEqual(await read(made.id), made);
    assert.deepEqual(made.options, [{ name: 'Color', values: ['Blue', 'Red'] }]);
    assert.deepEqual(
      made.collections.map(({ id }: Json) => id),
      [collection],
    );
    assert.deepEqual(
      made.variants.map(({ inventory }: Json) => inventory.available),
      [40, 0],
    );
    const shown = expectStatus(
      await client('GET', `/v1/products/${made.handle}?currency=EUR`),
      200,
    );
    assert.deepEqual(
      shown.variants.map(({ sku, price }: Json) => [sku, price.amount]),
      [['MUG-B', 995]],
    );
    assert.equal(
      expectStatus(await client('GET', `/v1/products/${made.id}`), 200).variants.length,
      2,
    );
  });

  test('makes a handle that nobody has, also for two at once', async () => {
    const body = (sku: string) => ({ title: 'Twin Kettle', variants: [{ sku, prices: [] }] });
    const made = await Promise.all(
      ['T1', 'T2', 'T3'].map((sku) => client('POST', path, { admin: true, body: body(sku) })),
    );
    const handles = made.map((answer) => expectStatus(answer, 201).handle);
    assert.equal(new Set(handles).size, 3);
    for (const handle of handles) assert.match(handle, /^twin-kettle(-[0-9a-z]{4})?$/);
  });

  test('refuses a handle and a SKU that are taken, with the holder', async () => {
    const holder = (await aProduct(client, { handle: 'taken' })).variants[0];
    const create = (body: unknown) => client('POST', path, { admin: true, body });
    const variants = [{ sku: `other-${holder.sku}`, prices: [] }];
    expectProblem(await create({ title: 'x', handle: 'taken', variants }), 409, 'handle_taken');
    const refused = expectProblem(
      await create({ title: 'x', variants: [{ sku: holder.sku, prices: [] }] }),
      409,
      'sku_taken',
    );
    assert.deepEqual([refused.holder, refused.sku], [holder.id, holder.sku]);
    expectProblem(
      await create({ title: 'x', variants: [...variants, ...variants] }),
      409,
      'sku_taken',
    );
    expectStatus(
      await create({ title: 'x', variants: [{ sku: holder.sku.toLowerCase(), prices: [] }] }),
      201,
    );
  });

  test('refuses collections that are not there, and wrong values', async () => {
    const variants = [{ sku: 'N', prices: [] }];
    const create = (more: unknown) =>
      client('POST', path, { admin: true, body: { title: 'x', variants, ...(more as object) } });
    expectProblem(await create({ collections: ['nowhere'] }), 422, 'collection_unknown');
    const wrong = [
      { title: '' },
      { title: '   ' },
      { status: 'sold' },
      { handle: 'Not A Handle' },
      { variants: [] },
      { variants: [{ sku: '', prices: [] }] },
      { variants: [{ sku: 'a', prices: [gbp(1), gbp(2)] }] },
      { variants: [{ sku: 'a', prices: [gbp(-1)] }] },
      { variants: [{ sku: 'a', prices: [{ amount: 1, currency: 'XAU' }] }] },
      { variants: [{ sku: 'a', prices: [], inventory: { on_hand: -1 } }] },
      { images: [{ url: 'javascript:alert(1)' }] },
      { metadata: { a: 1 } },
    ];
    for (const more of wrong) expectProblem(await create(more), 400, 'invalid_request');
    await guarded('POST', path, { title: 'x', variants });
  });
});

describe('changeProduct', () => {
  test('changes what it names and leaves the rest', async () => {
    const product = await aProduct(client, { description: 'Old', metadata: { a: '1', b: '2' } });
    const at = `${path}/${product.id}`;
    const changed = expectStatus(
      await change(at, { title: 'New title', metadata: { a: '3' } }, '"1"'),
      200,
    );
    assert.deepEqual(
      [changed.title, changed.description, changed.version],
      ['New title', 'Old', 2],
    );
    assert.deepEqual(changed.variants, product.variants);
    assert.deepEqual(await read(product.id), changed);
    expectProblem(await change(at, { title: 'x' }, '"1"'), 412, 'version_conflict');
  });

  test('shows and hides by status', async () => {
    const product = await aProduct(client, { title: 'Zeppelin' });
    const at = `${path}/${product.id}`;
    const visible = async () => [
      (await client('GET', `/v1/products/${product.handle}`)).status,
      (await client('GET', '/v1/search?q=zeppelin')).body.data.length,
      (await client('GET', '/v1/products?limit=100')).body.data.filter(
        ({ id }: Json) => id === product.id,
      ).length,
    ];
    assert.deepEqual(await visible(), [200, 1, 1]);
    for (const status of ['draft', 'archived']) {
      expectStatus(await change(at, { status }), 200);
      assert.deepEqual(await visible(), [404, 0, 0]);
    }
    expectStatus(await change(at, { status: 'active' }), 200);
    assert.deepEqual(await visible(), [200, 1, 1]);
  });

  test('refuses taken handles, wrong values, and who may not', async () => {
    const taken = await aProduct(client);
    const product = await aProduct(client);
    const at = `${path}/${product.id}`;
    expectProblem(await change(at, { handle: taken.handle }), 409, 'handle_taken');
    expectProblem(await change(at, { collections: ['nowhere'] }), 422, 'collection_unknown');
    for (const body of [{ title: null }, { variants: [] }, { id: 'x' }, { version: 3 }])
      expectProblem(await change(at, body), 400, 'invalid_request');
    expectProblem(await change(`${path}/${missing}`, { title: 'x' }), 404, 'product_not_found');
    await guarded('PATCH', at, { title: 'x' });
    assert.deepEqual(await read(product.id), product);
  });
});

describe('deleteProduct', () => {
  test('forgets it everywhere, and frees its SKU', async () => {
    const product = await aProduct(client);
    await guarded('DELETE', `${path}/${product.id}`);
    assert.deepEqual(
      expectStatus(
        await client('DELETE', `${path}/${product.id}`, { admin: true, ifMatch: '"1"' }),
        200,
      ),
      product,
    );
    expectProblem(
      await client('GET', `${path}/${product.id}`, { admin: true }),
      404,
      'product_not_found',
    );
    expectProblem(await client('GET', `/v1/products/${product.handle}`), 404, 'product_not_found');
    const body = {
      title: 'Again',
      variants: [{ sku: product.variants[0].sku, prices: [], inventory: { on_hand: 3 } }],
    };
    assert.equal(
      expectStatus(await client('POST', path, { admin: true, body }), 201).variants[0].inventory
        .on_hand,
      3,
    );
  });
});

describe('listAdminProducts', () => {
  test('finds by status, handle and SKU', async () => {
    const product = await aProduct(client, { status: 'archived' });
    const ids = async (query: string) =>
      (await client('GET', `${path}?${query}`, { admin: true })).body.data.map(
        ({ id }: Json) => id,
      );
    assert.deepEqual(await ids('status=archived&limit=1'), [product.id]);
    assert.deepEqual(await ids(`handle=${product.handle}`), [product.id]);
    assert.deepEqual(await ids(`sku=${product.variants[0].sku}`), [product.id]);
    assert.deepEqual(await ids(`sku=${product.variants[0].sku.toLowerCase()}x`), []);
  });
});

describe('variants', () => {
  test('are added, changed and deleted with the version of their product', async () => {
    const product = await aProduct(client);
    const variants = `${path}/${product.id}/variants`;
    const body = {
      sku: `${product.variants[0].sku}-XL`,
      options: { Size: 'XL' },
      prices: [gbp(5)],
      inventory: { on_hand: 4 },
    };
    const answer = await client('POST', variants, { admin: true, body });
    const made = expectStatus(answer, 201);
    const at = `${variants}/${made.id}`;
    assert.deepEqual(
      [answer.headers.get('location'), made.version, made.inventory.on_hand],
      [at, 2, 4],
    );
    assert.deepEqual(expectStatus(await client('GET', at, { admin: true }), 200), made);
    const changed = expectStatus(
      await change(at, { prices: [gbp(7)], options: { Size: 'XXL' } }, '"2"'),
      200,
    );
    assert.deepEqual(expectStatus(await client('GET', at, { admin: true }), 200), changed);
    const whole = await read(product.id);
    assert.deepEqual(
      [whole.version, whole.options],
      [3, [{ name: 'Size', values: ['XL', 'XXL'] }]],
    );
    assert.equal(
      (await client('GET', `/v1/products/${product.id}?currency=GBP`)).body.price_range.min.amount,
      7,
    );
    expectStatus(await client('DELETE', at, { admin: true, ifMatch: '"3"' }), 200);
    expectProblem(await client('GET', at, { admin: true }), 404, 'variant_not_found');
    const [last] = product.variants;
    expectProblem(
      await client('DELETE', `${variants}/${last.id}`, { admin: true, ifMatch: '*' }),
      409,
      'variant_required',
    );
  });

  test('refuse SKUs that are taken, stock below what is sold, and who may not', async () => {
    const [a, b] = [await aProduct(client), await aProduct(client)];
    const at = `${path}/${a.id}/variants/${a.variants[0].id}`;
    const taken = expectProblem(await change(at, { sku: b.variants[0].sku }), 409, 'sku_taken');
    assert.equal(taken.holder, b.variants[0].id);
    const both = { sku: b.variants[0].sku, prices: [] };
    expectProblem(
      await client('POST', `${path}/${a.id}/variants`, { admin: true, body: both }),
      409,
      'sku_taken',
    );
    expectProblem(await change(at, { inventory: { on_hand: 5 } }), 400, 'invalid_request');
    expectProblem(
      await change(`${path}/${b.id}/variants/${a.variants[0].id}`, { title: 'x' }),
      404,
      'variant_not_found',
    );
    expectProblem(
      await change(`${path}/${missing}/variants/${a.variants[0].id}`, { title: 'x' }),
      404,
      'product_not_found',
    );
    await guarded('PATCH', at, { title: 'x' });
    await guarded('DELETE', at);
    await guarded('POST', `${path}/${a.id}/variants`, both);
  });

  test('of many changes at one version take one', async () => {
    const { id, variants } = await aProduct(client);
    const at = `${path}/${id}/variants/${variants[0].id}`;
    const answers = await Promise.all(
      [1, 2, 3, 4].map((amount) => change(at, { prices: [gbp(amount)] }, '"1"')),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412, 412, 412]);
  });
});

describe('images', () => {
  test('are added, moved, changed and deleted', async () => {
    const { id } = await aProduct(client);
    const images = `${path}/${id}/images`;
    const add = async (name: string) =>
      expectStatus(
        await client('POST', images, {
          admin: true,
          body: { url: `https://images.example/${name}.jpg` },
        }),
        201,
      );
    const [a, b] = [await add('a'), await add('b')];
    const moved = expectStatus(
      await change(`${images}/${b.id}`, { position: 1, alt: 'B' }, `"${b.version}"`),
      200,
    );
    assert.equal(moved.alt, 'B');
    assert.deepEqual(
      (await read(id)).images.map((image: Json) => image.id),
      [b.id, a.id],
    );
    assert.equal(
      (await client('GET', '/v1/products?limit=100')).body.data.find((card: Json) => card.id === id)
        .image.id,
      b.id,
    );
    const gone = await client('DELETE', `${images}/${b.id}`, { admin: true, ifMatch: '*' });
    assert.equal(expectStatus(gone, 200).id, b.id);
    assert.deepEqual(
      (await read(id)).images.map((image: Json) => image.id),
      [a.id],
    );
    expectProblem(await change(`${images}/${b.id}`, { alt: 'x' }), 404, 'image_not_found');
    expectProblem(
      await change(`${images}/${a.id}`, { url: 'ftp://images.example/a' }),
      400,
      'invalid_request',
    );
    await guarded('PATCH', `${images}/${a.id}`, { alt: 'x' });
    await guarded('DELETE', `${images}/${a.id}`);
    await guarded('POST', images, { url: 'https://images.example/c.jpg' });
  });
});

test('nothing of all this was an error of ours', () => {
  assert.deepEqual(platform.errors, []);
});
