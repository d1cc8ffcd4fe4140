import { eq } from 'drizzle-orm';
import type { Statement } from '../core/statement.ts';
import type { ReadDatabase } from './read.ts';
import { statement } from './sql.ts';
import { settings } from './tables.ts';

/** How long a process may go on with a version it read: the bound on how stale a cached body can be. */
const rememberedMs = 1_000;

interface Remembered {
  readonly readAtMs: number;
  readonly value: Promise<string>;
}

const remembered = new WeakMap<ReadDatabase, Remembered>();

/** The version of the whole public catalog: part of the key of everything cached from it. */
export async function catalogVersion(db: ReadDatabase, nowMs: number): Promise<string> {
  const known = remembered.get(db);
  if (known && nowMs - known.readAtMs < rememberedMs && nowMs >= known.readAtMs) return await known.value;
  const value = db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, 'catalog_version'))
    .then((found) => found[0]?.value ?? '0');
  remembered.set(db, { readAtMs: nowMs, value });
  value.catch(() => remembered.delete(db));
  return await value;
}

/** Goes into the batch of every change of the catalog. */
export const bumpCatalogVersion: Statement = statement`INSERT INTO settings(name, value) VALUES ('catalog_version', '1')
  ON CONFLICT(name) DO UPDATE SET value = value + 1`;

/** After a change of our own: whoever made it sees it at once. */
export function forgetCatalogVersion(...handles: readonly ReadDatabase[]): void {
  for (const db of handles) remembered.delete(db);
}
