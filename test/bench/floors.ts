import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { root } from '../../scripts/root.ts';
import { commitOrders } from './floor-commits.ts';
import { nextMessage } from './load.ts';
import { copyOrder } from './order-copies.ts';
import type { SampleOrder } from './sample-order.ts';

/** A bare handler in a process of its own. */
export interface BareHandler {
  readonly url: string;
  stop(): void;
}

export async function startBareHandler(answer: unknown): Promise<BareHandler> {
  const child: ChildProcess = fork(join(root, 'test/bench/floor-handler.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.send({ answer });
  const { url } = (await nextMessage(child)) as { url: string };
  return { url, stop: () => child.disconnect() };
}

/** Orders per second that bare grouped commits reach on a database file of their own. */
export async function commitsToFile(sample: SampleOrder, count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-floor-'));
  const file = join(folder, 'floor.db');
  sample.copyDatabase(file);
  const client = createClient({ url: `file:${file}` });
  try {
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute('PRAGMA synchronous = FULL');
    const orders = copyOrder(sample.left, count, sample.variants);
    const { perSecond } = await commitOrders(client, orders, 128);
    return perSecond;
  } finally {
    client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What two steps, one after the other on one thread, reach together. */
export const inSeries = (a: number, b: number): number => (a * b) / (a + b);
