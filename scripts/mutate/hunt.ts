import process from 'node:process';
import { hunt } from '../../test/simulation/hunt.ts';

// A child of `mutate.ts`, run in a copy of the tree: ends with 1 when something is wrong there.

const found = await hunt(Number(process.argv[2]));
console.log(found ? `caught by ${found.by}: ${found.violation.split('\n')[0]}` : 'nothing found');
process.exitCode = found ? 1 : 0;
