import { LRUCache } from 'lru-cache';
import type { Caller } from '../core/caller.ts';
import { sha256 } from '../core/digest.ts';
import { ShopError } from '../core/error.ts';
import { drawFrom, type Left, type Quota, quotaHeaders, rateLimited } from '../core/quota.ts';
import type { Context } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';
import type { Stranger } from '../platform/shops.ts';
import type { KeyCheck } from './auth.ts';
import { clientOf } from './client-address.ts';
import type { AnyOperation } from './operation.ts';
import { failures, policies, type PolicyName, policyOf, strangers } from './rate-policies.ts';

/** Of each quota. Whoever is forgotten for others begins anew: it takes this many to make room. */
const bucketsMax = 20_000;
/** A credential that was good this lately is no guess. */
const goodForMs = 600_000;

interface Home {
  /** By the quota's name: when each bucket is full again. */
  readonly buckets: Map<string, LRUCache<string, number>>;
  /** By the hash of a credential: whose it is, if it is an API key, and when that was found out. */
  readonly good: LRUCache<string, Good>;
}

interface Good {
  readonly keyId: string | undefined;
  readonly atMs: number;
}

/** For each installation of a process. */
const homes = new WeakMap<Platform['config'], Home>();

function homeOf({ config }: Pick<Platform, 'config'>): Home {
  const known = homes.get(config);
  if (known) return known;
  const made: Home = { buckets: new Map(), good: new LRUCache({ max: bucketsMax }) };
  homes.set(config, made);
  return made;
}

type Asked = Pick<Platform, 'config' | 'clock' | 'peer'>;
type Draw = readonly [quota: Quota, who: string];

/** What the installation asks of itself comes from nobody, and is not limited. */
export const isLimited = ({ config, peer }: Pick<Platform, 'config' | 'peer'>): boolean =>
  config.rateLimits && peer !== undefined;

/** Takes one from every bucket, or from none. @throws rate_limited */
function draw(ctx: Asked, draws: readonly Draw[]): Left[] {
  const nowMs = ctx.clock.nowMs();
  const taken = draws.map(([quota, who]) => {
    const bucket = bucketOf(homeOf(ctx), quota);
    return { quota, who, bucket, ...drawFrom(quota, bucket.get(who) ?? 0, nowMs) };
  });
  const refused = taken.toSorted((a, b) => b.waitMs - a.waitMs)[0];
  if (refused && refused.waitMs > 0) throw rateLimited(refused.quota, refused.waitMs);
  for (const { bucket, who, fullAtMs } of taken) bucket.set(who, fullAtMs);
  return taken.map(({ quota, remaining, fullAtMs }) => {
    return { quota, remaining, resetMs: fullAtMs - nowMs };
  });
}

/** @throws rate_limited when the next one would be refused */
function refuseIfSpent(ctx: Asked, [quota, who]: Draw): void {
  const fullAtMs = bucketOf(homeOf(ctx), quota).get(who) ?? 0;
  const { waitMs } = drawFrom(quota, fullAtMs, ctx.clock.nowMs());
  if (waitMs > 0) throw rateLimited(quota, waitMs);
}

function bucketOf({ buckets }: Home, { name }: Quota): LRUCache<string, number> {
  const known = buckets.get(name);
  if (known) return known;
  const made = new LRUCache<string, number>({ max: bucketsMax });
  buckets.set(name, made);
  return made;
}

/** Counts a public read that is answered without the router; false when it is one too many. */
export function admitsRead(platform: Platform, { headers }: Request): boolean {
  try {
    draw(platform, [[policies['public-reads'].quota, clientOf(platform, headers)]]);
    return true;
  } catch (error) {
    if (error instanceof ShopError) return false;
    throw error;
  }
}

/** Who asks for a shop by a name that may be nobody's, where limits are on. */
export function strangerOf(asked: Asked, { headers }: Request): Stranger | undefined {
  if (!isLimited(asked)) return undefined;
  const who = () => clientOf(asked, headers);
  return {
    draw: () => void draw(asked, [[strangers, who()]]),
    giveBack() {
      const bucket = bucketOf(homeOf(asked), strangers);
      const fullAtMs = bucket.get(who());
      const eachMs = (strangers.windowSeconds * 1_000) / strangers.limit;
      if (fullAtMs !== undefined) bucket.set(who(), fullAtMs - eachMs);
    },
  };
}

interface Serving {
  readonly request: Request;
  readonly params: Record<string, string>;
  readonly bearer: string | undefined;
  readonly check: KeyCheck;
}

type Serve<Asking> = (ctx: Context, operation: AnyOperation, serving: Asking) => Promise<Response>;

/**
 * Serves a request if whoever sends it has not sent too many. Only an API key that is in force counts as
 * somebody; any other bearer is a string that costs nothing to change, so its address counts.
 * @throws rate_limited, and what `serve` throws
 */
