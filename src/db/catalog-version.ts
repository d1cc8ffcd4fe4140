import type { Statement } from '../core/statement.ts';
import { type ReadDatabase, row } from './read.ts';
import { statement } from './sql.ts';

/** How long a process may go on with a version it read: the bound on how stale a cached body can be. */
const rememberedMs = 1_000;

interface Reader {
  readonly config: object;
  readonly replica: ReadDatabase;
}

/** Values, not promises: in a Worker one request must not wait for the I/O of another. */
const remembered = new WeakMap<object, { readonly readAtMs: number; readonly value: string }>();

/** The version of the whole public catalog: part of the key of everything cached from it. */
export async function catalogVersion({ config, replica }: Reader, nowMs: number): Promise<string> {
  const known = remembered.get(config);
  if (known && nowMs - known.readAtMs < rememberedMs && nowMs >= known.readAtMs) return known.value;
  const found = await row<{ value: string }>(
    replica,
    statement`SELECT value FROM settings WHERE name = 'catalog_version'`,
  );
  const value = found?.value ?? '0';
  remembered.set(config, { readAtMs: nowMs, value });
  return value;
}

/** Goes into the batch of every change of the catalog. */
export const bumpCatalogVersion: Statement = statement`INSERT INTO settings(name, value) VALUES ('catalog_version', '1')
  ON CONFLICT(name) DO UPDATE SET value = value + 1`;

/** After a change of our own: whoever made it sees it at once. */
export function forgetCatalogVersion({ config }: Pick<Reader, 'config'>): void {
  remembered.delete(config);
}
