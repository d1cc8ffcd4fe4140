import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Client, clientOf, expectStatus, type Json } from '../support/client.ts';
import { counts, importing, places, mugs } from '../support/importing.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let client: Client;
let upload: ReturnType<typeof importing>['upload'];
let imported: ReturnType<typeof importing>['imported'];
let bySku: ReturnType<typeof importing>['bySku'];

before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
  ({ upload, imported, bySku } = importing(platform, client));
});
after(() => {
  assert.deepEqual(platform.errors, []);
  platform.close();
});

describe('POST /v1/admin/imports, csv', () => {
  test('imports variants, prices, stock and collections', async () => {
    const report = await imported(mugs);
    assert.equal(report.status, 'completed');
    assert.deepEqual(report.counts, counts(3, 2, 0, 0, 0));
    const mug = await bySku('MUG-RED');
    assert.equal(mug.handle, 'enamel-mug');
    assert.equal(mug.description, 'Holds "350 ml",\r\ndishwasher safe');
    assert.deepEqual(mug.collections.map((each: Json) => [each.handle, each.title]).toSorted(), [
      ['kitchen-co', 'Kitchen & Co'],
      ['picnic', 'Picnic'],
    ]);
    assert.deepEqual(
      mug.variants.map((each: Json) => [each.sku, each.prices.length, each.inventory.on_hand]),
      [
        ['MUG-BLUE', 2, 40],
        ['MUG-RED', 1, 12],
      ],
    );
    assert.equal((await client('GET', '/v1/products/salt-cellar')).status, 200);
    const found = expectStatus(await client('GET', '/v1/search?q=dishwasher'), 200);
    assert.deepEqual(
      found.data.map((each: Json) => each.handle),
      ['enamel-mug'],
    );
  });

  test('changes nothing when imported again, and does not undo a sale', async () => {
    const level = expectStatus(
      await client('POST', '/v1/admin/inventory/MUG-BLUE/adjustments', {
        admin: true,
        key: 'mug-blue-sold-in-the-market',
        body: { delta: -15, reason: 'sold' },
      }),
      200,
    );
    assert.equal(level.on_hand, 25);
    const before = await bySku('MUG-BLUE');
    const report = await imported(mugs);
    assert.deepEqual(report.counts, counts(3, 0, 0, 2, 0));
    const product = await bySku('MUG-BLUE');
    assert.equal(product.variants[0].inventory.on_hand, 25);
    assert.equal(product.version, before.version);
  });

  test('sets back what was edited by hand, and keeps what the file does not name', async () => {
    const mug = await bySku('MUG-BLUE');
    const extra = { sku: 'MUG-GREEN', options: { Color: 'Green' }, prices: [] };
    expectStatus(
      await client('POST', `/v1/admin/products/${mug.id}/variants`, { admin: true, body: extra }),
      201,
    );
    expectStatus(
      await client('PATCH', `/v1/admin/products/${mug.id}`, {
        admin: true,
        ifMatch: '*',
        body: { title: 'Cup', metadata: { a: 'b' } },
      }),
      200,
    );
    const report = await imported(mugs);
    assert.deepEqual(report.counts, counts(3, 0, 1, 1, 0));
    const after = await bySku('MUG-GREEN');
    assert.equal(after.title, 'Enamel mug');
    assert.deepEqual(after.metadata, { a: 'b' });
    assert.equal(after.variants.length, 3);
  });

  test('finds a product by SKU first, by handle else', async () => {
    await imported('handle,title,sku,price_GBP\nold-handle,Jug,JUG-1,5\n');
    const moved = await imported('handle,title,sku,price_USD\nnew-handle,Big jug,JUG-1,7\n');
    assert.deepEqual(moved.counts, counts(1, 0, 1, 0, 0));
    const jug = await bySku('JUG-1');
    assert.equal(jug.handle, 'new-handle');
    assert.deepEqual(jug.variants[0].prices, [
      { amount: 500, currency: 'GBP' },
      { amount: 700, currency: 'USD' },
    ]);
    const grown = await imported('handle,title,sku,price_GBP\nnew-handle,Big jug,JUG-2,6\n');
    assert.deepEqual(grown.counts, counts(1, 0, 1, 0, 0));
    assert.equal((await bySku('JUG-2')).id, jug.id);
  });

  test('reports bad rows by line and column, and imports the rest', async () => {
    const report = await imported(
      'handle,title,sku,option1_name,option1_value,price_GBP,on_hand,image_url\n' +
        'row-a,Row A,ROW-A1,Size,S,1.00,1,\n' +
        'row-a,,ROW-A2,Size,M,one pound,1,\n' +
        'row-a,,,Size,L,1.00,1,\n' +
        'row-b,,ROW-B,,,1.00,1,\n' +
        'row-c,Row C,ROW-C,,,1.00,1,not a url\n' +
        'row-d,Row D,ROW-D,,,1.00,1,,,stray\n' +
        'row-e,"Row "E,ROW-E,,,1.00,1,\n' +
        'row-f,Row F,ROW-F\n' +
        'Row G,Row G,ROW-G,,,1.00,1,\n' +
        'row-h,Row\0H,ROW-H,,,1.00,1,\n' +
        'row-i,"Row I,ROW-I,,,1.00,1,\n' +
        'row-j,Row J,ROW-J,,,1.00,2,\n',
    );
    assert.deepEqual(report.counts, counts(12, 3, 0, 0, 9));
    assert.deepEqual(places(report), [
      [3, 'price_GBP', 'invalid_price'],
      [4, 'sku', 'too_small'],
      [5, 'title', 'too_small'],
      [6, 'image_url', 'invalid_format'],
      [7, null, 'too_many_cells'],
      [8, null, 'malformed_row'],
      [10, 'handle', 'invalid_format'],
      [11, 'title', 'custom'],
      [12, null, 'malformed_row'],
    ]);
    assert.equal(report.errors.find((error: Json) => error.line === 3).sku, 'ROW-A2');
    assert.equal((await bySku('ROW-A1')).variants.length, 1);
    assert.ok(await bySku('ROW-F'));
    assert.ok(await bySku('ROW-J'));
  });

  test('one product that is refused does not take its group along', async () => {
    await imported('handle,title,sku,price_GBP\ntaken,Holder,HOLD-1,1\nother,Other,HOLD-2,1\n');
    const report = await imported(
      'handle,title,sku,price_GBP\n' +
        'fine-1,Fine,FINE-1,1\n' +
        'both,Both,HOLD-1,1\nboth,,HOLD-2,1\n' +
        'taken,Wants the handle,HOLD-2,1\n' +
        'fine-2,Fine,FINE-2,1\n',
    );
    assert.deepEqual(report.counts, counts(5, 2, 0, 0, 3));
    assert.deepEqual(places(report), [
      [3, null, 'sku_taken'],
      [5, null, 'handle_taken'],
    ]);
  });

  test('the same SKU further down updates what was created above', async () => {
    const report = await imported('title,sku,price_GBP\nFirst,TWICE-1,1\nSecond,TWICE-1,2\n');
    assert.deepEqual(report.counts, counts(2, 1, 1, 0, 0));
    assert.equal((await bySku('TWICE-1')).title, 'Second');
  });

  test('titles that give one handle become products with handles of their own', async () => {
    const rows = Array.from({ length: 250 }, (_value, index) => `Same title,SAME-${index},1.00`);
    const report = await imported(`title,sku,price_GBP\n${rows.join('\n')}\n`);
    assert.deepEqual(report.counts, counts(250, 250, 0, 0, 0));
    assert.equal(
      (await imported(`title,sku,price_GBP\n${rows.join('\n')}\n`)).counts.unchanged,
      250,
    );
  });

  test('refuses a header line that it cannot use', async () => {
    for (const file of [
      '',
      'sku,price_GBP\n',
      'title,sku,prise_GBP\n',
      'title,sku,sku\n',
      '"title,sku',
      '\uFFFD\uFFFDtitle,sku',
    ]) {
      const response = await upload(file, 'format=csv');
      assert.equal(response.status, 400, file);
      assert.equal(((await response.json()) as Json).code, 'invalid_request');
    }
  });
});

