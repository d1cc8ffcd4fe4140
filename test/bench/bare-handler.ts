import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { atEnd } from './cleanup.ts';
import { nextMessage } from './load.ts';
import type { SampleOrder } from './sample-order.ts';

/** A bare handler in a process of its own (`floor-handler.ts`), which gives the answers of a sample. */
export interface BareHandler {
  readonly url: string;
}

export async function startBareHandler(sample: SampleOrder): Promise<BareHandler> {
  const child = fork(join(root, 'test/bench/floor-handler.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  atEnd(() => child.disconnect());
  child.send(sample.exchanges);
  return (await nextMessage(child)) as BareHandler;
}
