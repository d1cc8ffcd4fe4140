import { findViolationsNow } from './checkers/index.ts';
import { type Database, newDatabase } from './database.ts';
import { type Fault, swarmOf } from './faults.ts';
import { inIsolation } from './hermetic.ts';
import { type Plan, planOf } from './plan.ts';
import { type Seen, seenIn } from './seen.ts';
import { build, close, open, type Stage } from './stage.ts';
import { storiesOf } from './story.ts';
import { createTrace } from './trace.ts';
import { repeatNotifications } from './workload/bank.ts';
import { holdDrops } from './workload/drop.ts';
import { browse } from './workload/reader.ts';
import { shop } from './workload/shopper.ts';
import { workInShop } from './workload/staff.ts';
import { createWorld } from './world.ts';

export interface Run {
  readonly seed: number;
  /** How many steps of the world things may go wrong in, before the shop closes. */
  readonly steps: number;
  readonly print?: ((line: string) => void) | undefined;
  /** See `createWorld`. */
  readonly turns?: number;
}

export interface Outcome {
  readonly seed: number;
  /** Of everything that happened: equal for every run of the seed. */
  readonly digest: string;
  readonly violations: readonly string[];
  /** The events of the orders that violations name. */
  readonly stories: readonly string[];
  readonly steps: number;
  readonly orders: number;
  readonly seen: Seen;
  readonly plan: Plan;
  readonly rates: Readonly<Partial<Record<Fault, number>>>;
}

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
    faults.unleash();
    violations.push(...(await trade(stage, run.steps)));
    faults.calm();
    if (violations.length === 0) violations.push(...(await close(stage)));
  } catch (error) {
    violations.push(`the run broke off: ${error instanceof Error ? error.stack : String(error)}`);
  }
  return {
    seed: run.seed,
    digest: trace.digest(),
    violations,
    stories: await storiesOf(violations, database),
    steps: world.steps(),
    orders: stage.scene.orders.length,
    seen: await seenIn(stage.scene.history, database),
    plan,
    rates: faults.rates,
  };
}

/** Everybody comes at once; answers what broke under their eyes. */
async function trade({ world, plan, scene, database }: Stage, steps: number): Promise<string[]> {
  for (let each = 0; each < plan.shoppers; each += 1)
    world.spawn(`shopper ${each}`, () => shop(scene));
  for (let each = 0; each < plan.staff; each += 1)
    world.spawn(`clerk ${each}`, () => workInShop(scene));
  world.spawn('the reader', () => browse(scene));
  world.spawn('the drop', () => holdDrops(scene, plan.holdSeconds));
  world.spawn('the bank', () => repeatNotifications(scene, database));
  const end = world.steps() + steps;
  while (world.steps() < end) {
    const next = Math.min(world.steps() + glanceEvery, end);
    await world.run(() => world.steps() >= next, glanceEvery * 2);
    const violations = await findViolationsNow(database.primary);
    if (violations.length > 0) return violations;
  }
  return [];
}
