import { ShopError } from '../../core/error.ts';
import { within } from '../../core/timer.ts';
import { type Context, contextWith } from '../../platform/context.ts';
import { admit, type Breaker, closed, heard, isOpen } from './breaker.ts';

/** A provider slower than this is treated as silent: the outcome is unknown, and asked for later. */
const providerDeadlineMs = 5_000;

/** The breakers of this process, by provider: settings live as long as it does. */
const homes = new WeakMap<object, Map<string, Breaker>>();

/**
 * Asks a provider. `ask` is given a context whose requests end at the deadline, so that no connection
 * is left hanging, and are watched: when several in a row failed, nobody is asked for a while.
 * @throws provider_unavailable when nobody was asked; whatever `ask` throws, or an Error at the deadline
 */
export async function askProvider<Answer>(
  ctx: Context,
  providerId: string,
  ask: (ctx: Context) => Promise<Answer>,
): Promise<Answer> {
  const breakers = homes.get(ctx.config) ?? new Map<string, Breaker>();
  homes.set(ctx.config, breakers);
  const now = () => breakers.get(providerId) ?? closed;
  const admitted = admit(now(), ctx.clock.nowMs());
  if (!admitted) {
    const seconds = Math.ceil((now().pausedUntilMs - ctx.clock.nowMs()) / 1_000);
    throw new ShopError('provider_unavailable', { provider: providerId, retry_after: seconds });
  }
  breakers.set(providerId, admitted);
  const deadline = new AbortController();
  const line = watchedLine(ctx, deadline.signal);
  const late = () => {
    const error = new Error(`no answer within ${providerDeadlineMs} ms`);
    deadline.abort(error);
    return error;
  };
  try {
    return await within(ctx.timer(providerDeadlineMs), ask(line.ctx), late);
  } finally {
    // Only the network tells whether a provider is there; one that needs none is never left alone.
    if (line.used()) {
      const answered = line.answered() && !deadline.signal.aborted;
      const after = heard(now(), answered, ctx.clock.nowMs());
      breakers.set(providerId, after);
      if (isOpen(after) && !isOpen(admitted))
        ctx.log('error', 'provider.paused', { provider: providerId });
    }
  }
}

/** A context whose outgoing requests end with `signal`, and which knows how the last one went. */
function watchedLine(ctx: Context, signal: AbortSignal) {
  let last: boolean | undefined;
  const fetch: Context['fetch'] = async (input, init) => {
    last = false;
    const signals = init?.signal ? [init.signal, signal] : [signal];
    const response = await ctx.fetch(input, { ...init, signal: AbortSignal.any(signals) });
    last = response.status < 500 && response.status !== 429;
    return response;
  };
  return {
    ctx: contextWith(ctx, { fetch }),
    used: () => last !== undefined,
    answered: () => last === true,
  };
}
