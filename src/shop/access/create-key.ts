import { mayUse, type Scope } from '../../core/caller.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import { sha256 } from '../../core/digest.ts';
import { commit } from '../../db/commit.ts';
import { insistOn } from '../../db/precondition.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { newKey } from './api-key.ts';
import { findKey, presentKey } from './queries.ts';

/**
 * Makes an API key. The answer shows it; only its hash is kept.
 * @throws insufficient_scope for a scope that the caller does not hold: nobody gives what they lack.
 */
export async function createKey(ctx: Context, input: { name: string; scopes: readonly Scope[] }) {
  const lacking = input.scopes.find((scope) => !mayUse(ctx.caller, scope));
  if (lacking) throw new ShopError('insufficient_scope', { required_scope: lacking });
  const key = newKey(ctx.random);
  const row = {
    id: newId(ctx, 'apiKey'),
    name: input.name,
    hint: key.slice(-4),
    scopes: JSON.stringify(input.scopes),
    createdAt: ctx.clock.nowMs(),
  };
  const insert = statement`INSERT INTO api_keys(id, name, hash, hint, scopes, created_at)
    VALUES (${row.id}, ${row.name}, ${sha256(key)}, ${row.hint}, ${row.scopes}, ${row.createdAt})`;
  const shown = presentKey(row);
  return await commit(ctx, { statements: [insert], answer: { ...shown, key }, kept: shown });
}

/** Ends a key at once. @throws api_key_not_found, version_conflict */
export async function deleteKey(
  ctx: Context,
  { id, ifVersion }: { id: string; ifVersion: number | undefined },
) {
  const found = await findKey(ctx.db, id);
  if (!found) throw new ShopError('api_key_not_found');
  const answer = presentKey(found);
  insistOn(ifVersion, answer);
  const statements = [statement`DELETE FROM api_keys WHERE id = ${id}`];
  return await commit(ctx, { statements, answer });
}
