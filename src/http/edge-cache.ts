import { sha256 } from '../core/digest.ts';
import { type ProblemCode, ShopError } from '../core/error.ts';
import { tellingVersion, versionOf } from '../db/cache-versions.ts';
import { type Context, seeingNow } from '../platform/context.ts';
import type { CachedBody } from '../platform/platform.ts';
import { fillOnce } from './fill-once.ts';
import { bodyOf } from './ready-json.ts';

/** How a cached route is kept. */
export interface CacheRule<Params = unknown, Query = unknown> {
  /** What the body is made of, for purging a CDN by tag. */
  readonly tags: (resource: unknown) => readonly string[];
  /** The scopes of `cache_versions` whose change makes the body old; none where only time does. */
  readonly scopes: (params: Params, query: Query) => readonly string[];
  /** How long it is fresh if nothing is known to have changed. */
  readonly ttlSeconds: number;
}

export interface CachedRequest {
  readonly path: string;
  /** Validated parameters with their defaults: two spellings of one request share a body. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly ifNoneMatch: string | undefined;
  /** A request with credentials or a consistency token neither reads nor fills the cache. */
  readonly bypass: boolean;
  readonly tags: CacheRule['tags'];
  readonly scopes: readonly string[];
  readonly ttlSeconds: number;
}

export type CacheState = 'hit' | 'stale' | 'miss' | 'bypass';

/** A body that is right but old is answered at once for this long, and renewed behind the answer. */
const renewedSeconds = 600;
/** While the database is away, anything that was right within this is better than nothing. */
const keptSeconds = 24 * 3_600;
/** That there is no such product is remembered this long, or until one appears. */
const missingSeconds = 60;

type Produce = (ctx: Context) => Promise<unknown>;

/**
 * Answers a public read from the cache, or fills it.
 * @param note is told how the answer came about, also when it is a refusal.
 */
export async function throughEdgeCache(
  ctx: Context,
  request: CachedRequest,
  { produce, note }: { produce: Produce; note: (state: CacheState) => void },
): Promise<Response> {
  if (request.bypass) {
    note('bypass');
    return answer(toBody(await produce(ctx), request, { ctx, version: 0 }), request);
  }
  const key = keyOf(request);
  const found = await ctx.cache.get(key);
  // Unknown while the database is away: then what there is will do.
  const version = await versionOf(ctx, request.scopes).catch((error: unknown) => {
    if (!found) throw error;
    return undefined;
  });
  const standing = found ? stand(ctx, found, { request, version }) : 'old';
  const renew = () =>
    fillOnce(ctx, key, () => fill(ctx, { request, produce, key, version: version ?? 0 }));
  if (found && standing !== 'old') {
    if (standing === 'renew') ctx.background(renew());
    note(standing === 'fresh' ? 'hit' : 'stale');
    return answer(found, request, ageSeconds(ctx, found));
  }
  note('miss');
  const made = await renew().catch((error: unknown) => {
    const ours = error instanceof ShopError && error.status < 500;
    if (!found || ours || request.scopes.length === 0) throw error;
    ctx.log('warn', 'cache.stale_if_error', { key, error: String(error) });
    note('stale');
    return found;
  });
  return answer(made, request, ageSeconds(ctx, made));
}

/** Whether a kept body may be answered: fresh, right but to be renewed, of a database that is away, or old. */
function stand(
  ctx: Context,
  found: CachedBody,
  { request, version }: { request: CachedRequest; version: number | undefined },
): 'fresh' | 'renew' | 'away' | 'old' {
  if (version === undefined) return 'away';
  if (found.version < version) return 'old';
  const age = (ctx.clock.nowMs() - found.storedAtMs) / 1_000;
  const ttlSeconds = found.problem ? missingSeconds : request.ttlSeconds;
  if (age < ttlSeconds) return 'fresh';
  return request.scopes.length > 0 && age < ttlSeconds + renewedSeconds ? 'renew' : 'old';
}

/** The path and the validated parameters, sorted: what makes one body another. Credentials never get here. */
function keyOf({ path, query }: CachedRequest): string {
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `${path}?${parameters.join('&')}`;
}

interface Fill {
  readonly request: CachedRequest;
  readonly produce: Produce;
  readonly key: string;
  /** What the body has to be at least as new as. */
  readonly version: number;
}

/** Makes the body from the near copy; one that turns out to be behind is asked again from the primary. */
async function fill(ctx: Context, { request, produce, key, version }: Fill): Promise<CachedBody> {
  let made = await makeFrom(ctx, { request, produce });
  if (made.version < version) made = await makeFrom(seeingNow(ctx), { request, produce });
  const ttlSeconds = request.scopes.length > 0 ? keptSeconds : request.ttlSeconds;
  ctx.background(ctx.cache.put(key, made, ttlSeconds));
  return made;
}

async function makeFrom(
  ctx: Context,
  { request, produce }: Pick<Fill, 'request' | 'produce'>,
): Promise<CachedBody> {
  let version = Number.MAX_SAFE_INTEGER;
  const replica = tellingVersion(ctx.replica, (told) => {
    version = Math.min(version, told);
  });
  const telling = Object.assign(Object.create(ctx) as Context, { replica });
  try {
    const resource = await produce(telling);
    return toBody(resource, request, { ctx, version });
  } catch (error) {
    if (!(error instanceof ShopError) || error.status !== 404) throw error;
    return { body: '', headers: {}, storedAtMs: ctx.clock.nowMs(), version, problem: error.code };
  }
}

function toBody(
  resource: unknown,
  { tags }: CachedRequest,
  { ctx, version }: { ctx: Context; version: number },
): CachedBody {
  const body = bodyOf(resource);
  return {
    body,
    version,
    storedAtMs: ctx.clock.nowMs(),
    headers: {
      etag: `"${sha256(body).slice(0, 32)}"`,
      'cache-tag': ['catalog', ...tags(resource)].join(','),
    },
  };
}

const ageSeconds = (ctx: Context, found: CachedBody) =>
  Math.max(0, Math.floor((ctx.clock.nowMs() - found.storedAtMs) / 1_000));

/** @throws the refusal that is kept in place of a body */
function answer(cached: CachedBody, request: CachedRequest, age = 0): Response {
  if (cached.problem) throw new ShopError(cached.problem as ProblemCode);
  const headers = new Headers(cached.headers);
  // A browser asks every time and is mostly told 304; a CDN may hold the body as long as the bound allows.
  headers.set('cache-control', 'public, max-age=0, must-revalidate');
  headers.set('cdn-cache-control', 'public, max-age=1');
  headers.set('age', String(age));
  if (matches(request.ifNoneMatch, cached.headers['etag'] ?? ''))
    return new Response(null, { status: 304, headers });
  headers.set('content-type', 'application/json');
  return new Response(cached.body, { status: 200, headers });
}

/** RFC 9110 §13.1.2: weak comparison, a list, or `*`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
