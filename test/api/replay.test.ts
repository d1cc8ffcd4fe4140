import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve } from '@hono/node-server';
import { createClient } from '@libsql/client';
import { checkInvariants } from '../../scripts/invariants/index.ts';
import { checkOutside } from '../../scripts/replay/check-outside.ts';
import { Complaint } from '../../scripts/complaint.ts';
import { readInvoices } from '../../scripts/replay/invoices.ts';
import { report } from '../../scripts/replay/report.ts';
import { replay, type Replayed } from '../../scripts/replay/run.ts';
import { whySkipped } from '../../scripts/replay/sort-lines.ts';
import { root } from '../../scripts/root.ts';
import { createApp } from '../../src/app.ts';
import { type Client, clientOf, expectStatus } from '../support/client.ts';
import { adminKey, type TestPlatform, testPlatform } from '../support/platform.ts';

const file = join(root, 'test/fixtures/invoices.ndjson');
/** Sold in the file, and by choice not in this shop. */
const unknownCode = '21258';

let platform: TestPlatform;
let url: string;
let closeServer: () => void;
let replayed: Replayed;
const said: string[] = [];

/** Every code of the file at the price of its first sale, with too little in stock. */
async function stockShop(client: Client): Promise<void> {
  const prices = new Map<string, number>();
  for await (const { l } of readInvoices(file, Number.POSITIVE_INFINITY)) {
    for (const line of l) {
      const [code, , pence] = line;
      const sold = code !== unknownCode && whySkipped(line, () => true) === undefined;
      if (sold && !prices.has(code)) prices.set(code, pence);
    }
  }
  for (const [sku, amount] of prices) {
    const inventory = { on_hand: 5, policy: 'deny' };
    const variants = [{ sku, prices: [{ amount, currency: 'GBP' }], inventory }];
    const body = { title: `Item ${sku}`, status: 'active', variants };
    expectStatus(await client('POST', '/v1/admin/products', { admin: true, body }), 201);
  }
}

before(async () => {
  platform = await testPlatform();
  await stockShop(clientOf(platform));
  const app = createApp();
  const server = serve({ fetch: (request: Request) => app.fetch(request, platform), port: 0 });
  // The test holds the queue: somebody has to work it off while the replay waits for its orders.
  const work = setInterval(() => void platform.settle(), 10);
  closeServer = () => {
    clearInterval(work);
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  };
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const say = (line: string) => void said.push(line);
  const request = {
    file,
    limit: 1_000,
    concurrency: 4,
    url,
    adminKey,
    say,
    progress: () => undefined,
  };
  replayed = await replay(request);
});

after(async () => {
  closeServer();
  await platform.settle();
  platform.close();
});

describe('a replay of real invoices', () => {
  test('accounts for every invoice and every line', () => {
    const { balance } = replayed;
    assert.deepEqual(balance.gaps(), []);
    assert.equal(balance.invoicesIn, 36);
    assert.deepEqual(
      { orders: balance.orders, refunds: balance.refunds, skipped: balance.skippedInvoices.total },
      { orders: 24, refunds: 4, skipped: 8 },
    );
    assert.deepEqual(Object.fromEntries(balance.skippedInvoices.rows()), {
      'stock movement (W)': 2,
      'bad-debt adjustment (A)': 1,
      'code not in the catalog': 1,
      'cancellation without a customer': 1,
      'cancellation without an earlier sale': 1,
      discount: 1,
      fee: 1,
    });
  });

  test('names what it leaves out of an order that it places', () => {
    const reasons = Object.fromEntries(replayed.balance.skippedLines.rows());
    assert.equal(reasons['free line (unit price 0)'], 1);
    assert.equal(reasons['price below a penny'], 1);
    assert.ok((reasons['postage'] ?? 0) >= 1);
  });

  test('merges a code that stands twice in an invoice', () => {
    const lines = [...replayed.placed.values()].flatMap((order) => order.lines).length;
    assert.ok(lines < replayed.balance.linesOrdered);
  });

  test('gives back at catalog prices what a cancellation takes back', () => {
    const sold = [...replayed.placed.values()].find(({ invoice }) => invoice === '536397');
    // Two lines of one cancellation, 2 and 3 units at 4.65, are one call for one line of the order.
    assert.equal(sold?.refunded, 5 * 465);
  });

  test('says what it added to the stock', () => {
    assert.match(said.join('\n'), /added \d+ units to \d+ SKUs/);
  });

  test('leaves a shop in which every invariant holds, from outside and inside', async () => {
    assert.deepEqual(await checkOutside(replayed), []);
    platform.advance(1_000);
    await platform.settle();
    const database = createClient({ url: platform.databaseUrl });
    assert.deepEqual(await checkInvariants(database), []);
    database.close();
    assert.deepEqual(platform.errors, []);
  });

  test('ends in a report', () => {
    assert.match(report(replayed).join('\n'), /^24 orders in [\d.]+ s: /m);
  });

  test('complains in a sentence about a file that is not there', async () => {
    await assert.rejects(readInvoices('no-such-file.ndjson', 1).next(), Complaint);
  });
});
