/** What an API key may do; `*` is everything. Named resource:verb, as they stand in the API document. */
export const scopes = [
  '*',
  'catalog:read',
  'catalog:write',
  'inventory:read',
  'inventory:write',
  'orders:read',
  'orders:write',
  'promotions:read',
  'promotions:write',
  'webhooks:read',
  'webhooks:write',
  'settings:read',
  'settings:write',
  'keys:read',
  'keys:write',
] as const;

export type Scope = (typeof scopes)[number];

/** Who is asking. `id` scopes idempotency keys, so that two callers never share one. */
export type Caller =
  | { readonly kind: 'anonymous'; readonly id: string }
  | { readonly kind: 'key'; readonly id: string; readonly scopes: readonly Scope[] };

export const anonymous: Caller = { kind: 'anonymous', id: 'anonymous' };

/** `:write` includes `:read` of the same resource. */
export function mayUse(caller: Caller, scope: Scope): boolean {
  if (caller.kind !== 'key') return false;
  const wider = scope.replace(/:read$/, ':write');
  return caller.scopes.some((held) => held === '*' || held === scope || held === wider);
}
