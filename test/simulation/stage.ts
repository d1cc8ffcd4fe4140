import { cartActor } from '../../src/shop/cart/index.ts';
import { type Evidence, findViolations } from './checkers/index.ts';
import { createClient } from './client.ts';
import { type Cluster, startCluster } from './cluster.ts';
import type { Database } from './database.ts';
import type { Faults } from './faults.ts';
import { createHistory, type Json } from './history.ts';
import { createObjectHome } from './homes.ts';
import type { Plan } from './plan.ts';
import { askAgain, lookIntoCarts, settle } from './settle.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import { addReceiver, type ShopWish, stockShop } from './shop.ts';
import type { Scene } from './workload/scene.ts';
import type { World } from './world.ts';

type Phase = 'opening' | 'trading' | 'closing' | 'closed';

/** A shop in its world, ready to be traded in. */
export interface Stage {
  readonly world: World;
  readonly faults: Faults;
  readonly plan: Plan;
  readonly database: Database;
  readonly cluster: Cluster;
  readonly scene: { -readonly [Name in keyof Scene]: Scene[Name] };
  readonly receiver: Receiver;
  /** Errors that nobody was told of. */
  readonly errors: string[];
  phase: Phase;
}

/** Whatever is under way when the shop closes ends within so many steps, or hangs. */
const restStepsMax = 60_000;

export function build(parts: {
  world: World;
  plan: Plan;
  faults: Faults;
  database: Database;
}): Stage {
  const { world, plan, faults, database } = parts;
  const history = createHistory();
  const errors: string[] = [];
  const carts = createObjectHome(cartActor);
  const receiver = createReceiver(faults);
  const closed = () => stage.phase === 'closed';
  const noteError = (where: string, error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
    world.trace.note(`  error ${where} ${String(error)}`);
    errors.push(`${where} ${text}`);
  };
  const cluster = startCluster((queue) => ({
    world,
    faults,
    plan,
    database,
    carts,
    receiver,
    queue,
    closed,
    noteError,
  }));
  const client = createClient({ world, faults, cluster, history });
  const scene = {
    world,
    faults,
    client,
    history,
    shop: { items: [], codes: [] },
    orders: [],
    closing: () => stage.phase !== 'trading',
  };
  const stage: Stage = { ...parts, cluster, scene, receiver, errors, phase: 'opening' };
  return stage;
}

/** Does something in the world and lets time pass until it has ended. */
export async function perform({ world }: Stage, name: string, work: () => Promise<unknown>) {
  world.spawn(name, work);
  await world.run(() => world.clients() === 0, restStepsMax);
  if (world.failures.length > 0) throw new Error(world.failures.join('\n'));
}

/** Stocks the shop, while everything works. */
export async function open(stage: Stage, wish: ShopWish = {}): Promise<void> {
  const { world, scene, database, receiver } = stage;
  await perform(stage, 'the owner', async () => {
    if (!wish.unheard) receiver.secret = await addReceiver(scene.client);
    scene.shop = await stockShop(scene.client, world.chance, wish);
  });
  database.refreshReplica();
  stage.phase = 'trading';
}

/** Lets what was begun come to its end, without faults, and answers which rules were broken. */
export async function close(stage: Stage): Promise<string[]> {
  const { world, scene, cluster, database, errors, plan, receiver } = stage;
  stage.phase = 'closing';
  await world.run(() => world.clients() === 0, restStepsMax);
  database.refreshReplica();
  const carts = new Map<string, Json>();
  await perform(stage, 'those who never heard', async () => {
    await askAgain(scene);
    await lookIntoCarts(scene, carts);
  });
  stage.phase = 'closed';
  cluster.restart();
  await perform(stage, 'time', () => settle({ world, cluster, database }));
  const { history, shop } = scene;
  const evidence: Evidence = { world, plan, history, shop, database, errors, carts, receiver };
  return await findViolations(evidence);
}
