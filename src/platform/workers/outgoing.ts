import type { Reach } from '../../core/network.ts';
import {
  destinationOf,
  type OutgoingAnswer,
  type OutgoingRequest,
  type Resolve,
} from '../outgoing.ts';

/** What DNS over HTTPS says. Fails closed: a name that cannot be asked about is not called. */
const resolve: Resolve = async (name) => {
  // Loaded when it is used: with what it needs it is a quarter of the time that a Worker's start may take.
  const { resolve4, resolve6 } = await import('node:dns/promises');
  const asked = await Promise.allSettled([resolve4(name), resolve6(name)]);
  const found = asked.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  const [first] = asked;
  if (found.length === 0 && first?.status === 'rejected') throw first.reason;
  return found;
};

/**
 * Outgoing requests of a Worker. `fetch` resolves the name once more and cannot be pinned to what was
 * checked; what it reaches is the public internet only, since a Worker has no route to anything else.
 */
export function createOutgoing(reach: Reach) {
  return async (outgoing: OutgoingRequest): Promise<OutgoingAnswer> => {
    const signal = AbortSignal.timeout(outgoing.timeoutMs);
    try {
      const to = await destinationOf(outgoing.url, { reach, resolve });
      if ('failed' in to) return to;
      const response = await fetch(outgoing.url, {
        method: 'POST',
        headers: outgoing.headers,
        body: outgoing.body,
        redirect: 'manual',
        signal,
      });
      await response.body?.cancel();
      return { status: response.status, retryAfter: response.headers.get('retry-after') };
    } catch {
      if (signal.aborted)
        return { failed: 'timeout', detail: `No answer within ${outgoing.timeoutMs / 1_000} s.` };
      return { failed: 'unreachable', detail: 'The connection failed.' };
    }
  };
}
