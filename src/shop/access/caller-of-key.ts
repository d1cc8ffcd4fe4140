import { eq } from 'drizzle-orm';
import type { Caller, Scope } from '../../core/caller.ts';
import { equalSecrets, sha256 } from '../../core/text.ts';
import type { Context } from '../../platform/context.ts';
import { isWellFormedKey } from './api-key.ts';
import { apiKeys } from './tables.ts';

/** Whose key it is: the bootstrap key of the environment, or one that was created. */
export async function callerOfKey(ctx: Context, key: string): Promise<Caller | undefined> {
  const { adminKey } = ctx.config;
  if (adminKey !== undefined && equalSecrets(await sha256(key), await sha256(adminKey))) {
    return { kind: 'key', id: 'bootstrap', scopes: ['*'] };
  }
  if (!(await isWellFormedKey(key))) return undefined;
  const [found] = await ctx.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, await sha256(key)));
  return found && { kind: 'key', id: found.id, scopes: JSON.parse(found.scopes) as Scope[] };
}
