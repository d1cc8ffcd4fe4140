import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/root.ts';
import type { Json } from '../support/client.ts';
import { adminKey } from './server-process.ts';

/** Runs `npm run shops` against a control table. */
export const shops = (controlUrl: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'scripts/shops.ts'), ...args], {
    env: { ...process.env, SHOPS_DATABASE_URL: controlUrl },
  });

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Json;
}

/** A request to a server as if it had this name; `fetch` does not let one say so. */
export function callAs(
  url: string,
  host: string,
  method: string,
  path: string,
  {
    body,
    headers = {},
    admin,
  }: { body?: unknown; headers?: Record<string, string>; admin?: boolean } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      {
        method,
        headers: {
          host,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(admin ? { authorization: `Bearer ${adminKey}`, 'if-match': '*' } : {}),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text.startsWith('{') ? (JSON.parse(text) as Json) : text,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A request to one shop. */
export type Ask = (
  method: string,
  path: string,
  ask?: Parameters<typeof callAs>[4],
) => Promise<Reply>;

export const askAs =
  (url: string, host: string): Ask =>
  (method, path, ask) =>
    callAs(url, host, method, path, ask);

/** Adds a product of one variant, of which there are a hundred. */
export async function addProduct(ask: Ask, body: { title: string; handle: string; sku: string }) {
  const { title, handle, sku } = body;
  const inventory = { on_hand: 100, policy: 'deny' };
  const variants = [{ sku, prices: [{ amount: 500, currency: 'GBP' }], inventory }];
  const sent = { title, handle, status: 'active', variants };
  const made = await ask('POST', '/v1/admin/products', { admin: true, body: sent });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made;
}

/** Makes a cart ready, and answers what places its order. */
export async function readyCart(ask: Ask, sku: string) {
  const begun = { body: { lines: [{ sku, quantity: 1 }] } };
  const cart = (await ask('POST', '/v1/carts', begun)).body;
  const shipping_address = { name: 'A', line1: '1 St', city: 'Leeds', country: 'GB' };
  const body = { email: 'a@example.com', shipping_address };
  const ready = await ask('PATCH', `/v1/carts/${cart.id}`, { body });
  const placing = {
    body: {
      expected_total: ready.body.totals.total,
      payment: { provider: 'test', token: 'tok_success' },
    },
    headers: { 'idempotency-key': `shops-${cart.id}` },
  };
  return { cart, path: `/v1/carts/${cart.id}/checkout`, placing };
}

/** Waits until what is due for an order was worked off. */
export async function untilConfirmed(ask: Ask, order: Json): Promise<void> {
  const bearer = { headers: { authorization: `Bearer ${order.access_token}` } };
  let status = '';
  for (let tries = 0; tries < 200 && status !== 'confirmed'; tries += 1) {
    ({ status } = (await ask('GET', `/v1/orders/${order.id}`, bearer)).body);
    if (status !== 'confirmed') await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(status, 'confirmed');
}

/** Tries to reach one shop by way of another, on a server that serves both. */
export async function nothingCrosses(
  url: string,
  [one, other]: readonly [string, string],
): Promise<void> {
  const call = (host: string) => askAs(url, host);
  const [mine, theirs] = [call(one), call(other)];
  const product = async (ask: Ask, title: string): Promise<Json> =>
    (await addProduct(ask, { title, handle: 'same-handle', sku: 'SAME-SKU' })).body;
  const a = await product(mine, 'Mine');
  const b = await product(theirs, 'Theirs');

  // The same paths, again and again, in turns: caches are full of both.
  for (let round = 0; round < 20; round += 1) {
    for (const [ask, title] of [
      [mine, 'Mine'],
      [theirs, 'Theirs'],
    ] as const) {
      assert.equal((await ask('GET', '/v1/products/same-handle')).body.title, title);
      const listed = await ask('GET', '/v1/products');
      assert.deepEqual(
        listed.body.data.map((row: Json) => row.title),
        [title],
      );
      assert.equal(
        (await ask('GET', '/v1/search?q=mi')).body.data.length,
        title === 'Mine' ? 1 : 0,
      );
    }
  }
  assert.equal((await theirs('GET', `/v1/products/${a.id}`)).status, 404);
  assert.equal((await theirs('GET', `/v1/admin/products/${a.id}`, { admin: true })).status, 404);

  const { cart, path, placing } = await readyCart(mine, 'SAME-SKU');
  assert.equal((await theirs('GET', `/v1/carts/${cart.id}`)).status, 404);
  const adding = { body: { variant_id: b.variants[0].id, quantity: 1 } };
  assert.equal((await theirs('POST', `/v1/carts/${cart.id}/lines`, adding)).status, 404);

  assert.equal((await theirs('POST', path, placing)).status, 404);
  const placed = await mine('POST', path, placing);
  assert.equal(placed.status, 201, JSON.stringify(placed.body));
  const order = placed.body;
  const bearer = { headers: { authorization: `Bearer ${order.access_token}` } };
  assert.equal((await theirs('GET', `/v1/orders/${order.id}`, bearer)).status, 404);
  assert.equal((await theirs('GET', `/v1/orders/${order.id}`, { admin: true })).status, 404);

  // What is due is worked off for the shop that it is of.
  await untilConfirmed(mine, order);
  const left = async (ask: Ask) =>
    (await ask('GET', '/v1/admin/inventory?sku=SAME-SKU', { admin: true })).body.data[0].on_hand;
  assert.deepEqual([await left(mine), await left(theirs)], [99, 100]);

  const key = await mine('POST', '/v1/admin/api-keys', {
    admin: true,
    body: { name: 'mine', scopes: ['catalog:read'] },
  });
  const withKey = { headers: { authorization: `Bearer ${key.body.key}` } };
  assert.equal((await mine('GET', '/v1/admin/products', withKey)).status, 200);
  assert.equal((await theirs('GET', '/v1/admin/products', withKey)).status, 401);

  // A token of one says nothing in the other.
  const token = String(placed.headers['consistency-token']);
  const read = await theirs('GET', '/v1/products/same-handle', {
    headers: { 'consistency-token': token },
  });
  assert.deepEqual([read.status, read.body.title], [200, 'Theirs']);

  for (const host of ['nobody.example', '127.0.0.1']) {
    const none = await call(host)('GET', '/v1/products');
    assert.deepEqual([none.status, none.body.code], [404, 'shop_not_found']);
    assert.equal((await call(host)('GET', '/health')).status, 200);
  }
}
