import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { atEnd } from './cleanup.ts';
import type { LoadResult, PlannedRequest } from './load-process.ts';
import { type LoadGenerator, nextMessage } from './load.ts';
import { processorSeconds } from './machine.ts';
import type { SampleOrder } from './sample-order.ts';

/** A bare handler in a process of its own (`floor-handler.ts`), which gives the answers of a sample. */
export interface BareHandler {
  readonly url: string;
  /** Processor time until now, in seconds. */
  readonly processor: () => number;
}

export async function startBareHandler(sample: SampleOrder): Promise<BareHandler> {
  const child = fork(join(root, 'test/bench/floor-handler.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  atEnd(() => child.disconnect());
  child.send(sample.exchanges);
  const { url } = (await nextMessage(child)) as { url: string };
  return { url, processor: () => processorSeconds(child.pid ?? 0) };
}

export interface Handled extends LoadResult {
  /** Processor seconds of the handler for one request. */
  readonly processor: number;
}

export async function loadBareHandler(
  { bare, load }: { readonly bare: BareHandler; readonly load: LoadGenerator },
  requests: readonly PlannedRequest[],
  callers: number,
): Promise<Handled> {
  const before = bare.processor();
  const handled = await load.run({ url: bare.url, requests, pace: { callers } });
  return { ...handled, processor: (bare.processor() - before) / requests.length };
}
