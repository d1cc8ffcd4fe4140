import { newDatabase, type Database } from './database.ts';
import type { CallKind, Fate } from './faults.ts';
import { inIsolation } from './hermetic.ts';
import { holdSeconds, type MoneyPath } from './money-path.ts';
import { type NthFault, nthFault } from './nth-fault.ts';
import type { Plan } from './plan.ts';
import { build, close, open, perform, type Stage } from './stage.ts';
import { createTrace } from './trace.ts';
import { createWorld } from './world.ts';

/** How a call can fail, by what it is: a read that failed has no effect that could have happened. */
const fatesOf: Readonly<Partial<Record<CallKind, readonly Fate[]>>> = {
  read: ['lost', 'dies before'],
  replica: ['lost', 'dies before'],
  write: ['busy', 'lost', 'answer lost', 'dies before', 'dies after'],
  mailbox: ['lost', 'answer lost', 'dies before', 'dies after'],
};

export interface Failure {
  readonly n: number;
  readonly fate: Fate;
  readonly violations: readonly string[];
  /** The command that shows it again. */
  readonly replay: string;
}

/**
 * Walks a path once to count its calls, then once for each call and each way in which that can fail.
 * Answers how many walks it took, and those that did not end well.
 */
export async function failEveryCall(
  path: MoneyPath,
  home: Plan['home'],
  { stopAtFirst = false } = {},
): Promise<{ readonly calls: number; readonly walks: number; readonly failures: Failure[] }> {
  const whole = await walk(path, home, nthFault(0, 'works'));
  const failures: Failure[] = [];
  const note = (n: number, fate: Fate, violations: readonly string[]) => {
    const replay = `npm run simulate -- --walk '${path.name}' --call ${n} --fate '${fate}'`;
    if (violations.length > 0) failures.push({ n, fate, violations, replay });
  };
  note(0, 'works', whole.violations);
  let walks = 1;
  for (const [index, kind] of whole.calls.entries()) {
    for (const fate of fatesOf[kind] ?? []) {
      if (stopAtFirst && failures.length > 0) break;
      walks += 1;
      const { violations } = await walk(path, home, nthFault(index + 1, fate));
      note(index + 1, fate, violations);
    }
  }
  return { calls: whole.calls.length, walks, failures };
}

/** One walk in a world of its own. */
export async function walk(
  path: MoneyPath,
  home: Plan['home'],
  fault: NthFault,
  print?: (line: string) => void,
): Promise<{ calls: readonly CallKind[]; violations: string[] }> {
  const database = await newDatabase();
  try {
    return await inIsolation(async () => {
      const world = createWorld(1, createTrace(print));
      const plan = { ...calmPlan(home), processes: path.processes ?? 1 };
      const stage = build({ world, plan, faults: fault, database });
      const violations = await walked(stage, path, fault).catch((error: Error) => [
        `the walk broke off: ${error.stack}`,
      ]);
      return { calls: fault.calls, violations };
    });
  } finally {
    database.close();
  }
}

const calmPlan = (home: Plan['home']): Plan => ({
  processes: 1,
  home,
  replica: false,
  holdSeconds,
  skewMs: 0,
  writerYields: false,
  shoppers: 0,
  staff: 0,
});

async function walked(stage: Stage, path: MoneyPath, fault: NthFault): Promise<string[]> {
  const { scene, database } = stage;
  await open(stage, { onlyHot: 10, unheard: true });
  await perform(stage, 'the buyer', () => path.walk(scene, fault.arm));
  fault.disarm();
  const violations = await close(stage);
  return [...violations, ...(await unexpected(path, database))];
}

async function unexpected({ expected }: MoneyPath, { primary }: Database): Promise<string[]> {
  const { rows } = await primary.execute(
    `SELECT (SELECT count(*) FROM orders) AS orders,
       (SELECT count(*) FROM test_payments WHERE state = 'succeeded') AS charges,
       (SELECT count(*) FROM test_refunds) AS refunds,
       (SELECT on_hand FROM stock JOIN variants ON id = variant_id WHERE sku = 'hot') AS left`,
  );
  return Object.entries(expected).flatMap(([what, count]) => {
    const found = rows[0]?.[what];
    return found === count ? [] : [`${String(found)} ${what}, not ${count}`];
  });
}
