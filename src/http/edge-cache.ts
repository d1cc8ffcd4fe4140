import { ShopError } from '../core/error.ts';
import { versionOf } from '../db/cache-versions.ts';
import { type Context, seeingNow } from '../platform/context.ts';
import type { CachedBody } from '../platform/platform.ts';
import { ageSeconds, answer, bodyOf, makeFrom, type Produce } from './cached-body.ts';
import { fillOnce } from './fill-once.ts';

/** How a cached route is kept. */
export interface CacheRule<Params = unknown, Query = unknown> {
  /** What the body is made of, for purging a CDN by tag. */
  readonly tags: (resource: unknown) => readonly string[];
  /** The scopes of `cache_versions` whose change makes the body old; none where only time does. */
  readonly scopes: (params: Params, query: Query) => readonly string[];
  /** How long it is fresh if nothing is known to have changed. */
  readonly ttlSeconds: number;
}

/** Which body a request asks for, and how long that is right. Two spellings of one request share one. */
export interface Cacheable {
  /** The id of the operation that makes it. */
  readonly operation: string;
  readonly key: string;
  readonly tags: CacheRule['tags'];
  readonly scopes: readonly string[];
  readonly ttlSeconds: number;
}

export interface CachedRequest {
  readonly cacheable: Cacheable;
  readonly ifNoneMatch: string | undefined;
  /** A request with credentials or a consistency token neither reads nor fills the cache. */
  readonly bypass: boolean;
}

export type CacheState = 'hit' | 'stale' | 'miss' | 'bypass';

interface Making {
  readonly produce: Produce;
  /** Is told how the answer came about, also when it is a refusal. */
  readonly note: (state: CacheState) => void;
  /** What every answer carries: asked for when all of it is known. */
  readonly headers: () => Readonly<Record<string, string>>;
}

/** A body that is right but old is answered at once for this long, and renewed behind the answer. */
const renewedSeconds = 600;
/** While the database is away, anything that was right within this is better than nothing. */
const keptSeconds = 24 * 3_600;
/** That there is no such product is remembered this long, or until one appears. */
const missingSeconds = 60;

/** Answers a public read from the cache, or fills it. */
export async function throughEdgeCache(
  ctx: Context,
  { cacheable, ifNoneMatch, bypass }: CachedRequest,
  { produce, note, headers }: Making,
): Promise<Response> {
  if (bypass) {
    note('bypass');
    const made = bodyOf(await produce(ctx), { ctx, tags: cacheable.tags, version: 0 });
    const alone = { ...made, headers: unshared(made.headers) };
    return answer(alone, { ifNoneMatch, age: 0 }, headers());
  }
  const { key, scopes } = cacheable;
  // Unknown while the database is away or slow: then what there is will do.
  const version =
    scopes.length === 0
      ? 0
      : await versionOf(ctx, scopes).catch((error: unknown) => error as Error);
  const least = typeof version === 'number' ? version : 0;
  const found = await ctx.cache.get(key, least);
  const standing = found ? stand(ctx, found, { cacheable, version }) : 'old';
  // By version: who has heard of a change must not be given what was begun before it.
  const renew = () =>
    madeSince(ctx, cacheable, version) ??
    fillOnce(ctx, `${key}@${least}`, () => fill(ctx, { cacheable, produce, version: least }));
  if (found && standing !== 'old') {
    if (standing === 'renew') ctx.background(renew());
    note(standing === 'fresh' ? 'hit' : 'stale');
    return answer(found, { ifNoneMatch, age: ageSeconds(ctx, found) }, headers());
  }
  note('miss');
  const made = await renew().catch((error: unknown) => {
    const ours = error instanceof ShopError && error.status < 500;
    if (!found || ours || scopes.length === 0) throw error;
    ctx.log('warn', 'cache.stale_if_error', { key, error: String(error) });
    note('stale');
    return found;
  });
  return answer(made, { ifNoneMatch, age: ageSeconds(ctx, made) }, headers());
}

/** What somebody else has made while this one looked elsewhere: to be asked right before it is made again. */
function madeSince(
  ctx: Context,
  cacheable: Cacheable,
  version: number | Error,
): Promise<CachedBody> | undefined {
  const near = ctx.cache.near(cacheable.key);
  const isFresh = near && stand(ctx, near, { cacheable, version }) === 'fresh';
  return isFresh ? Promise.resolve(near) : undefined;
}

/** Who shows credentials or has seen a write is answered alone: no cache on the way may keep that. */
const unshared = ({ etag = '' }: CachedBody['headers']) => ({
  etag,
  'cache-control': 'private, no-store',
});

/** Whether a kept body may be answered: fresh, right but to be renewed, of a database that is away, or old. */
export function stand(
  ctx: Pick<Context, 'clock'>,
  found: CachedBody,
  { cacheable, version }: { cacheable: Cacheable; version: number | Error },
): 'fresh' | 'renew' | 'away' | 'old' {
  if (typeof version !== 'number') return 'away';
  if (found.version < version) return 'old';
  const age = (ctx.clock.nowMs() - found.storedAtMs) / 1_000;
  const ttlSeconds = found.problem ? missingSeconds : cacheable.ttlSeconds;
  if (age < ttlSeconds) return 'fresh';
  return cacheable.scopes.length > 0 && age < ttlSeconds + renewedSeconds ? 'renew' : 'old';
}

/**
 * The path and the validated parameters with their defaults, sorted: what makes one body another.
 * Credentials never get here.
 */
export function keyOf(path: string, query: Readonly<Record<string, unknown>>): string {
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `${path}?${parameters.join('&')}`;
}

interface Fill {
  readonly cacheable: Cacheable;
  readonly produce: Produce;
  /** What the body has to be at least as new as. */
  readonly version: number;
}

/** Asks for the body where all locations ask, or makes it; what only time makes old is not worth the way. */
async function fill(ctx: Context, { cacheable, produce, version }: Fill): Promise<CachedBody> {
  const { key, tags, scopes, ttlSeconds } = cacheable;
  const versioned = scopes.length > 0;
  const far = versioned && (await ctx.cache.far?.({ key, version, ttlSeconds, scopes }));
  const made = far || (await makeNow(ctx, { tags, produce, version }));
  ctx.background(ctx.cache.put(key, made, versioned ? keptSeconds : ttlSeconds));
  return made;
}

/** Makes the body from the near copy; one that turns out to be behind is asked again from the primary. */
async function makeNow(
  ctx: Context,
  { tags, produce, version }: Pick<Cacheable, 'tags'> & Pick<Fill, 'produce' | 'version'>,
): Promise<CachedBody> {
  const made = await makeFrom(ctx, { tags, produce });
  return made.version < version ? await makeFrom(seeingNow(ctx), { tags, produce }) : made;
}
