import { eq } from 'drizzle-orm';
import type { Caller, Scope } from '../../core/caller.ts';
import { sha256 } from '../../core/digest.ts';
import { equalSecrets } from '../../core/text.ts';
import type { Context } from '../../platform/context.ts';
import { isWellFormedKey } from './api-key.ts';
import { apiKeys } from './tables.ts';

/** Whose key it is: the bootstrap key of the environment, or one that was created. */
export async function callerOfKey(ctx: Context, key: string): Promise<Caller | undefined> {
  const { adminKey } = ctx.config;
  if (adminKey !== undefined && equalSecrets(sha256(key), sha256(adminKey))) {
    return { kind: 'key', id: 'bootstrap', scopes: ['*'] };
  }
  if (!isWellFormedKey(key)) return undefined;
  const [found] = await ctx.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, sha256(key)));
  return found && { kind: 'key', id: found.id, scopes: JSON.parse(found.scopes) as Scope[] };
}
