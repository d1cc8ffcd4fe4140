import type { Quota } from '../core/quota.ts';
import type { AnyOperation } from './operation.ts';

/** Minutes are short enough to wait for, and long enough for somebody who clicks fast. */
const windowSeconds = 60;
/** An API key speaks for a storefront with many buyers; each of its carts has its own limit besides. */
const buyersPerKey = 50;

interface Policy {
  /** For an address, or an API key where only keys come. */
  readonly quota: Quota;
  /** For an API key in place of an address. */
  readonly ofKey: Quota;
  /** For each cart or order, beside that. */
  readonly each?: Quota;
}

function policy(name: string, { limit, each }: { limit: number; each?: number }): Policy {
  const quota = { name, limit, windowSeconds };
  const one =
    each === undefined ? {} : { each: { name: `${name}-each`, limit: each, windowSeconds } };
  return { quota, ofKey: { ...quota, limit: limit * buyersPerKey }, ...one };
}

export type PolicyName =
  | 'public-reads'
  | 'buyer'
  | 'checkout'
  | 'discount-codes'
  | 'admin'
  | 'notifications';

/** A house or an office may share an address, so that one buyer can do with a fraction of these. */
export const policies: Readonly<Record<PolicyName, Policy>> = {
  'public-reads': policy('public-reads', { limit: 1_200 }),
  buyer: policy('buyer', { limit: 300, each: 120 }),
  checkout: policy('checkout', { limit: 30, each: 10 }),
  'discount-codes': policy('discount-codes', { limit: 30, each: 10 }),
  admin: policy('admin', { limit: 3_000 }),
  // A provider that was away sends what it kept all at once.
  notifications: policy('notifications', { limit: 6_000 }),
};

/** Wrong keys and tokens from an address. */
export const failures: Quota = { name: 'failed-authentication', limit: 20, windowSeconds };

/** Hosts and keys that lead to no shop, of those that a process has not heard of lately. */
export const strangers: Quota = { name: 'unknown-shop', limit: 120, windowSeconds };

/** The policy of an operation; probes have none. */
export function policyOf({ spec }: AnyOperation): PolicyName | undefined {
  if (!spec.path.startsWith('/v1/')) return undefined;
  if (spec.limit) return spec.limit;
  if (spec.access !== 'public' && spec.access !== 'holder') return 'admin';
  return spec.cache ? 'public-reads' : 'buyer';
}
