/** Every body has it. */
export const wholeCatalog = 'catalog';

/** Cloudflare takes five calls a minute for the whole Worker, of a hundred tags each. */
const pauseMs = 15_000;
const tagsMax = 100;

/** Printable and without a comma; of what has another name there is nothing to purge. */
export const isTag = (scope: string): boolean => /^[!-+\--~]{1,256}$/.test(scope);

/** A scope of `cache_versions`; bodies that show it have it as a tag. */
export interface Changed {
  readonly scope: string;
  readonly version: number;
}

export type PurgePlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'purge'; readonly tags: readonly string[]; readonly upTo: number };

/**
 * What to do about everything that was changed since the last purge that succeeded.
 * @param calledAtMs when the last call was made, however it ended.
 */
export function planPurge(
  changed: readonly Changed[],
  { nowMs, calledAtMs }: { readonly nowMs: number; readonly calledAtMs: number },
): PurgePlan {
  if (changed.length === 0) return { kind: 'nothing' };
  const untilMs = calledAtMs + pauseMs;
  if (nowMs < untilMs) return { kind: 'wait', untilMs };
  const tags = changed.map(({ scope }) => scope).filter(isTag);
  return {
    kind: 'purge',
    tags: tags.length === changed.length && tags.length <= tagsMax ? tags : [wholeCatalog],
    upTo: Math.max(...changed.map(({ version }) => version)),
  };
}
