import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlyCopy } from '../../src/db/copies.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { answerAfar } from '../../src/platform/workers/far-bodies.ts';
import { Purger } from '../../src/platform/workers/purger.ts';
import {
  type Answer,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { gatewayTo, type WorkersCache, workersCache } from '../support/edge.ts';
import { aProduct } from '../support/factories.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

// The gateway set-up of a Worker, with a stand-in for Cloudflare's cache between the gateway and Catalog.

const cacheOf = (answer: Answer) =>
  /desc=(\w+)/.exec(answer.headers.get('server-timing') ?? '')?.[1];

async function aShop() {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const made = await client('POST', '/v1/admin/collections', {
    admin: true,
    body: { title: 'Kitchen' },
  });
  const collection = expectStatus(made, 201);
  const prices = [
    { amount: 100, currency: 'GBP' },
    { amount: 130, currency: 'EUR' },
  ];
  const product = await aProduct(client, {
    title: 'Cake stand',
    handle: 'cake-stand',
    collections: [collection.id],
    variants: [{ sku: 'CAKE', prices }],
  });
  for (const handle of ['plate-aa', 'plate-bb', 'a', 'b', 'ab']) await aProduct(client, { handle });
  return { platform, client, collection, product };
}

/** Everything that is cached by version, in more than one spelling. */
const pathsOf = ({ product, collection }: { product: Json; collection: Json }): string[] => [
  `/v1/products/${product.id}`,
  '/v1/products/cake-stand',
  '/v1/products/cake-stand?currency=EUR',
  '/v1/products/cake-stand?currency=GBP',
  '/v1/products',
  '/v1/products?limit=2&sort=title',
  '/v1/products?sort=-price&currency=EUR&limit=5',
  `/v1/products?collection=${collection.handle}`,
  '/v1/collections',
  `/v1/collections/${collection.id}`,
  '/v1/search?q=cake',
  '/v1/search?q=%20Cake%20%26%20STAND%2B',
  '/v1/shop',
  '/v1/products/not-there',
];

const wait = (platform: TestPlatform): void => platform.advance(1_000);

async function edit(platform: TestPlatform, product: Json, title: string): Promise<Answer> {
  const path = `/v1/admin/products/${product.id}`;
  const ask = { admin: true, ifMatch: '*', body: { title } };
  const answer = await clientOf(platform)('PATCH', path, ask);
  expectStatus(answer, 200);
  return answer;
}

/** A platform of another process that reads its copy as it was when `freeze` was called. */
async function lagging(platform: TestPlatform): Promise<[TestPlatform, { freeze: () => void }]> {
  const copy = await testPlatform({}, platform);
  const seen = new Map<string, Awaited<ReturnType<Platform['db']['ask']>>>();
  let frozen = false;
  const replica: Platform['replica'] = {
    async ask(statements) {
      const asked = JSON.stringify(statements);
      const old = frozen ? seen.get(asked) : undefined;
      const found = old ?? (await copy.db.ask(statements));
      seen.set(asked, found);
      return found;
    },
  };
  return [{ ...copy, replica }, { freeze: () => void (frozen = true) }];
}

describe('with Workers Cache', () => {
  test('answers are those of the plain set-up, made once for all locations', async () => {
    const shop = await aShop();
    const edge = workersCache(shop.platform);
    const locations = [gatewayTo(edge, shop.platform), gatewayTo(edge, shop.platform)];
    const own = new Set(['request-id', 'server-timing', 'age']);
    for (const path of pathsOf(shop)) {
      const plain = await shop.client('GET', path);
      for (const location of locations) {
        const answer = await clientOf(location)('GET', path);
        assert.equal(answer.status, plain.status, path);
        if (answer.status === 200) assert.equal(answer.text, plain.text, path);
        else assert.equal(answer.body.code, plain.body.code, path);
        for (const [name, value] of plain.headers)
          if (!own.has(name)) assert.equal(answer.headers.get(name), value, `${path} ${name}`);
        assert.equal(cacheOf(await clientOf(location)('GET', path)), 'hit', path);
      }
      const etag = plain.headers.get('etag');
      if (etag === null) continue;
      const ask = { headers: { 'if-none-match': etag } };
      const unchanged = await clientOf(gatewayTo(edge, shop.platform))('GET', path, ask);
      assert.deepEqual([unchanged.status, unchanged.text], [304, ''], path);
    }
    assert.equal(edge.made.length, pathsOf(shop).length);
    assert.equal(edge.kept.size, edge.made.length);
  });

  test('what is asked is a URL and nothing else; credentials never get there', async () => {
    const { platform, product } = await aShop();
    const edge = workersCache(platform);
    const path = `/v1/products/${product.id}`;
    const gateway = clientOf(gatewayTo(edge, platform));
    const token = (await edit(platform, product, 'Other')).headers.get('consistency-token') ?? '';
    for (const headers of [{ authorization: 'Bearer x' }, { 'consistency-token': token }]) {
      const answer = await gateway('GET', path, { headers });
      assert.deepEqual([answer.body.title, cacheOf(answer)], ['Other', 'bypass']);
    }
    assert.equal(edge.asked.length, 0);
    const headers = { cookie: 'a=b', 'accept-language': 'de', 'x-forwarded-host': 'evil' };
    expectStatus(await gateway('GET', path, { headers }), 200);
    assert.deepEqual(
      edge.asked.map(({ init }) => Object.keys(init)),
      [['signal']],
    );
  });

  test('a change is seen within a second, with nothing purged, and asks for what it changed only', async () => {
    const shop = await aShop();
    const { platform, product } = shop;
    const edge = workersCache(platform);
    const locations = [gatewayTo(edge, platform), gatewayTo(edge, platform)].map(clientOf);
    const path = `/v1/products/${product.id}`;
    const spared = '/v1/products/plate-aa';
    for (const location of locations)
      for (const each of [path, spared]) await location('GET', each);
    await edit(platform, product, 'Changed');
    wait(platform);
    const before = edge.made.length;
    for (const location of locations)
      assert.equal((await location('GET', path)).body.title, 'Changed');
    const fresh = clientOf(gatewayTo(edge, platform));
    expectStatus(await fresh('GET', spared), 200);
    assert.equal(edge.made.length, before + 1);
  });

  test('a copy that lags where bodies are made fills no new key with old data', async () => {
    const { platform, product } = await aShop();
    const [copy, { freeze }] = await lagging(platform);
    const edge = workersCache(copy);
    const gateway = clientOf(gatewayTo(edge, platform));
    const path = `/v1/products/${product.id}`;
    expectStatus(await gateway('GET', path), 200);
    freeze();
    await edit(platform, product, 'Changed');
    wait(platform);
    assert.equal((await gateway('GET', path)).body.title, 'Changed');
    const titles = [...edge.kept.values()].map(
      ({ text }) => JSON.parse(JSON.parse(text).body).title,
    );
    assert.deepEqual(titles, ['Cake stand', 'Changed']);
  });

  test('a body older than was asked for is neither kept nor used, wherever it comes from', async () => {
    const { platform, product } = await aShop();
    const [copy, { freeze }] = await lagging(platform);
    // Its primary is no better: say, it was restored from a backup.
    const edge = workersCache({ ...copy, db: copy.replica, copies: onlyCopy(copy.replica) });
    const path = `/v1/products/${product.id}`;
    expectStatus(await clientOf(gatewayTo(edge, platform))('GET', path), 200);
    freeze();
    await edit(platform, product, 'Changed');
    wait(platform);
    const gateway = clientOf(gatewayTo(edge, platform));
    assert.equal((await gateway('GET', path)).body.title, 'Changed');
    assert.equal(edge.kept.size, 1);

    const old = [...edge.kept.values()][0]?.text ?? '';
    const stale = clientOf(gatewayTo({ fetch: async () => new Response(old) }, platform));
    assert.equal((await stale('GET', path)).body.title, 'Changed');
  });

  test('no answer is crossed, however a path or a query is spelled', async () => {
    const { platform, client } = await aShop();
    const edge = workersCache(platform);
    const spellings = [
      'a',
      'b',
      'ab',
      'a%09b',
      'a%0Ab',
      'a%5Cb',
      'a%2Fb',
      'a%3Fb',
      'a%23b',
      'a%2525b',
    ];
    spellings.push(
      'a%20',
      'A',
      'a%00b',
      '%61',
      'a;b',
      'a+b',
      'a%2Bb',
      '%F0%9F%8E%82',
      'b%C3%A9',
      'a,b',
    );
    const paths = spellings.flatMap((each) => [
      `/v1/products/${each}`,
      `/v1/products?collection=${each}`,
      `/v1/search?q=${each}`,
    ]);
    const gateway = clientOf(gatewayTo(edge, platform));
    for (const path of [...paths, ...paths.toReversed()]) {
      const [plain, answer] = [await client('GET', path), await gateway('GET', path)];
      assert.equal(answer.status, plain.status, path);
      if (plain.status === 200) assert.equal(answer.text, plain.text, path);
      else assert.equal(answer.body.code, plain.body.code, path);
    }
    for (const [asked, { text }] of edge.kept)
      assert.equal(JSON.parse(text).key, JSON.parse(decodeURIComponent(asked.slice(2))).key);
    const crossed = [...edge.kept.values()].find(
      ({ text }) => JSON.parse(text).key === '/v1/products/b?',
    );
    const liar = { fetch: async () => new Response(crossed?.text ?? '') };
    const answer = await clientOf(gatewayTo(liar, platform))('GET', '/v1/products/a');
    assert.equal(answer.body.handle, 'a');
  });

  test('without an answer from there the gateway makes the body itself', async () => {
    const { platform, product } = await aShop();
    const path = `/v1/products/${product.id}`;
    const failures: WorkersCache['fetch'][] = [
      async () => new Response(null, { status: 503 }),
      async () => new Response('<html>'),
      () => Promise.reject(new Error('gone')),
    ];
    for (const fetch of failures) {
      const gateway = clientOf(gatewayTo({ fetch }, platform));
      expectStatus(await gateway('GET', path), 200);
      expectProblem(await gateway('GET', '/v1/products/not-there'), 404, 'product_not_found');
    }
  });

  test('who asks at once for what is being made is given it too', async () => {
    const { platform, product } = await aShop();
    const edge = workersCache(platform);
    const clients = Array.from({ length: 8 }, () => clientOf(gatewayTo(edge, platform)));
    const paths = [`/v1/products/${product.id}`, '/v1/products/not-there'];
    for (const path of paths)
      for (const answer of await Promise.all(clients.map((client) => client('GET', path))))
        assert.equal(answer.status, path.endsWith('there') ? 404 : 200);
    assert.equal(edge.made.length, 16);
    assert.equal(edge.refused, 0);
  });

  test('a body is kept for its hour, an absence for a minute', async () => {
    const { platform, product } = await aShop();
    const edge = workersCache(platform);
    const path = `/v1/products/${product.id}`;
    const madeAfter = async (ms: number, asked: string): Promise<number> => {
      await clientOf(gatewayTo(edge, platform))('GET', asked);
      const before = edge.made.length;
      platform.advance(ms);
      await clientOf(gatewayTo(edge, platform))('GET', asked);
      return edge.made.length - before;
    };
    assert.equal(await madeAfter(3_500_000, path), 0);
    assert.equal(await madeAfter(200_000, path), 1);
    assert.equal(await madeAfter(50_000, '/v1/products/not-there'), 0);
    assert.equal(await madeAfter(20_000, '/v1/products/not-there'), 1);
  });

  test('stock is never asked for there', async () => {
    const { platform, product } = await aShop();
    const edge = workersCache(platform);
    const path = `/v1/availability?variants=${product.variants[0].id}`;
    expectStatus(await clientOf(gatewayTo(edge, platform))('GET', path), 200);
    assert.equal(edge.asked.length, 0);
  });

  test('the gateway has counted the request: it is not counted again', async () => {
    const limited = await testPlatform({ RATE_LIMITS: 'on' });
    const counted: boolean[] = [];
    const asked = JSON.stringify({ key: '/v1/shop?', version: 0, ttlSeconds: 60, tags: [] });
    const request = new Request(`https://catalog.invalid/?${encodeURIComponent(asked)}`);
    await answerAfar(request, limited, (_, { config }) => {
      counted.push(config.rateLimits);
      return new Response(null, { status: 500 });
    });
    assert.deepEqual([limited.config.rateLimits, counted], [true, [false]]);
  });

  test('a purge of what an edit changed takes its bodies and no others', async () => {
    const shop = await aShop();
    const edge = workersCache(shop.platform);
    const gateway = clientOf(gatewayTo(edge, shop.platform));
    for (const path of [...pathsOf(shop), '/v1/products/plate-aa']) await gateway('GET', path);
    const keys = () => [...edge.kept.values()].map(({ text }) => JSON.parse(text).key as string);
    edge.purge(['product:nd', `product:${shop.product.id.slice(-2)}`, 'products']);
    assert.ok(
      !keys().some((key) => /cake-stand|\/v1\/products\?limit|search|shop/.test(key)),
      keys().join(),
    );
    assert.ok(keys().includes('/v1/products/plate-aa?'));
    assert.ok(keys().includes(`/v1/collections/${shop.collection.id}?`));
    edge.purge(['catalog']);
    assert.deepEqual(keys(), []);
  });
});

describe('purging', () => {
  interface Purging {
    readonly purger: Purger;
    readonly calls: (readonly string[])[];
    fail: boolean;
  }

  function purging(platform: TestPlatform): Purging {
    let upTo: number | undefined;
    const made: Purging = {
      calls: [],
      fail: false,
      purger: new Purger({
        db: platform.db,
        clock: platform.clock,
        purged: { get: () => upTo, set: (version) => (upTo = version) },
        purge: async (tags) => {
          made.calls.push(tags);
          return made.fail ? '429 too many' : undefined;
        },
        log: () => undefined,
      }),
    };
    return made;
  }

  test('takes the scopes that changed, each once, however many edits; then nothing', async () => {
    const { platform, product } = await aShop();
    const made = purging(platform);
    await made.purger.look();
    made.calls.length = 0;
    platform.advance(60_000);
    for (const title of ['One', 'Two', 'Three']) await edit(platform, product, title);
    assert.equal(await made.purger.look(), undefined);
    const [tags] = made.calls;
    const own = ['product:nd', `product:${product.id.slice(-2)}`, 'products'];
    for (const each of own) assert.equal(tags?.filter((tag) => tag === each).length, 1, each);
    assert.ok(!tags?.includes('shop'));
    platform.advance(60_000);
    assert.equal(await made.purger.look(), undefined);
    assert.equal(made.calls.length, 1);
  });

  test('waits between calls, and takes again what failed', async () => {
    const { platform, product } = await aShop();
    const made = purging(platform);
    made.fail = true;
    assert.equal(await made.purger.look(), undefined);
    made.fail = false;
    await edit(platform, product, 'Changed');
    const untilMs = (await made.purger.look()) ?? 0;
    const pauseMs = untilMs - platform.clock.nowMs();
    assert.ok(pauseMs > 12_000 && pauseMs <= 15_000, String(pauseMs));
    assert.equal(made.calls.length, 1);
    platform.advance(pauseMs);
    await made.purger.look();
    assert.equal(made.calls.length, 2);
    for (const tag of made.calls[0] ?? []) assert.ok(made.calls[1]?.includes(tag), tag);
  });
});
