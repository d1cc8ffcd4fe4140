import type { Config } from '../config.ts';
import type { AskedBody, Cache, CachedBody, Log, Platform } from '../platform.ts';
import { isTag, wholeCatalog } from './purge-plan.ts';

// Both ends of the way between the gateway, which answers callers, and `Catalog`, which makes bodies behind
// Workers Cache (docs/decisions/019). What is asked is the URL and nothing else, since path and query are
// what Cloudflare keeps an answer by: the version in it makes a body that was changed another one.

/** Only a name: the call stays within the Worker. */
const origin = 'https://catalog.invalid';
/** Whoever waits longer makes the body himself. */
const patienceMs = 2_000;

/** As `edge-cache.ts` has it: renewed behind an answer, kept while the database is away, and absences. */
const renewedSeconds = 600;
const keptSeconds = 24 * 3_600;
const missingSeconds = 60;

export interface Fetching {
  fetch(url: string, init: { signal: AbortSignal }): Promise<Response>;
}

/** A whole answer. Cloudflare takes tags and headers of its own off a response: they lie in the body. */
interface Envelope extends CachedBody {
  readonly key: string;
}

/** The gateway's end: the body that `catalog` has or makes, if it is the one that was asked for. */
export async function askAfar(
  catalog: Fetching,
  asked: AskedBody & { readonly shop?: string | undefined },
  log: Log,
): Promise<CachedBody | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await catalog.fetch(farUrl(asked), { signal });
    if (response.ok) {
      const { key, ...found } = (await response.json()) as Envelope;
      if (key === asked.key && found.version >= asked.version) return found;
    }
    log('debug', 'cache.not_afar', { key: asked.key, status: response.status });
  } catch (error) {
    log('warn', 'cache.far_failed', { key: asked.key, error: String(error) });
  }
  return undefined;
}

type Asked = Pick<AskedBody, 'key' | 'version' | 'ttlSeconds'> & {
  readonly tags: string[];
  readonly shop?: string | undefined;
};

function farUrl({
  shop,
  key,
  version,
  ttlSeconds,
  scopes,
}: AskedBody & Pick<Asked, 'shop'>): string {
  const asked: Asked = { shop, key, version, ttlSeconds, tags: scopes.filter(isTag) };
  return `${origin}/?${encodeURIComponent(JSON.stringify(asked))}`;
}

type Serve = (request: Request, platform: Platform) => Response | Promise<Response>;

const readAsked = ({ url }: Request): Asked =>
  JSON.parse(decodeURIComponent(new URL(url).search.slice(1))) as Asked;

/** Which shop's body is asked for. */
export const shopAsked = (request: Request): string | undefined => readAsked(request).shop;

/** Catalog's end: makes the body by serving its request, and says how long it may be kept. */
export async function answerAfar(
  request: Request,
  platform: Platform,
  serve: Serve,
): Promise<Response> {
  const { key, version, ttlSeconds, tags } = readAsked(request);
  const own = { ...platform, config: configOfCatalog(platform) };
  let made = await make(key, own, serve);
  // The copy near here lags behind what the gateway has heard of, or another request made the body: then
  // once more from the primary, with nobody to wait for.
  if (made === 'by another' || (made !== 'nothing' && made.version < version))
    made = await make(key, { ...own, config: { ...own.config }, replica: platform.db }, serve);
  const body = typeof made === 'string' ? undefined : made;
  platform.log('debug', 'cache.made_afar', { key, version, made: body?.version });
  if (!body || body.version < version)
    return new Response(null, { status: 503, headers: { 'cache-control': 'no-store' } });
  const freshSeconds = body.problem ? Math.min(missingSeconds, ttlSeconds) : ttlSeconds;
  const envelope: Envelope = { key, ...body };
  return new Response(JSON.stringify(envelope), {
    headers: {
      'content-type': 'application/json',
      // Neither s-maxage nor must-revalidate: with them Cloudflare answers nothing stale.
      'cache-control': `public, max-age=${freshSeconds}, stale-while-revalidate=${renewedSeconds}, stale-if-error=${keptSeconds}`,
      'cache-tag': [wholeCatalog, ...tags].join(','),
    },
  });
}

/** By the gateway's, in an isolate that is both. */
const configs = new WeakMap<Config, Config>();

/**
 * An installation of its own: the gateway has counted the request already, and may wait for this very body
 * in this very isolate, where one fill would wait for the other.
 */
function configOfCatalog({ config }: Platform): Config {
  const made = configs.get(config) ?? { ...config, rateLimits: false };
  configs.set(config, made);
  return made;
}

/** What serving `key` would have kept under that very key. */
async function make(
  key: string,
  platform: Platform,
  serve: Serve,
): Promise<CachedBody | 'by another' | 'nothing'> {
  const kept: (CachedBody | undefined)[] = [];
  const cache: Cache = {
    near: () => undefined,
    get: async () => undefined,
    put: async (name, body) => {
      kept.push(name === key ? body : undefined);
    },
  };
  const response = await serve(new Request(new URL(key, origin)), { ...platform, cache });
  await response.body?.cancel();
  const answered = response.ok || response.status === 404;
  return kept[0] ?? (answered && kept.length === 0 ? 'by another' : 'nothing');
}
