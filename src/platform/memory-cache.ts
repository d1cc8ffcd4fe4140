import { LRUCache } from 'lru-cache';
import type { Cache, CachedBody } from './platform.ts';

/** What the cached bodies of one process may take up. */
const bytesMax = 64 * 1_024 * 1_024;

/** A cache in memory, bounded in bytes; shared by Node, Deno and each isolate of a Worker. */
export function createMemoryCache(): Cache {
  const bodies = new LRUCache<string, CachedBody>({
    maxSize: bytesMax,
    sizeCalculation: (value, key) => 2 * (value.body.length + key.length) + 256,
  });
  return {
    near: (key) => bodies.get(key),
    get: async (key) => bodies.get(key),
    put: async (key, value, ttlSeconds) => {
      bodies.set(key, value, { ttl: ttlSeconds * 1_000 });
    },
  };
}
