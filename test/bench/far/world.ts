import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { type DelayProxy, delayProxy } from '../../../scripts/cluster/delay-proxy.ts';
import { type LocalSqld, startSqld } from '../../../scripts/sqld.ts';
import { endProcess } from '../../support/end-process.ts';
import { atEnd } from '../cleanup.ts';
import { startNode, temporaryFolder } from '../server.ts';
import { stockShop } from '../shop.ts';
import { watchedWay } from '../watched-way.ts';
import { type Passed, watch } from './passed.ts';

/** How far the primary is: there and back. */
export const roundTripMs = 80;
export const products = 200;

/** A primary that is far, a copy of it that is near, and the same with both near. */
export interface World {
  readonly far: Databases;
  readonly near: Databases;
  /** What passes on the way to the far primary. */
  readonly passed: Passed;
  readonly skus: readonly string[];
}

/** What a server is given to find its databases. */
export type Databases = Record<'DATABASE_URL' | 'DATABASE_REPLICA_URL', string>;

export async function startWorld(): Promise<World> {
  const primary = await start({ strong: true, leads: true });
  const stocking = await startNode({ environment: { DATABASE_URL: primary.url } });
  const skus = await stockShop(stocking, products);
  await stocking.stop();
  const passed = watch();
  const url = await farAway(await watchedWay(primary.url, passed.note));
  const leader = primary.replicationUrl ?? '';
  const far = await start({ follows: await farAway(leader) });
  const near = await start({ follows: leader });
  await Promise.all([caughtUp(far), caughtUp(near)]);
  return {
    far: { DATABASE_URL: url, DATABASE_REPLICA_URL: far.url },
    near: { DATABASE_URL: primary.url, DATABASE_REPLICA_URL: near.url },
    passed,
    skus,
  };
}

/** A libSQL server that ends with the section. */
export async function start(options: Parameters<typeof startSqld>[1]): Promise<LocalSqld> {
  const sqld = await startSqld(temporaryFolder(), options);
  atEnd(() => endProcess(sqld.process));
  return sqld;
}

/** The same server, but a long way off. */
export async function farAway(url: string): Promise<string> {
  const proxy: DelayProxy = await delayProxy({ port: Number(new URL(url).port) }, roundTripMs);
  atEnd(() => proxy.close());
  return `http://127.0.0.1:${proxy.port}`;
}

/** Waits until a copy has all products. */
export async function caughtUp({ url }: LocalSqld): Promise<void> {
  const client = createClient({ url });
  const count = () =>
    client.execute('SELECT count(*) AS found FROM products').then(
      ({ rows }) => Number(rows[0]?.['found']),
      () => 0,
    );
  for (let tries = 0; (await count()) < products; tries += 1) {
    if (tries === 400) throw new Error('a replica did not catch up');
    await pause(25);
  }
  client.close();
}
