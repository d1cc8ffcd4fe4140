import { join } from 'node:path';
import { type Client, createClient } from '@libsql/client';
import { commitOrders } from './floor-commits.ts';
import { copyOrder } from './order-copies.ts';
import type { SampleOrder } from './sample-order.ts';
import { temporaryFolder } from './server.ts';

export interface CommitRate {
  readonly perSecond: number;
  /** Processor seconds that one took, on this side. */
  readonly processor: number;
}

/** Orders per second that bare grouped commits reach on a database file of their own. */
export async function commitRateOfFile(sample: SampleOrder, count: number): Promise<CommitRate> {
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
): Promise<CommitRate> {
  const orders = copyOrder(sample.left, count, sample.variants);
  const before = process.cpuUsage();
  const startedMs = performance.now();
  await commitOrders(client, orders, groupSize);
  const seconds = (performance.now() - startedMs) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return { perSecond: count / seconds, processor: (user + system) / 1e6 / count };
}

/** What two steps, one after the other on one thread, reach together. */
export const inSeries = (a: number, b: number): number => (a * b) / (a + b);
