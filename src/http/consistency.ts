import { hmac } from '../core/digest.ts';
import { equalSecrets } from '../core/text.ts';
import { type Progress, reaches } from '../db/progress.ts';
import { installation } from '../db/settings.ts';
import { type Context, contextWith, seeingNow } from '../platform/context.ts';

/** What a token says: which database its holder has seen, and how far that had come. */
export interface Seen {
  readonly epoch: string;
  /** Undefined where the database has no copies, and so no need to tell. */
  readonly progress: Progress | undefined;
}

/**
 * The token that every mutation answers, and every read that was sent one. Whoever sends it back sees at
 * least the state of that answer: `1.<epoch>.<writes>.<position>.<seal>`.
 * @param seen what the request itself came with: a session only ever moves on.
 */
export async function issueConsistencyToken(ctx: Context, seen?: Seen): Promise<string> {
  const known = ctx.copies.progress();
  const before = seen?.progress;
  const progress = known && before && reaches(before, known) ? before : (known ?? before);
  const epoch = progress?.epoch ?? (await installation(ctx)).epoch;
  const text = `1.${epoch}.${numeral(progress?.writes)}.${numeral(progress?.position)}`;
  return `${text}.${await sealOf(ctx, text)}`;
}

const numeral = (value: number | undefined): string => value?.toString(36) ?? '';

/** What a token of ours says; an unreadable one is ignored. */
export async function readConsistencyToken(ctx: Context, token: string): Promise<Seen | undefined> {
  const match = /^(1\.([0-9a-z]{1,32})\.([0-9a-z]{0,11})\.([0-9a-z]{0,11}))\.([\w-]{22})$/.exec(
    token,
  );
  if (!match) return undefined;
  const [, text = '', epoch = '', writes = '', position = '', seal = ''] = match;
  if (!equalSecrets(seal, await sealOf(ctx, text))) return undefined;
  if (writes === '' || position === '') return { epoch, progress: undefined };
  const [count, frame] = [writes, position].map((each) => Number.parseInt(each, 36));
  return { epoch, progress: { epoch, writes: count ?? 0, position: frame ?? 0 } };
}

/**
 * The context of somebody who has seen that much: nothing that is remembered will do, and reads of the near
 * copy wait until that has come so far. A token of another database, restored or replaced since, says
 * nothing of this one: then the primary is asked.
 */
export async function havingSeen(ctx: Context, { epoch, progress }: Seen): Promise<Context> {
  const known = ctx.copies.progress()?.epoch ?? (await installation(ctx)).epoch;
  if (!progress || epoch !== known) return seeingNow(ctx);
  return contextWith(ctx, { fresh: true, replica: ctx.copies.at(progress) });
}

async function sealOf(ctx: Context, text: string): Promise<string> {
  const { signingSecret } = await installation(ctx);
  return hmac(signingSecret, `consistency:${text}`).slice(0, 22);
}
