import { createApp } from '../../src/app.ts';
import { createMemoryCache } from '../../src/platform/memory-cache.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { answerAfar, askAfar, type Fetching } from '../../src/platform/workers/far-bodies.ts';
import type { TestPlatform } from './platform.ts';

/** A stand-in for Cloudflare's Workers Cache: one for all locations, keyed by path and query as theirs is. */
export interface WorkersCache extends Fetching {
  /** What was kept, by path and query, with its tags. */
  readonly kept: ReadonlyMap<string, { readonly text: string; readonly tags: readonly string[] }>;
  /** What was asked. */
  readonly asked: readonly { readonly url: string; readonly init: object }[];
  /** What `Catalog` was asked for, since it was not kept. */
  readonly made: readonly string[];
  /** How often `Catalog` did not make it. */
  readonly refused: number;
  purge(tags: readonly string[]): void;
}

const app = createApp();

/** `Catalog` behind the stand-in. Reads through the platform, whose clock also says what is fresh. */
export function workersCache(catalog: TestPlatform): WorkersCache {
  const kept = new Map<string, { text: string; tags: string[]; untilMs: number }>();
  const asked: WorkersCache['asked'][number][] = [];
  const made: string[] = [];
  let refused = 0;
  return {
    kept,
    asked,
    made,
    get refused() {
      return refused;
    },
    async fetch(url, init) {
      asked.push({ url, init });
      const { pathname, search } = new URL(url);
      const found = kept.get(pathname + search);
      if (found && catalog.clock.nowMs() < found.untilMs) return new Response(found.text);
      made.push(url);
      const response = await answerAfar(new Request(url), catalog, app.fetch);
      const policy = response.headers.get('cache-control') ?? '';
      const freshSeconds = /^public, max-age=(\d+)/.exec(policy)?.[1];
      if (freshSeconds === undefined) {
        refused += 1;
        return response;
      }
      const text = await response.text();
      kept.set(pathname + search, {
        text,
        tags: response.headers.get('cache-tag')?.split(',') ?? [],
        untilMs: catalog.clock.nowMs() + Number(freshSeconds) * 1_000,
      });
      return new Response(text);
    },
    purge(tags) {
      for (const [key, each] of kept)
        if (each.tags.some((tag) => tags.includes(tag))) kept.delete(key);
    },
  };
}

/** The gateway of another location: memory of its own, before `Catalog`. */
export function gatewayTo(catalog: Fetching, platform: TestPlatform): TestPlatform {
  const cache: Platform['cache'] = {
    ...createMemoryCache(),
    far: (asked) => askAfar(catalog, asked, platform.log),
  };
  // What an isolate remembers goes by its configuration.
  return { ...platform, config: { ...platform.config }, cache };
}