describe('POST /v1/admin/imports, other formats', () => {
  test('ndjson: one ProductInput a line; errors point into it', async () => {
    const good = {
      title: 'Line',
      status: 'active',
      variants: [{ sku: 'LINE-1', prices: [{ amount: 100, currency: 'GBP' }] }],
      collections: ['Lines'],
    };
    const file = [
      JSON.stringify(good),
      '',
      '{"title": "Broken"',
      '[1]',
      JSON.stringify({
        ...good,
        variants: [{ sku: 'LINE-2', prices: [{ amount: 1.5, currency: 'GBP' }] }],
      }),
      JSON.stringify({ ...good, colour: 'red', variants: [{ sku: 'LINE-3', prices: [] }] }),
      JSON.stringify({
        ...good,
        variants: [{ sku: 'LINE-4', prices: [] }],
        collections: ['col_01kaqz3v5m7n0c2d4e6f8g1h3j'],
      }),
      JSON.stringify({ ...good, variants: [{ sku: '\uD800', prices: [] }] }),
      JSON.stringify({
        title: 'Two',
        variants: [
          { sku: 'LINE-5', prices: [] },
          { sku: 'LINE-5', prices: [] },
        ],
      }),
    ].join('\n');
    const report = await imported(file, 'format=ndjson');
    assert.deepEqual(report.counts, counts(8, 1, 0, 0, 7));
    assert.deepEqual(places(report), [
      [3, null, 'invalid_json'],
      [4, null, 'invalid_json'],
      [5, '/variants/0/prices/0/amount', 'invalid_type'],
      [6, '/colour', 'unknown_field'],
      [7, null, 'collection_unknown'],
      [8, '/variants/0/sku', 'custom'],
      [9, '/variants/0/sku', 'sku_taken'],
    ]);
  });

  test('shopify-csv: products of several rows, images, HTML, a product without handle', async () => {
    const file = readFileSync(new URL('../fixtures/imports/shopify.csv', import.meta.url));
    const report = await imported(file, 'format=shopify-csv&currency=EUR');
    assert.deepEqual(report.counts, counts(7, 3, 0, 0, 2));
    assert.deepEqual(places(report), [[10, 'Variant Price', 'invalid_price']]);
    const apron = await bySku('APRON-INK');
    assert.match(
      apron.description,
      /^<p>Washed linen,\ntwo pockets\.<\/p>\n<ul><li>"One size"<\/li><\/ul>$/,
    );
    assert.deepEqual(apron.options, [
      { name: 'Color', values: ['Sand', 'Ink'] },
      { name: 'Size', values: ['One'] },
    ]);
    assert.equal(apron.images.length, 3);
    assert.deepEqual(apron.variants[0].prices, [{ amount: 2400, currency: 'EUR' }]);
    assert.deepEqual((await bySku('tea-tray')).variants[0].inventory.policy, 'continue');
    assert.equal((await bySku('SPOON-1')).status, 'draft');
    const again = await imported(file, 'format=shopify-csv&currency=EUR');
    assert.deepEqual(again.counts, counts(7, 0, 0, 3, 2));
  });

  test('gzip', async () => {
    const report = await imported(gzipSync('title,sku\nZipped,ZIP-1\n'), 'format=csv', {
      'content-encoding': 'gzip',
    });
    assert.deepEqual(report.counts, counts(1, 1, 0, 0, 0));
    const response = await upload('title,sku\n', 'format=csv', { 'content-encoding': 'br' });
    assert.equal(response.status, 415);
  });
});
