import { hmac } from '../core/digest.ts';
import { equalSecrets } from '../core/text.ts';
import { signingSecret } from '../db/settings.ts';
import type { Context } from '../platform/context.ts';

/**
 * The token that every mutation answers. A request that sends it back sees at least that state: it is
 * read from the primary, past every cache.
 */
export async function issueConsistencyToken(ctx: Context): Promise<string> {
  const text = `1.${ctx.clock.nowMs().toString(36)}`;
  return `${text}.${await seal(ctx, text)}`;
}

/** Whether the token is one of ours; an unreadable one is ignored. */
export async function holdsConsistencyToken(
  ctx: Context,
  token: string | undefined,
): Promise<boolean> {
  if (token === undefined || token.length > 200) return false;
  const end = token.lastIndexOf('.');
  return end > 0 && equalSecrets(token.slice(end + 1), await seal(ctx, token.slice(0, end)));
}

async function seal(ctx: Context, text: string): Promise<string> {
  return hmac(await signingSecret(ctx), `consistency:${text}`).slice(0, 22);
}
