import { type Outcome, simulate } from '../../test/simulation/simulate.ts';

interface Options {
  readonly steps: number;
  readonly twice: boolean;
  readonly trace: boolean;
}

/** Runs one seed; `twice` makes a second run that must not differ in anything. */
export async function runSeed(seed: number, { steps, twice, trace }: Options): Promise<Outcome> {
  const print = trace ? (line: string) => console.log(line) : undefined;
  const outcome = await simulate({ seed, steps, print });
  if (!twice) return outcome;
  const again = await simulate({ seed, steps });
  if (again.digest === outcome.digest) return outcome;
  const violation = `the second run differs: ${again.digest}, not ${outcome.digest}`;
  return { ...outcome, violations: [...outcome.violations, violation] };
}
