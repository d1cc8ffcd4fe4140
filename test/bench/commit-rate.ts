import { join } from 'node:path';
import { type Client, createClient } from '@libsql/client';
import { commitOrders } from './floor-commits.ts';
import { copyOrder } from './order-copies.ts';
import type { SampleOrder } from './sample-order.ts';
import { temporaryFolder } from './server.ts';

/** Orders per second that bare grouped commits reach on a database file of their own. */
export async function commitRateOfFile(sample: SampleOrder, count: number): Promise<number> {
  const file = join(temporaryFolder(), 'floor.db');
  sample.copyDatabase(file);
  const client = createClient({ url: `file:${file}` });
  try {
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute('PRAGMA synchronous = FULL');
    return await commitRate(client, sample, { count, groupSize: 128 });
  } finally {
    client.close();
  }
}

/** The same on a database that is open; a group of one is a batch an order. */
export async function commitRate(
  client: Client,
  sample: SampleOrder,
  { count, groupSize }: { readonly count: number; readonly groupSize: number },
): Promise<number> {
  const orders = copyOrder(sample.left, count, sample.variants);
  const { perSecond } = await commitOrders(client, orders, groupSize);
  return perSecond;
}

/** What two steps, one after the other on one thread, reach together. */
export const inSeries = (a: number, b: number): number => (a * b) / (a + b);
