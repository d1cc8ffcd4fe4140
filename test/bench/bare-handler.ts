import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { atEnd } from './cleanup.ts';
import { nextMessage } from './load.ts';

/** A bare handler in a process of its own (`floor-handler.ts`). */
export interface BareHandler {
  readonly url: string;
}

export async function startBareHandler(answer: unknown): Promise<BareHandler> {
  const child = fork(join(root, 'test/bench/floor-handler.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  atEnd(() => child.disconnect());
  child.send({ answer });
  return (await nextMessage(child)) as BareHandler;
}
