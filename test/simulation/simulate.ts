import { cartActor } from '../../src/shop/cart/index.ts';
import { findViolations, findViolationsNow } from './checkers/index.ts';
import { createClient } from './client.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type Database, newDatabase } from './database.ts';
import { type Fault, type SwarmFaults, swarmOf } from './faults.ts';
import { inIsolation } from './hermetic.ts';
import { createHistory, type Json } from './history.ts';
import { createObjectHome } from './homes.ts';
import { type Plan, planOf } from './plan.ts';
import { askAgain, lookIntoCarts, settle } from './settle.ts';
import { stockShop } from './shop.ts';
import { createTrace } from './trace.ts';
import { repeatNotifications } from './workload/bank.ts';
import { browse } from './workload/reader.ts';
import type { Scene } from './workload/scene.ts';
import { shop } from './workload/shopper.ts';
import { workInShop } from './workload/staff.ts';
import { createWorld, type World } from './world.ts';

export interface Run {
  readonly seed: number;
  /** How many steps of the world things may go wrong in, before the shop closes. */
  readonly steps: number;
  readonly print?: ((line: string) => void) | undefined;
  readonly turns?: number;
}

export interface Outcome {
  readonly seed: number;
  /** Of everything that happened: equal for every run of the seed. */
  readonly digest: string;
  readonly violations: readonly string[];
  readonly steps: number;
  readonly orders: number;
  readonly plan: Plan;
  readonly rates: Readonly<Partial<Record<Fault, number>>>;
}

/** Whatever is under way when the shop closes ends within so many steps, or hangs. */
const closingStepsMax = 60_000;
/** What holds at every moment is looked at this often. */
const glanceEvery = 200;

/** Runs one seed from the opening of a shop to the last of its due work, and judges what is left. */
export async function simulate(run: Run): Promise<Outcome> {
  const database = await newDatabase();
  try {
    return await inIsolation(() => play(run, database));
  } finally {
    database.close();
  }
}

async function play(run: Run, database: Database): Promise<Outcome> {
  const trace = createTrace(run.print);
  const world = createWorld(run.seed, trace, run.turns);
  const plan = planOf(world.chance.fork());
  const faults = swarmOf(world.chance.fork());
  const stage = build({ world, plan, faults, database });
  const violations: string[] = [];
  try {
    await open(stage);
    await trade(stage, run.steps, async () => {
      violations.push(...(await findViolationsNow(database.primary)));
      return violations.length > 0;
    });
    if (violations.length === 0) {
      const carts = await close(stage);
      const { shop } = stage.scene;
      violations.push(...(await findViolations({ ...stage, shop, carts })));
    }
  } catch (error) {
    violations.push(`the run broke off: ${error instanceof Error ? error.stack : String(error)}`);
  }
  return {
    seed: run.seed,
    digest: trace.digest(),
    violations,
    steps: world.steps(),
    orders: stage.scene.orders.length,
    plan,
    rates: faults.rates,
  };
}

interface Stage {
  readonly world: World;
  readonly faults: SwarmFaults;
  readonly plan: Plan;
  readonly database: Database;
  readonly cluster: Cluster;
  readonly scene: { -readonly [Name in keyof Scene]: Scene[Name] };
  readonly history: Scene['history'];
  readonly errors: string[];
  phase: 'opening' | 'trading' | 'closing' | 'closed';
}

function build(parts: {
  world: World;
  plan: Plan;
  faults: SwarmFaults;
  database: Database;
}): Stage {
  const { world, plan, faults, database } = parts;
  const history = createHistory();
  const errors: string[] = [];
  const carts = createObjectHome(cartActor);
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
  const stage: Stage = { ...parts, cluster, scene, history, errors, phase: 'opening' };
  return stage;
}

/** Stocks the shop, while everything works. */
async function open({ world, scene, database }: Stage): Promise<void> {
  world.spawn('the owner', async () => {
    scene.shop = await stockShop(scene.client, world.chance);
  });
  await world.run(() => world.clients() === 0, closingStepsMax);
  if (world.failures.length > 0) throw new Error(world.failures.join('\n'));
  database.refreshReplica();
}

/** Everybody comes at once, and things go wrong. */
async function trade(stage: Stage, steps: number, isBroken: () => Promise<boolean>): Promise<void> {
  const { world, faults, plan, scene, database } = stage;
  stage.phase = 'trading';
  faults.unleash();
  for (let each = 0; each < plan.shoppers; each += 1)
    world.spawn(`shopper ${each}`, () => shop(scene));
  for (let each = 0; each < plan.staff; each += 1)
    world.spawn(`clerk ${each}`, () => workInShop(scene));
  world.spawn('the reader', () => browse(scene));
  world.spawn('the bank', () => repeatNotifications(scene, database));
  const end = world.steps() + steps;
  while (world.steps() < end) {
    const next = Math.min(world.steps() + glanceEvery, end);
    await world.run(() => world.steps() >= next, glanceEvery * 2);
    if (await isBroken()) return;
  }
}

/** Lets what was begun come to its end, without faults: then nothing may be left open. */
async function close(stage: Stage): Promise<Map<string, Json>> {
  const { world, faults, scene, cluster, database } = stage;
  stage.phase = 'closing';
  faults.calm();
  await world.run(() => world.clients() === 0, closingStepsMax);
  database.refreshReplica();
  const carts = new Map<string, Json>();
  world.spawn('those who never heard', async () => {
    await askAgain(scene);
    await lookIntoCarts(scene, carts);
  });
  await world.run(() => world.clients() === 0, closingStepsMax);
  stage.phase = 'closed';
  cluster.restart();
  world.spawn('time', () => settle({ world, cluster, database }));
  await world.run(() => world.clients() === 0, closingStepsMax);
  return carts;
}
