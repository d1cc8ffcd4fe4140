import { type ReadDatabase, row } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';

/** Variants of which more is promised than there is, although their policy forbids it. Reads every level. */
export async function countOversold(db: ReadDatabase): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    statement`SELECT count(*) AS count FROM stock WHERE policy = 'deny' AND reserved > on_hand`,
  );
  return found?.count ?? 0;
}
