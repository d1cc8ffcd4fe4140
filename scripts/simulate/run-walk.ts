import { walk } from '../../test/simulation/fail-nth.ts';
import { type Fate, fates } from '../../test/simulation/faults.ts';
import { moneyPaths } from '../../test/simulation/money-path.ts';
import { nthFault } from '../../test/simulation/nth-fault.ts';
import { Complaint } from '../complaint.ts';

/** Replays one walk of `test/simulation/fail-nth.test.ts` and prints all of it. Answers whether it ended well. */
export async function runWalk(name: string, call: number, fateName: string): Promise<boolean> {
  const path = moneyPaths.find((each) => each.name.includes(name));
  const fate = fates.find((each: Fate) => each === fateName);
  if (!path)
    throw new Complaint(
      `--walk is a part of one of: ${moneyPaths.map((each) => each.name).join('; ')}`,
    );
  if (!fate) throw new Complaint(`--fate is one of: ${fates.join(', ')}`);
  const { violations } = await walk(path, 'row', nthFault(call, fate), (line) => console.log(line));
  for (const violation of violations) console.log(`✗ ${violation}`);
  return violations.length === 0;
}
