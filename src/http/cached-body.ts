import { sha256 } from '../core/digest.ts';
import { type ProblemCode, ShopError } from '../core/error.ts';
import { tellingVersion } from '../db/cache-versions.ts';
import { type Context, contextWith } from '../platform/context.ts';
import type { CachedBody } from '../platform/platform.ts';
import { textOf } from './ready-json.ts';

export type Produce = (ctx: Context) => Promise<unknown>;
type Tags = (resource: unknown) => readonly string[];

/** Makes a body, or the memory of its absence, and finds out how new the snapshot was that it is made of. */
export async function makeFrom(
  ctx: Context,
  { tags, produce }: { tags: Tags; produce: Produce },
): Promise<CachedBody> {
  let version = Number.MAX_SAFE_INTEGER;
  const replica = tellingVersion(ctx.replica, (told) => {
    version = Math.min(version, told);
  });
  try {
    const resource = await produce(contextWith(ctx, { replica }));
    return bodyOf(resource, { ctx, tags, version });
  } catch (error) {
    if (!(error instanceof ShopError) || error.status !== 404) throw error;
    return { body: '', headers: {}, storedAtMs: ctx.clock.nowMs(), version, problem: error.code };
  }
}

export function bodyOf(
  resource: unknown,
  { ctx, tags, version }: { ctx: Context; tags: Tags; version: number },
): CachedBody {
  const body = textOf(resource);
  return {
    body,
    version,
    storedAtMs: ctx.clock.nowMs(),
    headers: {
      etag: `"${sha256(body).slice(0, 32)}"`,
      'cache-tag': ['catalog', ...tags(resource)].join(','),
      // A browser asks every time and is mostly told 304; a CDN may hold the body as long as the bound allows.
      'cache-control': 'public, max-age=0, must-revalidate',
      'cdn-cache-control': 'public, max-age=1',
    },
  };
}

/** Rounded up: a CDN that adds its second to the age must not get beyond the bound. */
export const ageSeconds = (ctx: Pick<Context, 'clock'>, found: CachedBody): number =>
  Math.max(0, Math.ceil((ctx.clock.nowMs() - found.storedAtMs) / 1_000));

/**
 * The answer that a kept body makes.
 * @param more headers of this request.
 * @throws the refusal that is kept in place of a body
 */
export function answer(
  cached: CachedBody,
  { ifNoneMatch, age }: { readonly ifNoneMatch: string | undefined; readonly age: number },
  more?: Readonly<Record<string, string>>,
): Response {
  if (cached.problem) throw new ShopError(cached.problem as ProblemCode);
  // A plain object and not `Headers`: Node writes it as it is.
  const headers: Record<string, string> = { ...cached.headers, ...more, age: String(age) };
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, headers['etag'] ?? ''))
    return new Response(null, { status: 304, headers });
  headers['content-type'] = 'application/json';
  return new Response(cached.body, { status: 200, headers });
}

/** RFC 9110 §13.1.2: weak comparison, a list, or `*`. */
function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
