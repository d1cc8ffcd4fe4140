import type { Attributes } from '@opentelemetry/api';
import type { Served } from '../../observe.ts';

const methods = new Set(['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'PUT']);

/** Nobody's invention becomes a label; a HEAD is a GET without its body. */
export function methodOf(text: string): string {
  if (text === 'HEAD') return 'GET';
  return methods.has(text) ? text : 'other';
}

export const classOf = (status: number): string => `${Math.floor(status / 100)}xx`;

interface Counted {
  readonly labels: Attributes;
  count: number;
}

/**
 * Requests and answers of caches, counted by hand: an instrument takes a microsecond for what is a
 * tenth of the time of an answer from memory.
 */
export class Tally {
  readonly #requests = new Map<string, Counted>();
  readonly #caches = new Map<string, Counted>();
  readonly #remembered = new Map<string, { whole: number; unchanged: number }>();

  remembered(operation: string, status: number): void {
    const known = this.#remembered.get(operation);
    if (!known)
      this.#remembered.set(operation, {
        whole: Number(status !== 304),
        unchanged: Number(status === 304),
      });
    else if (status === 304) known.unchanged += 1;
    else known.whole += 1;
  }

  served(method: string, { operation = 'none', status, cache }: Served): void {
    const labels = { operation, method: methodOf(method), status: classOf(status) };
    add(this.#requests, labels, 1);
    if (cache !== undefined) add(this.#caches, { operation, state: cache }, 1);
  }

  requests(): Iterable<Counted> {
    const all = copyOf(this.#requests);
    for (const [operation, { whole, unchanged }] of this.#remembered) {
      if (whole > 0) add(all, { operation, method: 'GET', status: '2xx' }, whole);
      if (unchanged > 0) add(all, { operation, method: 'GET', status: '3xx' }, unchanged);
    }
    return all.values();
  }

  caches(): Iterable<Counted> {
    const all = copyOf(this.#caches);
    for (const [operation, { whole, unchanged }] of this.#remembered)
      add(all, { operation, state: 'hit' }, whole + unchanged);
    return all.values();
  }
}

const copyOf = (counts: ReadonlyMap<string, Counted>): Map<string, Counted> =>
  new Map([...counts].map(([key, counted]) => [key, { ...counted }]));

function add(counts: Map<string, Counted>, labels: Record<string, string>, count: number): void {
  const key = Object.values(labels).join(' ');
  const known = counts.get(key);
  if (known) known.count += count;
  else counts.set(key, { labels, count });
}
