import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { createApp } from '../../src/app.ts';
import { counts, importing, mugs, places } from '../support/importing.ts';
import { adminKey, type TestPlatform, testPlatform } from '../support/platform.ts';

const app = createApp();
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

describe('POST /v1/admin/imports, when it goes wrong', () => {
  test('a dry run counts and changes nothing', async () => {
    await imported(mugs);
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
