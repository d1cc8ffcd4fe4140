import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { atEnd } from './cleanup.ts';
import type { LoadPlan, LoadResult } from './load-process.ts';

/** A load generator in a process of its own: it shares no thread with what it measures. */
export interface LoadGenerator {
  run(plan: LoadPlan): Promise<LoadResult>;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(root, 'test/bench/load-process.ts'), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  atEnd(() => child.disconnect());
  return {
    async run(plan) {
      child.send(plan);
      const answer = (await nextMessage(child)) as LoadResult | { readonly error: string };
      if ('error' in answer) throw new Error(`the load generator failed: ${answer.error}`);
      return answer;
    },
  };
}

/** The next message of a child process. Rejects when it ends without one. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a child process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
