import type { Context } from '../../platform/context.ts';
import { type PublicEvent, lastSeq, readEvents } from '../orders/index.ts';

interface ListEvents {
  readonly after: number;
  readonly limit: number;
  readonly types: readonly string[] | undefined;
}

/**
 * Events after a place in the log, one more than `limit` if there are so many, and up to where the log was
 * read: a reader who saw the last of them goes on from there, over what its filter left out.
 */
export async function listEvents(
  ctx: Context,
  { after, limit, types }: ListEvents,
): Promise<{ events: PublicEvent[]; readTo: number }> {
  // Read first: what is committed after it is not skipped.
  const upTo = await lastSeq(ctx);
  const events = await readEvents(ctx, { after, upTo, patterns: types, limit: limit + 1 });
  const last = events.length > limit ? events[limit - 1]?.seq : undefined;
  return { events, readTo: last ?? Math.max(after, upTo) };
}
