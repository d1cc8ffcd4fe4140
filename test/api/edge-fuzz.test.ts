import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../../src/app.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { clientOf, expectStatus } from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { adminKey, testPlatform } from '../support/platform.ts';

// Requests for the same few things in every spelling: what comes from the cache is what comes without one.

/** mulberry32: the same fuzz each time. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const chance = chanceOf(20_261_122);
const oneOf = <Item>(items: readonly [Item, ...Item[]]): Item =>
  items[Math.floor(chance() * items.length)] ?? items[0];

/** The text with some of its characters percent-encoded, in either case. */
const encoded = (text: string, share: number): string =>
  [...text]
    .map((character) => {
      if (chance() >= share || character.charCodeAt(0) > 127) return character;
      const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
      return `%${chance() < 0.5 ? hex : hex.toUpperCase()}`;
    })
    .join('');

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => [chance(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

test('no spelling of a request is given the answer of another', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const collection = expectStatus(
    await client('POST', '/v1/admin/collections', { admin: true, body: { title: 'Some' } }),
    201,
  );
  const names: string[] = ['nothing', collection.handle];
  for (const [handle, currencies] of [
    ['mug', ['GBP', 'EUR']],
    ['mug-gbp', ['GBP']],
    ['mug%20', ['GBP']],
    ['mugs', ['EUR']],
  ] as const) {
    const prices = currencies.map((currency, at) => ({ amount: 100 + at, currency }));
    const product = await aProduct(client, {
      title: handle,
      handle: handle.replace('%20', '-20'),
      collections: handle === 'mug' ? [collection.id] : [],
      variants: [{ sku: `SKU-${handle}`, prices }],
    });
    names.push(product.handle, product.id, product.variants[0].id);
  }
  const nothingKept: Platform['cache'] = {
    near: () => undefined,
    get: async () => undefined,
    put: async () => undefined,
  };
  const [cached, plain] = [createApp(), createApp()];
  // What an installation remembers goes by its configuration.
  const bare = { ...platform, config: { ...platform.config }, cache: nothingKept };
  const seen = { hit: 0, all: 0 };

  for (let round = 0; round < 1_500; round += 1) {
    const name = oneOf(names as [string, ...string[]]);
    const path = oneOf([
      `/v1/products/${name}`,
      '/v1/products',
      `/v1/collections/${name}`,
      '/v1/search',
      '/v1/shop',
      '/v1/availability',
    ]);
    const query = shuffled(
      [
        ['currency', oneOf(['GBP', 'EUR', 'USD', 'gbp', ''])],
        ['limit', oneOf(['1', '2', '24', '024', '1.0'])],
        ['sort', oneOf(['title', 'price', '-price', '-created_at'])],
        ['collection', oneOf([collection.handle, collection.id, 'mug'])],
        ['q', oneOf(['mug', 'mu', 'mug gbp', 'MUG', 'mug+gbp'])],
        ['variants', oneOf(names as [string, ...string[]])],
        ['x', '1'],
      ].filter(([key]) => chance() < (key === 'x' ? 0.02 : 0.12)),
    );
    const text = query
      .map(([key = '', value = '']) => `${encoded(key, 0.03)}=${encoded(value, 0.1)}`)
      .join(oneOf(['&', '&', '&', '&&', ';']));
    const target = `${encoded(path, chance() < 0.2 ? 0.1 : 0)}${oneOf(['', '', '', '/', '//', '/.'])}${text ? `?${text}` : oneOf(['', '', '?'])}`;
    const headers = new Headers();
    if (chance() < 0.1)
      headers.set('authorization', oneOf(['Bearer x', `Bearer ${adminKey}`, 'Basic eA==']));
    if (chance() < 0.1) headers.set('accept-encoding', oneOf(['gzip', 'br', 'identity']));
    if (chance() < 0.1) headers.set('cookie', 'session=1');
    if (chance() < 0.1) headers.set('origin', oneOf(['https://a.example', 'null']));
    const url = `http://${oneOf(['localhost', 'a.example', 'A.EXAMPLE:80', 'b.example:8787'])}${target}`;
    if (!URL.canParse(url)) continue;
    const method = oneOf(['GET', 'GET', 'GET', 'HEAD', 'POST']);
    const ask = async (app: ReturnType<typeof createApp>, on: Platform) => {
      const response = await app.fetch(new Request(url, { method, headers }), on);
      const body = (await response.text()).replaceAll(/"request_id":"[^"]*"/g, '');
      return { response, told: [response.status, response.headers.get('etag'), body] };
    };
    const reference = await ask(plain, bare);
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await ask(cached, platform);
      assert.deepEqual(answer.told, reference.told, `${method} ${url} round ${round}`);
      const timing = answer.response.headers.get('server-timing') ?? '';
      const hit = timing.includes('desc=hit');
      assert.ok(!(hit && headers.has('authorization')), url);
      seen.all += 1;
      if (hit) seen.hit += 1;
    }
  }
  // Or it would not have looked at what it is about.
  assert.ok(seen.hit > seen.all / 20, JSON.stringify(seen));
});
