import type { Scope } from '../../core/caller.ts';
import { timestamp } from '../../core/text.ts';
import { type ReadDatabase, row, rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { apiKeys } from './tables.ts';

type Row = Omit<typeof apiKeys.$inferSelect, 'hash'>;

/** A key as the admin API shows it, which is without the key. */
export const presentKey = (key: Row) => ({
  id: key.id,
  name: key.name,
  hint: key.hint,
  scopes: JSON.parse(key.scopes) as Scope[],
  // A key is never changed, only ended.
  version: 1,
  created_at: timestamp(key.createdAt),
});

const select = statement`SELECT id, name, hint, scopes, created_at AS createdAt FROM api_keys`;

/** Keys, the newest first: their ids sort by age. */
export async function listKeys(
  db: ReadDatabase,
  limit: number,
  afterId: string | undefined,
): Promise<Row[]> {
  const older = afterId === undefined ? statement`` : statement`WHERE id < ${afterId}`;
  return await rows<Row>(db, statement`${select} ${older} ORDER BY id DESC LIMIT ${limit}`);
}

export async function findKey(db: ReadDatabase, id: string): Promise<Row | undefined> {
  return await row<Row>(db, statement`${select} WHERE id = ${id}`);
}