export async function withinLimits<Asking extends Serving>(
  ctx: Context,
  { operation, serving, serve }: { operation: AnyOperation; serving: Asking; serve: Serve<Asking> },
): Promise<Response> {
  const policy = policyOf(operation);
  if (policy === undefined) return await serve(ctx, operation, serving);
  const { access, cache } = operation.spec;
  const { request, bearer } = serving;
  const address = clientOf(ctx, request.headers);
  const hash = bearer === undefined ? undefined : sha256(bearer);
  const visit: Visit = { ctx, access, serving, policy, address, hash, told: [] };
  try {
    const check = await admit(visit);
    const response = await serve(ctx, operation, { ...serving, check });
    if (access === 'holder' && response.status < 400) remember(visit, undefined);
    // A refusal that is kept under a key is an answer, not an error.
    if (access === 'holder' && response.status === 404) countFailure(visit);
    // What a shared cache may keep says nothing of whoever asked first.
    if (!cache) tell(response, visit.told);
    return response;
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    const { code, details, message } = error;
    if (code === 'unauthorized' || (access === 'holder' && code === 'order_not_found'))
      countFailure(visit);
    if (cache || visit.told.length === 0 || code === 'rate_limited') throw error;
    const headers = { ...(details['headers'] as object | undefined), ...quotaHeaders(visit.told) };
    throw new ShopError(code, { ...details, headers }, message);
  }
}

interface Visit {
  readonly ctx: Context;
  readonly access: AnyOperation['spec']['access'];
  readonly serving: Serving;
  readonly policy: PolicyName;
  readonly address: string;
  /** Of the bearer. */
  readonly hash: string | undefined;
  /** What the answer will say. */
  readonly told: Left[];
}

/** Draws for the request, or for the key once that is checked. Answers the check that does so. */
async function admit(visit: Visit): Promise<KeyCheck> {
  const { ctx, access, serving, address, policy, told } = visit;
  if (access !== 'public' && !foundGood(visit)) refuseIfSpent(ctx, [failures, address]);
  if (policy === 'admin') {
    return async (inner, key) => {
      const caller = await serving.check(inner, key);
      if (!caller) return undefined;
      remember(visit, caller);
      told.push(...draw(ctx, [[policies.admin.quota, caller.id]]));
      return caller;
    };
  }
  const keyId = await keyHolder(visit);
  const { quota, ofKey, each } = policies[policy];
  const one = oneOf(visit);
  const draws: Draw[] = [keyId === undefined ? [quota, address] : [ofKey, `key ${keyId}`]];
  if (each && one !== undefined) draws.push([each, one]);
  told.push(...draw(ctx, draws));
  if (keyId === undefined) await brake(visit);
  return serving.check;
}

/** The cart or order that the request is about; of an order only together with what opens it. */
function oneOf({ access, serving, hash }: Visit): string | undefined {
  const { cart, order } = serving.params;
  if (access === 'public') return cart;
  return order === undefined ? undefined : `${order} ${hash}`;
}

/** Whose API key it is, where one is sent to an operation that needs none. */
async function keyHolder(visit: Visit): Promise<string | undefined> {
  const { ctx, serving, policy, address } = visit;
  if (serving.bearer === undefined) return undefined;
  const known = foundGood(visit);
  if (known) return known.keyId;
  // Looking a key up costs more than it is worth, from whoever has nothing left.
  refuseIfSpent(ctx, [policies[policy].quota, address]);
  const caller = await serving.check(ctx, serving.bearer);
  if (caller) remember(visit, caller);
  return caller?.id;
}

/** @throws rate_limited when all processes near here together have heard too much of the address */
async function brake({ ctx, policy, address }: Visit): Promise<void> {
  if (!ctx.brake || policy === 'notifications') return;
  const kind = policy === 'checkout' || policy === 'discount-codes' ? 'money' : 'any';
  const refused = await ctx.brake(kind, address);
  if (refused)
    throw rateLimited({ name: `${kind}-brake`, ...refused }, refused.windowSeconds * 1_000);
}

/** What is known of the credential, if it was good lately. */
function foundGood({ ctx, hash }: Visit): Good | undefined {
  const known = hash === undefined ? undefined : homeOf(ctx).good.get(hash);
  return known && ctx.clock.nowMs() - known.atMs < goodForMs ? known : undefined;
}

function remember({ ctx, hash }: Visit, caller: Caller | undefined): void {
  if (hash === undefined) return;
  const { good } = homeOf(ctx);
  good.set(hash, { keyId: caller?.id ?? good.peek(hash)?.keyId, atMs: ctx.clock.nowMs() });
}

/** A credential that opened nothing is a guess, until it opens something. */
function countFailure({ ctx, hash, address, told }: Visit): void {
  const home = homeOf(ctx);
  if (hash !== undefined) home.good.delete(hash);
  const nowMs = ctx.clock.nowMs();
  const bucket = bucketOf(home, failures);
  const { fullAtMs, remaining } = drawFrom(failures, bucket.get(address) ?? 0, nowMs);
  bucket.set(address, fullAtMs);
  told.push({ quota: failures, remaining, resetMs: fullAtMs - nowMs });
}

function tell({ headers }: Response, told: readonly Left[]): void {
  if (told.length === 0) return;
  for (const [name, value] of Object.entries(quotaHeaders(told))) headers.set(name, value);
}
