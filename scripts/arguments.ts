import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Complaint } from './complaint.ts';

/**
 * What a script was told on its command line. `--help` prints how to use it, and that is all that is done then.
 * @throws Complaint with the usage, for what it does not know
 */
export function readArguments<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  if (process.argv.slice(2).some((each) => each === '--help' || each === '-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs<Config>(config);
  } catch (error) {
    const [what = ''] = error instanceof Error ? error.message.split(/\. |\n/) : [];
    throw new Complaint(`${what.replace(/\.$/, '')}.\n${usage}`);
  }
}
