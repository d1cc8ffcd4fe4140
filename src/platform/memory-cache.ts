import { LRUCache } from 'lru-cache';
import type { Cache, CachedBody } from './platform.ts';

/** What the cached bodies of one process may take up. */
export const memoryCacheBytes = 32 * 1_024 * 1_024;
/** What each of them takes up beside its text: headers, the entry, the place in the order of use. */
const entryBytes = 700;

/** A cache in memory, bounded in bytes; shared by Node, Deno and each isolate of a Worker. */
export function createMemoryCache(): Cache {
  const bodies = new LRUCache<string, CachedBody>({
    maxSize: memoryCacheBytes,
    sizeCalculation: ({ body }, key) => textBytes(body) + key.length + entryBytes,
  });
  return {
    near: (key) => bodies.get(key),
    get: async (key) => bodies.get(key),
    put: async (key, value, ttlSeconds) => {
      bodies.set(key, value, { ttl: ttlSeconds * 1_000 });
    },
  };
}

/** V8 keeps a text of Latin letters in a byte each, any other in two. */
// oxlint-disable-next-line no-control-regex -- from the first character on
const textBytes = (text: string): number => text.length * (/^[\x00-\xff]*$/.test(text) ? 1 : 2);
