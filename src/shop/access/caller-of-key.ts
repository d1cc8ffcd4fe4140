import type { Caller, Scope } from '../../core/caller.ts';
import { sha256 } from '../../core/digest.ts';
import { equalSecrets } from '../../core/text.ts';
import { row } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { isWellFormedKey } from './api-key.ts';

/** Whose key it is: the bootstrap key of the environment, or one that was created. */
export async function callerOfKey(ctx: Context, key: string): Promise<Caller | undefined> {
  const { adminKey } = ctx.config;
  if (adminKey !== undefined && equalSecrets(sha256(key), sha256(adminKey))) {
    return { kind: 'key', id: 'bootstrap', scopes: ['*'] };
  }
  if (!isWellFormedKey(key)) return undefined;
  const found = await row<{ id: string; scopes: string }>(
    ctx.db,
    statement`SELECT id, scopes FROM api_keys WHERE hash = ${sha256(key)}`,
  );
  return found && { kind: 'key', id: found.id, scopes: JSON.parse(found.scopes) as Scope[] };
}
