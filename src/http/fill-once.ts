import type { Context } from '../platform/context.ts';
import type { CachedBody } from '../platform/platform.ts';

/** No fill lasts longer: one that has not ended by then died, and exactly one of those who wait begins anew. */
const patienceMs = 8_000;
/** How often somebody looks whether the body is there; each time a little more seldom. */
const lookMs = { first: 2, most: 100 };

/** Plain data, and no promise: on Workers one request must not wait for the I/O of another. */
interface Fill {
  readonly sinceMs: number;
  made?: CachedBody;
  failed?: { readonly error: unknown };
}

/** Fills under way in this process, for each installation. */
const underWay = new WeakMap<Context['config'], Map<string, Fill>>();

/** Of many who miss the same body at once one makes it, and all are given it. */
export async function fillOnce(
  ctx: Context,
  key: string,
  make: () => Promise<CachedBody>,
): Promise<CachedBody> {
  const fills = underWay.get(ctx.config) ?? new Map<string, Fill>();
  underWay.set(ctx.config, fills);
  for (let begun = fills.get(key); begun && isAlive(ctx, begun); begun = fills.get(key)) {
    await end(ctx, begun);
    if (begun.failed) throw begun.failed.error;
    if (begun.made) return begun.made;
  }
  // Nothing is awaited between the look and this, so nobody else begins.
  const fill: Fill = { sinceMs: ctx.clock.nowMs() };
  fills.set(key, fill);
  const filling = run(fill, make).finally(() => {
    if (fills.get(key) === fill) fills.delete(key);
  });
  // Others wait for it: it goes on when its own caller has left.
  ctx.background(filling.catch(() => undefined));
  return await filling;
}

async function run(fill: Fill, make: () => Promise<CachedBody>): Promise<CachedBody> {
  try {
    fill.made = await make();
    return fill.made;
  } catch (error) {
    fill.failed = { error };
    throw error;
  }
}

const isAlive = ({ clock }: Context, { sinceMs }: Fill): boolean =>
  clock.nowMs() - sinceMs < patienceMs;

async function end(ctx: Context, fill: Fill): Promise<void> {
  const runs = () => !fill.made && !fill.failed && isAlive(ctx, fill);
  for (let pauseMs = lookMs.first; runs(); pauseMs *= 1.5)
    await ctx.sleep(Math.min(pauseMs, lookMs.most));
}
