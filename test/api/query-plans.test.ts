import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { everyOperation } from '../../src/app.ts';
import { findDue } from '../../src/db/due.ts';
import { tick, work } from '../../src/jobs.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { type Client, clientOf, expectStatus, type Json } from '../support/client.ts';
import { walk } from '../support/documented.ts';
import { anOrder, aProduct } from '../support/factories.ts';
import { copyProduct } from '../support/many-products.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';
import {
  type Exception,
  growingSteps,
  planOf,
  triggerStatements,
  watchStatements,
} from '../support/query-plans.ts';
import { anEndpoint, hourMs } from '../support/webhooks.ts';
import { aReceiver } from '../support/receiver.ts';

// A libSQL server keeps no statistics, so each query has to have its index by itself: none may read all of a table
// that grows with the shop, nor sort what it found. What is explained is what really ran: every operation of the API
// by its example, lists in every order, the work behind requests, and what the triggers of the hot writes do.

const productsMade = 100_000;
const temporary = /^USE TEMP B-TREE/;

const exceptions: readonly Exception[] = [
  {
    sql: /FROM json_each\(\?\) c ORDER BY c\.key$/,
    step: temporary,
    why: 'the commands of one group, at most 128, in the order in which they came',
  },
  {
    sql: /json_each\(\?\)( e)?\s+(GROUP BY [13]|ORDER BY e\.key)|json_each\(\?\) e WHERE v\.key = \? ORDER BY e\.key/,
    step: temporary,
    why: 'the lines or events of one order, which its command carries',
  },
  {
    sql: /^WITH hits\(seq\)/,
    step: temporary,
    why: 'the thousand hits that are ranked and counted',
  },
  {
    sql: /FROM due WHERE dead_at IS NULL.*LIMIT \?\) GROUP BY/s,
    step: temporary,
    why: 'counts of at most as many rows as the limit says',
  },
  {
    sql: /FROM due\s+WHERE dead_at > 0\s+ORDER BY dead_at DESC/,
    step: /RIGHT PART OF ORDER BY$/,
    why: 'dead letters of one millisecond',
  },
  {
    sql: /FROM (shipping_zones|tax_rates|webhook_endpoints)\b/,
    step: /^SCAN (shipping_zones|tax_rates|webhook_endpoints|w)\b/,
    why: 'settings of a shop: a few rows, all of them wanted (at most 50 endpoints)',
  },
];

const { seen, watch } = watchStatements();
let platform: TestPlatform;
let client: Client;

before(async () => {
  const operations = await everyOperation();
  for (const operation of operations) await walk(operation, operations, { watch });
  platform = await testPlatform({}, undefined, { watch });
  client = clientOf(platform);
});

/** Reads a list to its third page, in pages of one. */
async function leaf(path: string, ask = {}): Promise<void> {
  const more = `${path}${path.includes('?') ? '&' : '?'}limit=1`;
  let cursor = '';
  for (let page = 0; page < 3; page += 1) {
    const found = expectStatus(await client('GET', more + cursor, ask), 200);
    if (!found.page.has_more) return;
    cursor = `&cursor=${encodeURIComponent(found.page.next_cursor)}`;
  }
}

async function readEveryList(product: Json): Promise<void> {
  for (const sort of ['title', '-created_at', 'price', '-price']) {
    for (const narrowed of ['', '&currency=GBP', '&collection=all', '&collection=all&currency=GBP'])
      await leaf(`/v1/products?sort=${sort}${narrowed}`);
  }
  for (const narrowed of ['', '&currency=GBP', '&collection=all', '&collection=all&currency=GBP'])
    await leaf(`/v1/search?q=prod%20a&facets=collection,option,price${narrowed}`);
  await leaf('/v1/search?q=prod');
  const { id } = product.collections[0];
  for (const path of [
    `products/${product.id}?currency=GBP`,
    `products/${product.handle}`,
    `products?collection=${id}`,
    `search?q=product&collection=${id}`,
    `collections/${id}`,
  ])
    expectStatus(await client('GET', `/v1/${path}`), 200);
  for (const path of [
    'products',
    'products?status=active',
    `products?sku=${product.variants[0].sku}`,
    `products?handle=${product.handle}`,
    'collections',
    'inventory',
    'orders',
    'orders?status=pending',
    'orders?email=buyer@example.com',
    'orders?payment_status=paid',
    'events',
    'events?types=order.*',
    'discount-codes',
    'dead-letters',
  ])
    await leaf(`/v1/admin/${path}`, { admin: true });
}

