import { ShopError } from '../core/error.ts';
import type { Context } from '../platform/context.ts';

/** No request lasts longer, whatever it waits for one after the other: a little less than ten seconds. */
const requestMs = 9_800;

/**
 * Ends a request in time. What it began goes on without its caller, who asks again with the same key.
 * @throws outcome_unknown where anything may have been changed, else database_unavailable
 */
export async function inTime<Result>(ctx: Context, work: Promise<Result>): Promise<Result> {
  const timer = ctx.timer(requestMs);
  const late = timer.over.then((): never => {
    const code = (ctx.effects?.begun ?? 0) > 0 ? 'outcome_unknown' : 'database_unavailable';
    throw new ShopError(code, { retry_after: 2 });
  });
  // Whoever was answered in time has stopped listening.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.stop();
  }
}
