import { desc, eq } from 'drizzle-orm';
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
  created_at: timestamp(row.createdAt),
});

export async function listKeys(db: ReadDatabase): Promise<Row[]> {
  return await db.select().from(apiKeys).orderBy(desc(apiKeys.id));
}

export async function findKey(db: ReadDatabase, id: string): Promise<Row | undefined> {
  return (await db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0];
}
