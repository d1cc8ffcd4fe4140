import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import {
  type Client,
  clientOf,
  expectProblem,
  expectStatus,
  type Json,
} from '../support/client.ts';
import { anOrder, aProduct, levelOf } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});

const pathOf = (sku: string) => `/v1/admin/inventory/${encodeURIComponent(sku)}`;
const adjust = async (sku: string, delta: number, reason = 'count') =>
  await client('POST', `${pathOf(sku)}/adjustments`, {
    admin: true,
    key: randomUUID(),
    body: { delta, reason },
  });
const movements = async (sku: string): Promise<Json[]> =>
  expectStatus(await client('GET', `${pathOf(sku)}/movements?limit=100`, { admin: true }), 200)
    .data;

describe('adjustStock', () => {
  test('books a movement; a level is the sum of its movements', async () => {
    const { sku } = (await aProduct(client)).variants[0];
    assert.equal(expectStatus(await adjust(sku, 5, 'delivery'), 200).on_hand, 15);
    const level = expectStatus(await adjust(sku, -3), 200);
    assert.deepEqual(
      [level.on_hand, level.reserved, level.available, level.version],
      [12, 0, 12, 3],
    );
    const found = await movements(sku);
    assert.deepEqual(
      found.map(({ delta, reason }) => [delta, reason]),
      [
        [-3, 'count'],
        [5, 'delivery'],
        [10, 'initial stock'],
      ],
    );
    assert.deepEqual(await levelOf(client, sku), level);
  });

  test('in parallel loses nothing', async () => {
    const { sku } = (await aProduct(client)).variants[0];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => adjust(sku, index % 2 === 0 ? 3 : -2)),
    );
    assert.equal((await levelOf(client, sku)).on_hand, 30);
    const sum = (await movements(sku)).reduce((total, { delta }) => total + delta, 0);
    assert.equal(sum, 30);
  });

  test('never takes below what is reserved, unless stock may go below zero', async () => {
    const order = await anOrder(client, { provider: 'manual', quantity: 4 });
    const { sku } = order.lines[0];
    const refused = expectProblem(await adjust(sku, -7), 409, 'inventory_below_reserved');
    assert.deepEqual([refused.reserved, refused.on_hand], [4, 10]);
    assert.equal(expectStatus(await adjust(sku, -6), 200).available, 0);
    await aProduct(client, {
      variants: [{ sku: 'LOOSE', prices: [], inventory: { on_hand: 0, policy: 'continue' } }],
    });
    assert.equal(expectStatus(await adjust('LOOSE', -7), 200).on_hand, -7);
  });

  test('cannot be made strict while more is sold than there is', async () => {
    const { id, variants } = await aProduct(client, {
      variants: [
        {
          sku: 'OWED',
          prices: [{ amount: 1, currency: 'GBP' }],
          inventory: { on_hand: 0, policy: 'continue' },
        },
      ],
    });
    expectStatus(await adjust('OWED', -1), 200);
    const at = `/v1/admin/products/${id}/variants/${variants[0].id}`;
    const strict = { inventory: { policy: 'deny' } };
    expectProblem(
      await client('PATCH', at, { admin: true, ifMatch: '*', body: strict }),
      409,
      'inventory_below_reserved',
    );
    expectStatus(await adjust('OWED', 1), 200);
    expectStatus(await client('PATCH', at, { admin: true, ifMatch: '*', body: strict }), 200);
    assert.equal((await levelOf(client, 'OWED')).policy, 'deny');
  });

  test('takes SKUs of any spelling in the path', async () => {
    for (const sku of ['a/b', '100%', 'ä ö', 'x?y#z', 'a+b', '...', '%2F', 'MUG', 'mug', '日本']) {
      await aProduct(client, { variants: [{ sku, prices: [], inventory: { on_hand: 1 } }] });
      assert.equal(expectStatus(await adjust(sku, 1), 200).sku, sku);
      assert.equal((await movements(sku)).length, 2, sku);
    }
  });

  test('a SKU that no path can name is refused', async () => {
    for (const sku of ['.', '..']) {
      const body = { title: 'Dots', variants: [{ sku, prices: [] }] };
      const answer = await client('POST', '/v1/admin/products', { admin: true, body });
      expectProblem(answer, 400, 'invalid_request');
    }
  });

  test('answers well when wrong', async () => {
    const { sku } = (await aProduct(client)).variants[0];
    const at = `${pathOf(sku)}/adjustments`;
    expectProblem(
      await client('POST', at, { admin: true, body: { delta: 1, reason: 'x' } }),
      400,
      'idempotency_key_required',
    );
    for (const body of [
      { delta: 0, reason: 'x' },
      { delta: 1.5, reason: 'x' },
      { delta: '1', reason: 'x' },
      { delta: 2e9, reason: 'x' },
      { delta: 1 },
      { delta: 1, reason: '' },
      { delta: 1, reason: 'x'.repeat(201) },
      { delta: 1, reason: 'x', on_hand: 5 },
    ]) {
      expectProblem(
        await client('POST', at, { admin: true, key: 'k', body }),
        400,
        'invalid_request',
      );
    }
    expectProblem(await adjust('nothing', 1), 404, 'sku_not_found');
    expectProblem(await adjust(sku.toLowerCase(), 1), 404, 'sku_not_found');
    expectProblem(
      await client('POST', at, { key: 'k', body: { delta: 1, reason: 'x' } }),
      401,
      'unauthorized',
    );
    const narrow = { name: 'x', scopes: ['inventory:read'] };
    const { key } = expectStatus(
      await client('POST', '/v1/admin/api-keys', { admin: true, body: narrow }),
      201,
    );
    expectProblem(
      await client('POST', at, { key: 'k', bearer: key, body: { delta: 1, reason: 'x' } }),
      403,
      'insufficient_scope',
    );
    expectStatus(await client('GET', `${pathOf(sku)}/movements`, { bearer: key }), 200);
  });
});

describe('listInventory and listMovements', () => {
  test('answer well when there is nothing', async () => {
    assert.deepEqual(
      expectStatus(await client('GET', '/v1/admin/inventory?sku=nothing', { admin: true }), 200)
        .data,
      [],
    );
    expectProblem(
      await client('GET', `${pathOf('nothing')}/movements`, { admin: true }),
      404,
      'sku_not_found',
    );
    expectProblem(await client('GET', '/v1/admin/inventory'), 401, 'unauthorized');
    expectProblem(await client('GET', `${pathOf('x')}/movements`), 401, 'unauthorized');
  });
});

test('nothing of all this was an error of ours', () => {
  assert.deepEqual(platform.errors, []);
});
