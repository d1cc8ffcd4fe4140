import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { atEnd } from './cleanup.ts';
import type { FlowPlan, FlowResult } from './load-flows.ts';
import type { LoadPlan, LoadResult } from './load-process.ts';

/** A load generator in a process of its own: it shares no thread with what it measures. */
export interface LoadGenerator {
  run(plan: LoadPlan): Promise<LoadResult>;
  buy(plan: FlowPlan): Promise<FlowResult>;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(root, 'test/bench/load-process.ts'), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  atEnd(() => child.disconnect());
  async function send<Result extends object>(plan: LoadPlan | FlowPlan): Promise<Result> {
    child.send(plan);
    const answer = (await nextMessage(child)) as Result | { readonly error: string };
    if ('error' in answer) throw new Error(`the load generator failed: ${answer.error}`);
    return answer;
  }
  return {
    run: (plan) => send<LoadResult>(plan),
    buy: (plan) => send<FlowResult>(plan),
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
