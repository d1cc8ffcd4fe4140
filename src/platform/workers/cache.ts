import type { Cache as KioskCache, CachedBody } from '../platform.ts';

/** Only a name: the Cache API wants URLs, and no request ever goes there. */
const base = 'https://kiosk-cache.invalid';

/**
 * Memory of the isolate before the Cache API of the data center: a hit in memory costs no I/O at all.
 * @param memory shared by all requests of the isolate.
 */
export function layeredCache(memory: KioskCache): KioskCache {
  return {
    near: (key) => memory.near(key),
    async get(key, version) {
      const near = memory.near(key);
      if (near && near.version >= version) return near;
      const stored = await caches.default.match(base + key);
      if (!stored) return near;
      const found = await stored.json<CachedBody & { readonly ttlSeconds: number }>();
      if (near && near.version >= found.version) return near;
      const leftSeconds = found.ttlSeconds - (Date.now() - found.storedAtMs) / 1_000;
      if (leftSeconds > 0) await memory.put(key, found, leftSeconds);
      return found;
    },
    async put(key, value, ttlSeconds) {
      await memory.put(key, value, ttlSeconds);
      const headers = {
        'cache-control': `public, max-age=${ttlSeconds}`,
        'content-type': 'application/json',
      };
      await caches.default.put(
        base + key,
        new Response(JSON.stringify({ ...value, ttlSeconds }), { headers }),
      );
    },
  };
}
