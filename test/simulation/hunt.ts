import { failEveryCall } from './fail-nth.ts';
import { fixedSteps } from './fixed-seeds.ts';
import { moneyPaths } from './money-path.ts';
import { simulate } from './simulate.ts';

/** What noticed that something is wrong, and what it said. */
export interface Catch {
  readonly by: string;
  readonly violation: string;
}

/** Seeds before the walks: enough for whatever is wrong most of the time. */
const quickSeeds = 6;

/** Looks for anything that is wrong with this tree; undefined when `seeds` runs and every walk are fine. */
export async function hunt(seeds: number): Promise<Catch | undefined> {
  return (
    (await huntSeeds(1, quickSeeds)) ??
    (await huntWalks()) ??
    (await huntSeeds(quickSeeds + 1, seeds))
  );
}

async function huntSeeds(first: number, last: number): Promise<Catch | undefined> {
  for (let seed = first; seed <= last; seed += 1) {
    const { violations } = await simulate({ seed, steps: fixedSteps });
    if (violations[0] !== undefined) return { by: `seed ${seed}`, violation: violations[0] };
  }
  return undefined;
}

async function huntWalks(): Promise<Catch | undefined> {
  for (const path of moneyPaths) {
    const { failures } = await failEveryCall(path, 'row', { stopAtFirst: true });
    const [first] = failures;
    if (first) {
      const by = `${path.name}, call ${first.n} ${first.fate}`;
      return { by, violation: first.violations[0] ?? '' };
    }
  }
  return undefined;
}
