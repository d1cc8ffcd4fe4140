import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { aProduct, aReadyCart } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

// The process died after it had changed the cart and before it could keep its answer. By the time the same request
// comes again the shop has changed, so that it would be refused if it were new.

type Case = readonly [
  name: string,
  request: (cart: Json, product: Json) => readonly [method: string, path: string, body: unknown],
  change: (client: Client, product: Json) => Promise<unknown>,
];

const archive = (client: Client, { id }: Json) =>
  client('PATCH', `/v1/admin/products/${id}`, {
    admin: true,
    ifMatch: '*',
    body: { status: 'archived' },
  });
const endCode = (client: Client, { code }: Json) =>
  client('PATCH', `/v1/admin/discount-codes/${code.id}`, {
    admin: true,
    ifMatch: '*',
    body: { ends_at: '2020-01-01T00:00:00.000Z' },
  });

const cases: readonly Case[] = [
  [
    'a line was added',
    (cart, { variants }) => [
      'POST',
      `/v1/carts/${cart.id}/lines`,
      { variant_id: variants[0].id, quantity: 1 },
    ],
    archive,
  ],
  [
    'a code was entered',
    (cart) => ['POST', `/v1/carts/${cart.id}/discount-codes`, { code: 'TEN' }],
    endCode,
  ],
];

for (const [name, requestOf, change] of cases)
  test(`${name}: a retry under the same key is told so, a new request is refused`, async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    const product = await aProduct(client);
    const body = { code: 'TEN', type: 'percentage', value: 10 };
    const code = expectStatus(
      await client('POST', '/v1/admin/discount-codes', { admin: true, body }),
      201,
    );
    const cart = await aReadyCart(client, [{ sku: product.variants[0].sku, quantity: 1 }]);
    const [method, path, asked] = requestOf(cart, product);
    const ask = (key: string) => client(method, path, { key, body: asked });
    const first = expectStatus(await ask('one'), 200);
    await platform.writer.apply({ sql: `DELETE FROM commands WHERE key LIKE 'claim:%'`, args: [] });
    expectStatus((await change(client, { ...product, code })) as never, 200);
    platform.advance(2_000);

    const again = expectStatus(await ask('one'), 200);
    assert.equal(again.version, first.version);
    assert.deepEqual(
      [again.lines[0].quantity, again.discount_codes.length],
      [first.lines[0].quantity, first.discount_codes.length],
    );
    const refused = await ask('another');
    expectProblem(refused, 422, refused.body.code);
  });
