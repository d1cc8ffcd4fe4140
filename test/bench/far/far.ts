import { startLoadGenerator } from '../load.ts';
import { startNode } from '../server.ts';
import type { Row } from '../table.ts';
import { bundleWorker, startWorker } from '../worker.ts';
import { benchBought } from './bought.ts';
import { benchGrouped } from './grouped.ts';
import { readOwnWrites } from './own-writes.ts';
import { compareReads } from './reads.ts';
import { countTrips } from './trips.ts';
import { startWorld } from './world.ts';

type Say = (line: string) => void;

/** The primary 80 ms away, a copy of it near. */
export async function benchFar(say: Say): Promise<Row[]> {
  const world = await startWorld();
  const { passed, skus } = world;
  const load = startLoadGenerator();
  const api = ['--role', 'api'];
  const near = await startNode({ args: api, environment: world.near });
  const far = await startNode({ args: api, environment: world.far });
  const rows = [
    ...(await compareReads({ far, near }, load, say)),
    await readOwnWrites(far, passed, say),
  ];
  const worker = await startWorker(await bundleWorker(), world.far.DATABASE_URL, {
    DATABASE_REPLICA_URL: world.far.DATABASE_REPLICA_URL,
  });
  rows.push(
    ...(await countTrips(
      { runtime: 'workerd', shop: worker, passed, skus, say },
      { add: { atMost: 0 }, checkout: { atLeast: 1, atMost: 1 } },
    )),
    ...(await countTrips(
      { runtime: 'Node', shop: far, passed, skus, say },
      { add: undefined, checkout: undefined },
    )),
  );
  await Promise.all([near.stop(), far.stop()]);
  return [...rows, await benchGrouped(say), await benchBought(load, say)];
}
