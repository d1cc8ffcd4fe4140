import { setTimeout as pause } from 'node:timers/promises';
import { pathOf } from '../core/target.ts';
import type { Fetch } from './server.ts';

/** What was begun is finished within this: longer than the longest write may take (`db/writer.ts`). */
const finishMs = 10_000;

/** Requests, until the process is told to stop: then `/ready` says so and each answer ends its connection. */
export function stoppable(fetch: Fetch): { readonly fetch: Fetch; leave(): void } {
  let leaving = false;
  const last: Fetch = async (request, peer) => {
    const response = isReadiness(request)
      ? Response.json({ status: 'stopping' }, { status: 503, headers: { 'retry-after': '2' } })
      : await fetch(request, peer);
    // A copy: headers of an answer that is kept cannot be changed.
    const closing = new Response(response.body, response);
    closing.headers.set('connection', 'close');
    return closing;
  };
  return {
    fetch: (request, peer) => (leaving ? last(request, peer) : fetch(request, peer)),
    leave() {
      leaving = true;
    },
  };
}

const isReadiness = ({ url }: Request): boolean => pathOf(url) === '/ready';

/** What a process does when it is told to stop, in this order. */
export interface Stop {
  /** How long others are told before the door is shut: a load balancer has to notice. */
  readonly drainMs: number;
  /** Says that it is about to go, and takes no new work from the list of due work. */
  leave(): void;
  /** Shuts the door; resolves when everything that was begun is answered. */
  finish(): Promise<unknown>;
  /** Gives back what it holds and did not end. */
  giveBack(): Promise<unknown>;
}

/** Answers what to do with each signal: the first begins to stop, the next one waits for no load balancer. */
export function stopOnSignal(stop: Stop, exit: (code: number) => void): () => void {
  const hurry = new AbortController();
  let begun = false;
  async function run(): Promise<void> {
    stop.leave();
    await pause(stop.drainMs, undefined, { signal: hurry.signal }).catch(() => undefined);
    const late = new AbortController();
    await Promise.race([
      stop.finish(),
      pause(finishMs, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
    await Promise.race([stop.giveBack(), pause(1_000)]);
    exit(0);
  }
  return () => {
    if (begun) hurry.abort();
    else void run().catch(() => exit(1));
    begun = true;
  };
}
