import { LRUCache } from 'lru-cache';
import { targetOf } from '../core/target.ts';
import { knownVersion } from '../db/cache-versions.ts';
import type { Platform } from '../platform/platform.ts';
import { ageSeconds, answer } from './cached-body.ts';
import { type Cacheable, stand } from './edge-cache.ts';
import { standardHeaders } from './headers.ts';
import { admitsRead, isLimited } from './rate-limit.ts';
import { requestIdOf } from './context.ts';
import { traceOf } from './trace.ts';

/** What so many URLs ask for is remembered: reading and validating one takes longer than answering it. */
const urlsMax = 10_000;
const urlLengthMax = 512;

/** For each installation. */
const homes = new WeakMap<Platform['config'], LRUCache<string, Cacheable>>();

/** Notes what a URL that passed validation asks for: its path and query alone decide it, not the host. */
export function rememberUrl(platform: Platform, url: string, cacheable: Cacheable): void {
  const urls = homes.get(platform.config) ?? new LRUCache<string, Cacheable>({ max: urlsMax });
  homes.set(platform.config, urls);
  const target = targetOf(url);
  if (target.length <= urlLengthMax) urls.set(target, cacheable);
}

/**
 * Answers a public read whose body lies in memory and is known to be right: most of what a storefront
 * asks, without waiting for anything. Undefined for everything else, which goes the long way.
 */
export function readyAnswer(platform: Platform, request: Request): Response | undefined {
  if (request.method !== 'GET') return undefined;
  const cacheable = homes.get(platform.config)?.get(targetOf(request.url));
  if (!cacheable) return undefined;
  const { headers } = request;
  if (headers.has('authorization') || headers.has('consistency-token')) return undefined;
  const found = platform.cache.near(cacheable.key);
  if (!found || found.problem !== undefined) return undefined;
  const version = knownVersion(platform, cacheable.scopes);
  if (version === undefined || stand(platform, found, { cacheable, version }) !== 'fresh')
    return undefined;
  if (isLimited(platform) && !admitsRead(platform, request)) return undefined;
  const asked = {
    ifNoneMatch: headers.get('if-none-match') ?? undefined,
    age: ageSeconds(platform, found),
  };
  const standard = standardHeaders({
    requestId: requestIdOf(platform, request),
    cache: 'hit',
    appMs: 0,
    databaseMs: 0,
    stale: platform.copies.primaryIsAway(),
    traceparent: traceOf(request),
  });
  const response = answer(found, asked, standard);
  const { status } = response;
  platform.observe?.remembered(cacheable.operation, status);
  // Looked at here: making the line would be felt.
  if (platform.config.logLevel === 'debug')
    platform.log('debug', 'request', {
      request_id: standard['request-id'],
      method: request.method,
      operation: cacheable.operation,
      status,
      cache: 'hit',
      ms: 0,
    });
  return response;
}
