import { desc, eq, lt } from 'drizzle-orm';
import type { Scope } from '../../core/caller.ts';
import { timestamp } from '../../core/text.ts';
import type { ReadDatabase } from '../../db/read.ts';
import { apiKeys } from './tables.ts';

type Row = typeof apiKeys.$inferSelect;

/** A key as the admin API shows it, which is without the key. */
export const presentKey = (row: Omit<Row, 'hash'>) => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scopes: JSON.parse(row.scopes) as Scope[],
  // A key is never changed, only ended.
  version: 1,
  created_at: timestamp(row.createdAt),
});

/** Keys, the newest first: their ids sort by age. */
export async function listKeys(
  db: ReadDatabase,
  limit: number,
  afterId: string | undefined,
): Promise<Row[]> {
  const older = afterId === undefined ? undefined : lt(apiKeys.id, afterId);
  return await db.select().from(apiKeys).where(older).orderBy(desc(apiKeys.id)).limit(limit);
}

export async function findKey(db: ReadDatabase, id: string): Promise<Row | undefined> {
  return (await db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0];
}
