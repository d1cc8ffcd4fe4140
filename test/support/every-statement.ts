import { everyOperation } from '../../src/app.ts';
import { findDue } from '../../src/db/due.ts';
import { tick, work } from '../../src/jobs.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { type Client, clientOf, expectStatus, type Json } from './client.ts';
import { walk } from './documented.ts';
import { anOrder, aProduct } from './factories.ts';
import { testPlatform } from './platform.ts';
import { type Plain, triggerStatements, watchStatements } from './query-plans.ts';
import { aReceiver } from './receiver.ts';
import { anEndpoint, hourMs } from './webhooks.ts';

type Watch = ReturnType<typeof watchStatements>['watch'];

/** What really ran, and the database that some of it ran on. */
interface Recording {
  readonly statements: readonly Plain[];
  readonly databaseUrl: string;
  /** One that is there to be copied. */
  readonly productId: string;
}

/**
 * Every statement that Kiosk runs: every operation of the API by its example, lists in every order, the work
 * behind requests, and what the triggers of the hot writes do.
 */
export async function everyStatement(): Promise<Recording> {
  const { seen, watch } = watchStatements();
  const operations = await everyOperation();
  for (const operation of operations) await walk(operation, operations, { watch });
  const platform = await testPlatform({}, undefined, { watch });
  const client = clientOf(platform);
  const collection = { admin: true, body: { title: 'All' } };
  expectStatus(await client('POST', '/v1/admin/collections', collection), 201);
  const made = [];
  for (let count = 0; count < 4; count += 1)
    made.push(await aProduct(client, { collections: ['all'], description: 'A thing' }));
  const [product] = made;
  await readEveryList(client, product);
  for (let count = 0; count < 3; count += 1) await anOrder(client);
  await platform.settle();
  await readEveryList(client, product);
  await workBehind(watch);
  platform.close();
  const { databaseUrl } = platform;
  const database = openDatabase(databaseUrl, undefined);
  const statements = [...seen.values(), ...(await triggerStatements(database))];
  database.close();
  return { statements, databaseUrl, productId: product.id };
}

/** Reads a list to its third page, in pages of one. */
async function leaf(client: Client, path: string, ask = {}): Promise<void> {
  const more = `${path}${path.includes('?') ? '&' : '?'}limit=1`;
  let cursor = '';
  for (let page = 0; page < 3; page += 1) {
    const found = expectStatus(await client('GET', more + cursor, ask), 200);
    if (!found.page.has_more) return;
    cursor = `&cursor=${encodeURIComponent(found.page.next_cursor)}`;
  }
}

async function readEveryList(client: Client, product: Json): Promise<void> {
  for (const sort of ['title', '-created_at', 'price', '-price']) {
    for (const narrowed of ['', '&currency=GBP', '&collection=all', '&collection=all&currency=GBP'])
      await leaf(client, `/v1/products?sort=${sort}${narrowed}`);
  }
  for (const narrowed of ['', '&currency=GBP', '&collection=all', '&collection=all&currency=GBP'])
    await leaf(client, `/v1/search?q=prod%20a&facets=collection,option,price${narrowed}`);
  await leaf(client, '/v1/search?q=prod');
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
    await leaf(client, `/v1/admin/${path}`, { admin: true });
}

/** What happens behind requests: nudges, sweeps, deliveries that fail and are tried again, replays. */
async function workBehind(watch: Watch): Promise<void> {
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
