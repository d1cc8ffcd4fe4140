import type { Context } from '../platform/context.ts';
import type { CachedBody } from '../platform/platform.ts';

/** Who waits longer fills for itself: on Workers the request that began may have been given up. */
const patienceMs = 2_000;

/** Fills under way in this process, for each installation. */
const underWay = new WeakMap<Context['config'], Map<string, Promise<CachedBody>>>();

/** Of many who miss the same body at once one makes it, and all are given it. */
export async function fillOnce(
  ctx: Context,
  key: string,
  fill: () => Promise<CachedBody>,
): Promise<CachedBody> {
  const fills = underWay.get(ctx.config) ?? new Map<string, Promise<CachedBody>>();
  underWay.set(ctx.config, fills);
  const begun = fills.get(key);
  if (begun) {
    const over = new AbortController();
    const late = ctx.sleep(patienceMs, over.signal).then(() => undefined);
    const filled = await Promise.race([begun, late]).finally(() => over.abort('over'));
    if (filled) return filled;
  }
  const filling = fill();
  fills.set(key, filling);
  try {
    return await filling;
  } finally {
    if (fills.get(key) === filling) fills.delete(key);
  }
}
