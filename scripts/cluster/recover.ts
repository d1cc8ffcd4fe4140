import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type SqldOptions, startSqld } from '../sqld.ts';

/** Whether the server over this directory ended without closing its log. */
export const wasKilled = (directory: string): boolean =>
  existsSync(join(directory, 'dbs/default/.sentinel'));

/**
 * Lets a primary that was killed put itself in order where nobody reaches it. It then numbers its log from the
 * beginning: a replica of before passes for one that is far ahead, and would answer whoever waits for a small new
 * number with its old rows. So replicas are emptied before the primary is reached again.
 */
export async function recover(directory: string, options: SqldOptions): Promise<void> {
  const { process } = await startSqld(directory, options);
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  await ended;
}
