import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../../test/simulation/simulate.ts';
import { runSeed } from './run-seed.ts';

export interface Seeds {
  readonly first: number;
  readonly count: number;
  readonly steps: number;
  readonly jobs: number;
  readonly twice: boolean;
  readonly trace: boolean;
}

/** A process that has run many seeds is replaced, so that no run can leave anything behind for long. */
const seedsAProcess = 500;

/** Runs seeds one after the other, in as many processes as asked for; `told` hears of each. */
export async function runSeeds(seeds: Seeds, told: (outcome: Outcome) => void): Promise<void> {
  const { first, count, jobs } = seeds;
  if (jobs === 1 && count < seedsAProcess) {
    for (let seed = first; seed < first + count; seed += 1) told(await runSeed(seed, seeds));
    return;
  }
  let next = first;
  const take = (): number | undefined => (next < first + count ? next++ : undefined);
  const work = async () => {
    while (next < first + count) await inProcess(seeds, take, told);
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

/** Hands seeds to one process, the next when one is done. */
async function inProcess(
  { steps, twice, trace }: Seeds,
  take: () => number | undefined,
  told: (outcome: Outcome) => void,
): Promise<void> {
  const child = fork(fileURLToPath(new URL('seed-process.ts', import.meta.url)));
  let given = 0;
  const give = () => {
    const seed = given < seedsAProcess ? take() : undefined;
    given += 1;
    if (seed === undefined) child.disconnect();
    else child.send({ seed, steps, twice, trace });
  };
  child.on('message', (outcome: Outcome) => {
    told(outcome);
    give();
  });
  give();
  await new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a process of the simulation ended with ${code}`));
    });
  });
}
