import { copyFileSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { type Send, buyOnce } from './flow-steps.ts';
import { differences, type LeftRow, takeSnapshot } from './order-rows.ts';
import type { PlannedRequest } from './load-process.ts';
import { type BenchServer, startNode } from './server.ts';
import { ask, checkout, prepareCarts, shipEverywhere, stockShop, threeOf } from './shop.ts';

/** What one real order takes and leaves: the floors do the same and nothing else. */
export interface SampleOrder {
  /** The requests that made it, with their answers. */
  readonly exchanges: readonly Exchange[];
  /** The rows that it left in the database. */
  readonly left: readonly LeftRow[];
  readonly variants: readonly string[];
  /** Bytes of the values of all those rows. */
  readonly bytes: number;
  /** Puts the database, migrated, stocked and closed, at `path`. */
  readonly copyDatabase: (path: string) => void;
}

export interface Exchange {
  readonly request: PlannedRequest;
  readonly answer: unknown;
}

type Act = (send: Send) => Promise<unknown>;

/** One checkout, on a server that works nothing off: its rows are those of the answer's moment. */
export async function sampleCheckout(
  products: number,
  environment: Record<string, string> = {},
): Promise<SampleOrder> {
  const server = await startNode({ args: ['--role', 'api'], environment });
  const [cart] = await prepareCarts(server, 1, threeOf(await stockShop(server, products)));
  if (!cart) throw new Error('no cart');
  const { method, path, headers = {}, body = '' } = checkout(cart);
  return await sample(server, (send) =>
    send(method, path, { headers, body: JSON.parse(body) as unknown }),
  );
}

/** A whole purchase, from the first product to the confirmed order. */
export async function samplePurchase(products: number): Promise<SampleOrder> {
  const server = await startNode();
  const [sku = ''] = await stockShop(server, products);
  await shipEverywhere(server);
  return await sample(server, (send) => buyOnce(send, sku));
}

async function sample(server: BenchServer, act: Act): Promise<SampleOrder> {
  const client = createClient({ url: server.databaseUrl });
  const stock = await client.execute('SELECT variant_id FROM stock ORDER BY variant_id');
  const before = await takeSnapshot(client);
  const exchanges: Exchange[] = [];
  await act(async (method, path, more = {}) => {
    const answer = await ask<unknown>(server, method, path, more);
    const headers = { 'content-type': 'application/json', ...more.headers };
    const body = more.body === undefined ? {} : { body: JSON.stringify(more.body) };
    exchanges.push({ request: { method, path, headers, ...body }, answer });
    return answer;
  });
  const left = differences(before, await takeSnapshot(client));
  await server.stop();
  if (server.databaseUrl.startsWith('file:'))
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
  return {
    exchanges,
    left,
    variants: stock.rows.map((row) => String(row['variant_id'])),
    bytes: left.reduce((sum, { row }) => sum + JSON.stringify(Object.values(row)).length, 0),
    copyDatabase: (path) => copyFileSync(server.databaseUrl.slice('file:'.length), path),
  };
}