/** What happens behind requests: nudges, sweeps, deliveries that fail and are tried again, replays. */
async function workBehind(): Promise<void> {
  const receiver = await aReceiver();
  const scene = await testPlatform({ WEBHOOK_ALLOW: receiver.host }, undefined, { watch });
  const own = clientOf(scene);
  const endpoint = await anEndpoint(own, receiver);
  const message = { kind: 'webhook', id: endpoint.id } as const;
  await anOrder(own);
  await scene.settle();
  receiver.answer(500);
  await anOrder(own);
  await work(scene, message);
  await findDue(scene.db, scene.clock.nowMs(), 100);
  await tick(scene);
  const from = new Date(scene.clock.nowMs() - hourMs).toISOString();
  const replay = `/v1/admin/webhook-endpoints/${endpoint.id}/replay`;
  expectStatus(await own('POST', replay, { admin: true, body: { from } }), 200);
  receiver.answer(200);
  scene.advance(hourMs);
  await work(scene, message);
  await scene.settle();
  expectStatus(await own('GET', '/v1/admin/health', { admin: true }), 200);
  scene.close();
}

test(`no statement reads or sorts a whole table, at ${productsMade} products as at none`, async () => {
  const collection = { admin: true, body: { title: 'All' } };
  expectStatus(await client('POST', '/v1/admin/collections', collection), 201);
  const made = [];
  for (let count = 0; count < 4; count += 1)
    made.push(await aProduct(client, { collections: ['all'], description: 'A thing' }));
  const [product] = made;
  await readEveryList(product);
  for (let count = 0; count < 3; count += 1) await anOrder(client);
  await platform.settle();
  await readEveryList(product);
  await workBehind();
  platform.close();

  const database = openDatabase(platform.databaseUrl, undefined);
  const statements = [...seen.values(), ...(await triggerStatements(database))];
  assert.ok(statements.length > 200, `${statements.length} statements`);
  const { rows } = await database.execute(`SELECT name FROM sqlite_master WHERE type = 'table'`);
  const tables = rows.map(({ name }) => String(name));
  const small: string[][] = [];
  for (const each of statements) small.push(await planOf(database, each));

  database.close();
  // Other connections, which have prepared nothing yet.
  const filling = openDatabase(platform.databaseUrl, undefined);
  await copyProduct(filling, product.id, productsMade);
  filling.close();
  const large = openDatabase(platform.databaseUrl, undefined);
  const grows: string[] = [];
  for (const [index, each] of statements.entries()) {
    const plan = await planOf(large, each);
    // Without statistics, how many rows there are does not change a plan.
    assert.deepEqual(plan, small[index]);
    const steps = growingSteps(each, plan, { tables, exceptions });
    // A list is searched, not scanned, when it is read whole for each hit: it costs as much.
    if (each.sql.startsWith('WITH hits'))
      steps.push(...plan.filter((step) => /^SEARCH l\b(?!.*\(seq=\?)/.test(step)));
    if (steps.length > 0) grows.push(`${each.sql}\n  ${plan.join('\n  ')}`);
  }
  assert.deepEqual(grows, []);
  for (const { sql, step, why } of exceptions) {
    const used = statements.some(
      (each, index) => sql.test(each.sql) && small[index]?.some((one) => step.test(one)),
    );
    assert.ok(used, `an exception that nothing needs: ${why}`);
  }
  large.close();
});
