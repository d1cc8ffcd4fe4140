import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createApp } from '../../src/app.ts';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { adminKey, type TestPlatform, testPlatform } from '../support/platform.ts';

const app = createApp();
let platform: TestPlatform;
let client: Client;

before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});
after(() => {
  assert.deepEqual(platform.errors, []);
  platform.close();
});

/** Sends a file in pieces of a few bytes, as a network might. */
async function upload(
  file: string | Uint8Array,
  query: string,
  headers: Record<string, string> = {},
  on = platform,
): Promise<Response> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const size = Math.max(Math.ceil(bytes.length / 50), 7);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size)
        controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  const init = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { authorization: `Bearer ${adminKey}`, ...headers },
  };
  return await app.request(`/v1/admin/imports?${query}`, init as RequestInit, on);
}

async function imported(
  file: string | Uint8Array,
  query = 'format=csv',
  headers: Record<string, string> = {},
): Promise<Json> {
  const response = await upload(file, query, headers);
  const report: Json = await response.json();
  assert.equal(response.status, 201, JSON.stringify(report));
  assert.equal(response.headers.get('location'), `/v1/admin/imports/${report.id}`);
  assert.deepEqual(
    expectStatus(await client('GET', `/v1/admin/imports/${report.id}`, { admin: true }), 200),
    report,
  );
  return report;
}

const counts = (
  rows: number,
  created: number,
  updated: number,
  unchanged: number,
  failed: number,
) => ({
  rows,
  created,
  updated,
  unchanged,
  failed,
});
const places = (report: Json) =>
  report.errors.map((error: Json) => [error.line, error.column, error.code]);

async function bySku(sku: string): Promise<Json> {
  return expectStatus(
    await client('GET', `/v1/admin/products?sku=${encodeURIComponent(sku)}`, { admin: true }),
    200,
  ).data[0];
}

const mugs = `\uFEFFhandle,title,description,status,collections,sku,option1_name,option1_value,price_GBP,price_EUR,on_hand\r
enamel-mug,Enamel mug,"Holds ""350 ml"",\r
dishwasher safe",active,Kitchen & Co;Picnic,MUG-BLUE,Color,Blue,8.50,9.95,40\r
enamel-mug,,,,,MUG-RED,Color,Red,8.5,,12\r
\r
,Salt cellar,,active,Kitchen & Co,SALT-1,,,3,,\r
`;

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

describe('POST /v1/admin/imports, when it goes wrong', () => {
  test('a dry run counts and changes nothing', async () => {
    const report = await imported(
      'handle,title,sku,collections\nenamel-mug,Other title,MUG-BLUE,\n,Dry,DRY-1,Nowhere\n',
      'format=csv&dry_run=true',
    );
    assert.equal(report.dry_run, true);
    assert.deepEqual(report.counts, counts(2, 1, 1, 0, 0));
    assert.equal(await bySku('DRY-1'), undefined);
    assert.equal((await bySku('MUG-BLUE')).title, 'Enamel mug');
    assert.equal((await client('GET', '/v1/collections/nowhere')).status, 404);
  });

  test('bytes that are not UTF-8 fail their row', async () => {
    const bytes = Uint8Array.from(
      Buffer.concat([
        Buffer.from('title,sku\nCaf'),
        Buffer.from([0xe9]),
        Buffer.from(',LATIN-1\nCafé,UTF-8\n'),
      ]),
    );
    const report = await imported(bytes);
    assert.deepEqual(report.counts, counts(2, 1, 0, 0, 1));
    assert.deepEqual(places(report), [[2, 'title', 'not_utf8']]);
  });

  test('a body that breaks off keeps what is committed and says so', async () => {
    const packed = gzipSync(
      `title,sku\n${Array.from({ length: 300 }, (_value, index) => `Part ${index} ${Math.sin(index)},PART-${index}`).join('\n')}\n`,
    );
    const report = await imported(packed.subarray(0, packed.length - 200), 'format=csv', {
      'content-encoding': 'gzip',
    });
    assert.equal(report.status, 'interrupted');
    assert.equal(report.errors.at(-1).code, 'body_broken');
    const whole = await imported(packed, 'format=csv', { 'content-encoding': 'gzip' });
    assert.equal(whole.counts.created + whole.counts.unchanged, 300);
  });

  test('no bytes whatever lead to a 5xx', async () => {
    let seed = 7;
    const next = () => (seed = (seed * 48_271) % 2_147_483_647);
    const alphabet = ['"', ',', '\n', '\r', 'a', '\0', '{', '}', ':', '1', ';', '\uFFFD', 'é'];
    for (let round = 0; round < 60; round += 1) {
      const format = ['csv', 'ndjson', 'shopify-csv'][round % 3];
      const header =
        format === 'csv'
          ? 'title,sku,price_GBP\n'
          : format === 'ndjson'
            ? ''
            : 'Handle,Title,Variant Price\n';
      const noise = Array.from(
        { length: next() % 300 },
        () => alphabet[next() % alphabet.length],
      ).join('');
      const raw =
        round % 4 === 3 ? Uint8Array.from({ length: 200 }, () => next() % 256) : header + noise;
      const response = await upload(
        raw,
        `format=${format}&dry_run=true`,
        round % 7 === 6 ? { 'content-encoding': 'gzip' } : {},
      );
      assert.ok(
        response.status === 201 || response.status === 400,
        `${round}: ${response.status} ${await response.text()}`,
      );
    }
  });

  test('wants a format, a key and a scope', async () => {
    assert.equal((await upload('', 'format=xml')).status, 400);
    assert.equal((await upload('', '')).status, 400);
    expectProblem(await client('POST', '/v1/admin/imports?format=csv'), 401, 'unauthorized');
    const key = expectStatus(
      await client('POST', '/v1/admin/api-keys', {
        admin: true,
        body: { name: 'reader', scopes: ['catalog:read'] },
      }),
      201,
    );
    const refused = await upload('title,sku\n', 'format=csv', {
      authorization: `Bearer ${key.key ?? key.secret ?? key.token}`,
    });
    assert.equal(refused.status, 403);
  });
});

describe('GET /v1/admin/imports', () => {
  test('lists the newest first, and does not know what is not there', async () => {
    const report = await imported('title,sku\nListed,LISTED-1\n');
    const list = expectStatus(
      await client('GET', '/v1/admin/imports?limit=1', { admin: true }),
      200,
    );
    assert.equal(list.data[0].id, report.id);
    assert.equal(list.page.has_more, true);
    expectProblem(
      await client('GET', '/v1/admin/imports/imp_01kaqz3v5m7n0c2d4e6f8g1h3j', { admin: true }),
      404,
      'import_not_found',
    );
  });

  test('shows progress while the file still arrives', async () => {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
    const init = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { authorization: `Bearer ${adminKey}` },
    };
    const answered = app.request('/v1/admin/imports?format=csv', init as RequestInit, platform);
    const rows = Array.from({ length: 150 }, (_value, index) => `Slow ${index},SLOW-${index}\n`);
    controller?.enqueue(new TextEncoder().encode(`title,sku\n${rows.join('')}`));
    let running: Json;
    for (let attempt = 0; attempt < 200 && running?.counts.created !== 100; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      [running] = expectStatus(
        await client('GET', '/v1/admin/imports?limit=1', { admin: true }),
        200,
      ).data;
    }
    assert.equal(running.status, 'running');
    assert.equal(running.counts.created, 100);
    controller?.close();
    assert.equal((await answered).status, 201);
  });
});
