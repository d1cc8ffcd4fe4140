import { hmac } from '../core/digest.ts';
import { equalSecrets } from '../core/text.ts';
import { installation } from '../db/settings.ts';
import { type Context, contextWith, seeingNow } from '../platform/context.ts';

/** What a token says: which database its holder has seen, and how far that had come. */
export interface Seen {
  readonly epoch: string;
  /** Undefined where the database has no copies, and so no need to tell. */
  readonly position: number | undefined;
}

/**
 * The token that every mutation answers, and every read that was sent one. Whoever sends it back sees at
 * least the state of that answer: `1.<epoch>.<position>.<seal>`.
 * @param seen what the request itself came with: a session only ever moves on.
 */
export async function issueConsistencyToken(ctx: Context, seen?: Seen): Promise<string> {
  const { epoch } = await installation(ctx);
  const before = seen?.epoch === epoch ? seen.position : undefined;
  const now = ctx.copies.position();
  const position = Math.max(before ?? -1, now ?? -1);
  const text = `1.${epoch}.${position < 0 ? '' : position.toString(36)}`;
  return `${text}.${await sealOf(ctx, text)}`;
}

/** What a token of ours says; an unreadable one is ignored. */
export async function readConsistencyToken(ctx: Context, token: string): Promise<Seen | undefined> {
  const match = /^(1\.([0-9a-z]{1,32})\.([0-9a-z]{0,11}))\.([\w-]{22})$/.exec(token);
  if (!match) return undefined;
  const [, text = '', epoch = '', position = '', seal = ''] = match;
  if (!equalSecrets(seal, await sealOf(ctx, text))) return undefined;
  return { epoch, position: position === '' ? undefined : Number.parseInt(position, 36) };
}

/**
 * The context of somebody who has seen that much: nothing that is remembered will do, and reads of the near
 * copy wait until that has come so far. A token of another database, restored or replaced since, says
 * nothing of this one: then the primary is asked.
 */
export async function havingSeen(ctx: Context, seen: Seen): Promise<Context> {
  const { epoch } = await installation(ctx);
  if (seen.position === undefined || seen.epoch !== epoch) return seeingNow(ctx);
  return contextWith(ctx, { fresh: true, replica: ctx.copies.at(seen.position) });
}

async function sealOf(ctx: Context, text: string): Promise<string> {
  const { signingSecret } = await installation(ctx);
  return hmac(signingSecret, `consistency:${text}`).slice(0, 22);
}
