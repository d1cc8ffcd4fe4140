import { anonymous, type Caller, mayUse, type Scope } from '../core/caller.ts';
import { ShopError } from '../core/error.ts';
import { sha256 } from '../core/digest.ts';
import type { Context } from '../platform/context.ts';

/** Finds out whose key it is; undefined for a key that is not in force. */
export type KeyCheck = (ctx: Context, key: string) => Promise<Caller | undefined>;

/** The credentials of an `Authorization: Bearer` header. */
export function readBearer(header: string | undefined): string | undefined {
  return /^Bearer +(\S{1,500})$/i.exec(header ?? '')?.[1];
}

/**
 * Who is asking, for an operation of this access. Where anybody may ask, a stray or bad credential is
 * ignored.
 * @throws unauthorized, insufficient_scope
 */
export async function authorize(
  ctx: Context,
  {
    access,
    bearer,
    check,
  }: { access: 'public' | 'holder' | Scope; bearer: string | undefined; check: KeyCheck },
): Promise<Caller> {
  if (access === 'public') return anonymous;
  const caller = bearer === undefined ? undefined : await check(ctx, bearer);
  if (access === 'holder') return caller ?? holderOf(bearer);
  if (!caller) {
    throw new ShopError('unauthorized', {
      headers: { 'www-authenticate': 'Bearer realm="kiosk"' },
    });
  }
  if (!mayUse(caller, access))
    throw new ShopError('insufficient_scope', { required_scope: access });
  return caller;
}

/** Nobody we know, told apart by what they hold: one must not be answered under the key of another. */
const holderOf = (bearer: string | undefined): Caller =>
  bearer === undefined ? anonymous : { kind: 'anonymous', id: `holder:${sha256(bearer)}` };
