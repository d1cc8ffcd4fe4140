import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShopError } from '../../src/core/error.ts';
import { readDatabase } from '../../src/db/read.ts';
import { createWriter, type WriteClient } from '../../src/db/writer.ts';
import { systemContext } from '../../src/platform/context.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { createMailbox } from '../../src/platform/server/mailbox.ts';
import { cartActor, tellCart } from '../../src/shop/cart/index.ts';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

test('an add whose answer was lost is not added again, though another process has saved since', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const [variant] = (await aProduct(client, { amount: 700 })).variants;
  const cart = expectStatus(await client('POST', '/v1/carts', { body: {} }), 201);
  const line = {
    id: 'line_1',
    variantId: variant.id,
    sku: variant.sku,
    title: 'Mug',
    quantity: 2,
  };

  const database = openDatabase(platform.databaseUrl, undefined);
  const once = { lost: false };
  /** Commits, and loses the first answer while somebody else changes the cart. */
  const flaky: WriteClient = {
    async batch(statements, mode) {
      const results = await database.batch(statements, mode);
      if (once.lost) return results;
      once.lost = true;
      const body = { note: 'from another process' };
      expectStatus(await client('PATCH', `/v1/carts/${cart.id}`, { body }), 200);
      throw Object.assign(new Error('The operation was aborted'), { name: 'TimeoutError' });
    },
  };
  const { nowMs } = platform.clock;
  const sleep = async () => undefined;
  const writer = createWriter(flaky, { nowMs, sleep, random: () => 0.5 });
  const nonce = () => Math.floor(Math.random() * 1e15);
  const db = readDatabase(database);
  const mailbox = createMailbox(cartActor, { db, writer, nowMs, sleep, nonce });
  const ctx = systemContext({ ...platform, mailbox: () => mailbox }, 'req_1');

  await tellCart(ctx, cart.id, { type: 'add-line', line, prices: { GBP: 700 } });
  const shown = expectStatus(await client('GET', `/v1/carts/${cart.id}`), 200);
  assert.deepEqual([shown.lines[0].quantity, shown.note], [2, 'from another process']);
  database.close();
  platform.close();
});

test('nothing was done, says only who has done nothing before', async () => {
  const platform = await testPlatform();
  const refused = new TypeError('fetch failed', {
    cause: new Error('connect ECONNREFUSED 127.0.0.1:8080'),
  });
  /** A writer whose database is away after so many writes. */
  const awayAfter = (most: number): TestPlatform['writer'] => {
    let left = most;
    const away = () => Promise.reject(new ShopError('database_unavailable', { retry_after: 1 }));
    const { command, apply, batch } = platform.writer;
    const next = () => (left -= 1) >= 0;
    return {
      command: (asked) => (next() ? command(asked) : away()),
      apply: (asked) => (next() ? apply(asked) : away()),
      batch: (asked, key) => (next() ? batch(asked, key) : away()),
    };
  };
  const create = async (more: Partial<TestPlatform>, key: string) => {
    const client = clientOf({ ...platform, ...more });
    const answer = await client('POST', '/v1/carts', { body: {}, key });
    assert.match(answer.headers.get('retry-after') ?? '', /^\d+$/);
    return answer;
  };
  const first = await create({ writer: awayAfter(0) }, 'j'.repeat(22));
  expectProblem(first, 503, 'database_unavailable');
  // The cart was made, and its answer could not be kept.
  const second = await create({ writer: awayAfter(1) }, 'k'.repeat(22));
  expectProblem(second, 503, 'outcome_unknown');
  const mailbox = () => ({
    peek: () => Promise.reject(refused),
    send: () => Promise.reject(refused),
  });
  expectProblem(await create({ mailbox }, 'l'.repeat(22)), 503, 'database_unavailable');
  const db = { ask: () => Promise.reject(refused) };
  expectProblem(await create({ db }, 'm'.repeat(22)), 503, 'database_unavailable');
  assert.deepEqual(platform.errors, []);
  platform.close();
});
