// Runs the shop in a simulated world, seed by seed: `npm run simulate -- --seed N`. See docs/simulation.md.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { addSeen } from '../test/simulation/seen.ts';
import type { Outcome } from '../test/simulation/simulate.ts';
import { Complaint } from './complaint.ts';
import { runWalk } from './simulate/run-walk.ts';
import { runSeeds } from './simulate/run-seeds.ts';

const usage =
  'usage: npm run simulate -- [--seed N] [--steps N] [--seeds K] [--jobs N] [--twice] [--trace]\n' +
  '  --seed N   the first seed (1)        --seeds K  how many, one after the other (1)\n' +
  '  --steps N  steps until the shop closes (2000)   --jobs N  processes (both cores, if there are two)\n' +
  '  --twice    run each seed twice and compare      --trace   print everything that happens\n' +
  'or:    npm run simulate -- --walk NAME --call N --fate FATE   (one of the walks of fail-nth.test.ts)';

const defaultSteps = 2_000;

function readOptions() {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const options = {
    seed: text('1'),
    steps: text(String(defaultSteps)),
    seeds: text('1'),
    jobs: text('2'),
    walk: { type: 'string' },
    call: text('0'),
    fate: text('works'),
    twice: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new Complaint(`${(error as Error).message}\n${usage}`);
  }
  const number = (name: 'seed' | 'steps' | 'seeds' | 'jobs'): number => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new Complaint(`--${name} is a whole number above 0.\n${usage}`);
    return value;
  };
  const { twice, trace, walk, call, fate } = values;
  return {
    walk,
    call: Number(call),
    fate,
    first: number('seed'),
    count: number('seeds'),
    steps: number('steps'),
    // What is printed should be one story.
    jobs: trace ? 1 : Math.min(number('jobs'), number('seeds')),
    twice,
    trace,
  };
}

function tell(outcome: Outcome, steps: number): void {
  console.log(`✗ seed ${outcome.seed}, ${outcome.orders} orders, ${JSON.stringify(outcome.plan)}`);
  console.log(`  faults: ${JSON.stringify(outcome.rates)}`);
  for (const violation of outcome.violations.slice(0, 10))
    console.log(`  ${violation.slice(0, 400)}`);
  for (const line of outcome.stories) console.log(`    ${line}`);
  console.log(`  replay: npm run simulate -- --seed ${outcome.seed} --steps ${steps} --trace`);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.walk !== undefined) {
    const well = await runWalk(options.walk, options.call, options.fate);
    process.exitCode = well ? 0 : 1;
    return;
  }
  const begunMs = performance.now();
  const failed: number[] = [];
  const seen: Record<string, number> = {};
  let done = 0;
  await runSeeds(options, (outcome) => {
    done += 1;
    addSeen(seen, outcome.seen);
    if (outcome.violations.length > 0) {
      failed.push(outcome.seed);
      tell(outcome, options.steps);
    } else if (options.count === 1) {
      console.log(`✓ seed ${outcome.seed}: ${outcome.steps} steps, ${outcome.digest}`);
    }
    if (done % 100 === 0) {
      const perSecond = (done / (performance.now() - begunMs)) * 1_000;
      const mib = Math.round(process.memoryUsage.rss() / 2 ** 20);
      console.log(
        `${done} of ${options.count} seeds, ${failed.length} failed, ${perSecond.toFixed(1)}/s, ${mib} MiB`,
      );
    }
  });
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(1);
  const often = Object.entries(seen).toSorted(([, a], [, b]) => b - a);
  console.log(`seen: ${often.map(([what, times]) => `${times} × ${what}`).join(', ')}`);
  console.log(`${done} seeds, ${failed.length} failed, ${seconds} s`);
  if (failed.length > 0) {
    console.log(`failed: ${failed.toSorted((a, b) => a - b).join(' ')}`);
    process.exitCode = 1;
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Complaint)) throw error;
  console.error(`kiosk: ${error.message}`);
  process.exitCode = 2;
}
