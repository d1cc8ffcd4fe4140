import { copyFileSync } from 'node:fs';
import { createClient } from '@libsql/client';
import type { LeftRow } from './order-rows.ts';
import { differences, takeSnapshot } from './order-rows.ts';
import { startNode } from './server.ts';
import { checkout, prepareCarts, type Shop, stockShop, threeOf } from './shop.ts';

/** What one real order looks like: its answer, and the rows it left when it was answered. */
export interface SampleOrder {
  readonly answer: unknown;
  readonly left: readonly LeftRow[];
  readonly variants: readonly string[];
  /** Bytes of the values of all those rows. */
  readonly bytes: number;
  /** Puts the database, migrated, stocked and closed, at `path`. */
  readonly copyDatabase: (path: string) => void;
}

/** Places one order on a server that works nothing off, so that its rows are those of the answer's moment. */
export async function sampleOrder(
  products: number,
  environment: Record<string, string> = {},
): Promise<SampleOrder> {
  const server = await startNode({ args: ['--role', 'api'], environment });
  const client = createClient({ url: server.databaseUrl });
  const skus = await stockShop(server, products);
  const [cart] = await prepareCarts(server, 1, threeOf(skus));
  if (!cart) throw new Error('no cart');
  const before = await takeSnapshot(client);
  const stock = await client.execute('SELECT variant_id FROM stock ORDER BY variant_id');
  const answer = await place(server, checkout(cart));
  const left = differences(before, await takeSnapshot(client));
  await server.stop();
  if (server.databaseUrl.startsWith('file:'))
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
  return {
    answer,
    left,
    variants: stock.rows.map((row) => String(row['variant_id'])),
    bytes: left.reduce((sum, { row }) => sum + JSON.stringify(Object.values(row)).length, 0),
    copyDatabase: (path) => copyFileSync(server.databaseUrl.slice('file:'.length), path),
  };
}

async function place(shop: Shop, request: ReturnType<typeof checkout>): Promise<unknown> {
  const { method, path, headers = {}, body = '' } = request;
  const response = await fetch(`${shop.url}${path}`, { method, headers, body });
  if (response.status !== 201) throw new Error(`the sample order: ${await response.text()}`);
  return await response.json();
}
