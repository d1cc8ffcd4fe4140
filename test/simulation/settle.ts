import { findDue } from '../../src/db/due.ts';
import { tick } from '../../src/jobs.ts';
import type { Cluster } from './cluster.ts';
import type { Database } from './database.ts';
import { type Ask, isDefinite, isKept, type Json } from './history.ts';
import type { Scene } from './workload/scene.ts';
import { network, type World } from './world.ts';

/** Nothing in the shop is put off for longer than a transfer may take. */
const horizonMs = 30 * 24 * 3_600_000;
const roundsMax = 400;

/**
 * Asks again whatever was asked under a key: what had no answer gets one now, and what had one gets the
 * same, which the checkers will see.
 */
export async function askAgain({ history, client }: Scene): Promise<void> {
  const asked = new Map<string, { ask: Ask; answered: boolean }>();
  for (const { ask, answer } of history.tries) {
    if (ask.key === undefined) continue;
    const name = JSON.stringify([ask.method, ask.path, ask.key, ask.body]);
    const known = asked.get(name)?.answered ?? false;
    asked.set(name, { ask, answered: known || (answer !== undefined && isDefinite(answer)) });
  }
  for (const { ask, answered } of asked.values()) {
    const answer = await client.insist(ask, 30);
    if (!answer) history.surprises.push(`${ask.method} ${ask.path} never got a definite answer`);
    else if (answered && !isKept(answer) && answer.status !== 422)
      history.surprises.push(`${ask.method} ${ask.path} is ${answer.status} now`);
  }
}

/** Reads every cart that anybody was told of, for the checkers. */
export async function lookIntoCarts(scene: Scene, carts: Map<string, Json>): Promise<void> {
  for (const { ask, answer } of scene.history.tries) {
    if (ask.path === '/v1/carts' && answer?.status === 201) carts.set(answer.body.id, undefined);
  }
  for (const id of carts.keys()) {
    const answer = await scene.client.insist({ method: 'GET', path: `/v1/carts/${id}` });
    carts.set(id, answer?.status === 200 ? answer.body : undefined);
  }
}

/** Lets time pass from one piece of due work to the next, until there is none. */
export async function settle(parts: {
  world: World;
  cluster: Cluster;
  database: Database;
}): Promise<void> {
  const { world, cluster, database } = parts;
  const end = world.nowMs() + horizonMs;
  for (let round = 0; round < roundsMax; round += 1) {
    const { rows } = await database.primary.execute(
      'SELECT min(max(at, lease_until)) AS at FROM due WHERE dead_at IS NULL',
    );
    const at = rows[0]?.['at'];
    if (typeof at !== 'number' || at > end) break;
    await world.pause(network, 'time passes', Math.max(at - world.nowMs() + 1, 1));
    const process = cluster.pick();
    const found = await findDue(process.platform.db, process.platform.clock.nowMs(), 200);
    await Promise.all(found.map((message) => process.look(message)));
  }
  await tick(cluster.pick().platform);
}
