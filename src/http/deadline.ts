import { ShopError } from '../core/error.ts';
import { within } from '../core/timer.ts';
import type { Context } from '../platform/context.ts';

/** No request lasts longer, whatever it waits for one after the other: a little less than ten seconds. */
const requestMs = 9_800;

/**
 * Ends a request in time. What it began goes on without its caller, who asks again with the same key.
 * @throws outcome_unknown where anything may have been changed, else database_unavailable
 */
export const inTime = <Result>(ctx: Context, work: Promise<Result>): Promise<Result> =>
  within(ctx.timer(requestMs), work, () => {
    const code = (ctx.effects?.begun ?? 0) > 0 ? 'outcome_unknown' : 'database_unavailable';
    return new ShopError(code, { retry_after: 2 });
  });
