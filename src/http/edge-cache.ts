import { sha256 } from '../core/digest.ts';
import { catalogVersion } from '../db/catalog-version.ts';
import type { Context } from '../platform/context.ts';
import type { CachedBody } from '../platform/platform.ts';

/** How a cached route names what its body is made of, for purging by tag. */
export type CacheTags = (resource: unknown) => readonly string[];

interface CachedRequest {
  readonly path: string;
  /** Validated parameters with their defaults: two spellings of one request share a body. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly ifNoneMatch: string | undefined;
  /** A request with credentials or a consistency token neither reads nor fills the cache. */
  readonly bypass: boolean;
  readonly tags: CacheTags;
  readonly ttlSeconds: number;
  /** Whether the body changes only with the catalog, and not by time or stock. */
  readonly versioned: boolean;
}

/** Answers a public read from the cache, or fills it. Only 200 answers are kept. */
export async function throughEdgeCache(
  ctx: Context,
  request: CachedRequest,
  produce: () => Promise<unknown>,
): Promise<{ response: Response; cache: 'hit' | 'miss' | 'bypass' }> {
  if (request.bypass)
    return { response: answer(await render(produce, request, ctx), request), cache: 'bypass' };
  const key = await keyOf(ctx, request);
  const found = await ctx.cache.get(key);
  const fresh = found && ctx.clock.nowMs() - found.storedAtMs < request.ttlSeconds * 1_000;
  if (fresh) return { response: answer(found, request, ageSeconds(ctx, found)), cache: 'hit' };
  const made = await render(produce, request, ctx);
  ctx.background(ctx.cache.put(key, made, request.ttlSeconds));
  return { response: answer(made, request), cache: 'miss' };
}

async function keyOf(ctx: Context, { path, query, versioned }: CachedRequest): Promise<string> {
  const version = versioned ? await catalogVersion(ctx) : '';
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `${version}${path}?${parameters.join('&')}`;
}

async function render(
  produce: () => Promise<unknown>,
  request: CachedRequest,
  ctx: Context,
): Promise<CachedBody> {
  const resource = await produce();
  const body = JSON.stringify(resource);
  return {
    body,
    storedAtMs: ctx.clock.nowMs(),
    headers: {
      etag: `"${sha256(body).slice(0, 32)}"`,
      'cache-tag': ['catalog', ...request.tags(resource)].join(','),
    },
  };
}

const ageSeconds = (ctx: Context, found: CachedBody) =>
  Math.max(0, Math.floor((ctx.clock.nowMs() - found.storedAtMs) / 1_000));

function answer(cached: CachedBody, request: CachedRequest, age = 0): Response {
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
