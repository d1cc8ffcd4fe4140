import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { timestamp } from '../../core/text.ts';
import type { ReadDatabase } from '../../db/read.ts';
import type { DiscountCode } from './discount.ts';
import { discountCodes } from './tables.ts';

type Row = typeof discountCodes.$inferSelect;

const timeOrNull = (ms: number | null) => (ms === null ? null : timestamp(ms));

/** A code as the admin API shows it. */
export const presentCode = (row: Row) => ({
  id: row.id,
  code: row.code,
  type: row.type,
  ...(row.type === 'percentage' ? { value: row.value / 10_000 } : {}),
  ...(row.type === 'fixed' ? { value: { amount: row.value, currency: row.currency ?? '' } } : {}),
  usage_limit: row.usageLimit,
  usage_limit_per_customer: row.usageLimitPerCustomer,
  starts_at: timeOrNull(row.startsAt),
  ends_at: timeOrNull(row.endsAt),
  minimum_subtotal:
    row.minimumSubtotal === null ? null : { amount: row.minimumSubtotal, currency: row.currency ?? '' },
  used: row.used,
  version: row.version,
  created_at: timestamp(row.createdAt),
  updated_at: timestamp(row.updatedAt),
});

export async function findCode(db: ReadDatabase, id: string): Promise<Row | undefined> {
  return (await db.select().from(discountCodes).where(eq(discountCodes.id, id)))[0];
}

/** Codes, the newest first. */
export async function listCodes(
  db: ReadDatabase,
  limit: number,
  after: { key: string | number; id: string } | undefined,
): Promise<Row[]> {
  const { createdAt, id } = discountCodes;
  const beyond = after && or(lt(createdAt, Number(after.key)), and(eq(createdAt, Number(after.key)), lt(id, after.id)));
  return await db.select().from(discountCodes).where(beyond).orderBy(desc(createdAt), desc(id)).limit(limit);
}

/** The codes of a cart by their normalized text, with how often this buyer has used each. */
export async function readCodes(
  db: ReadDatabase,
  normalized: readonly string[],
  email: string | null,
): Promise<Map<string, DiscountCode>> {
  if (normalized.length === 0) return new Map();
  const used = sql<number>`(SELECT count(*) FROM discount_uses u
    WHERE u.code_id = discount_codes.id AND u.customer = ${email?.toLowerCase() ?? ''})`;
  const found = await db
    .select({ row: discountCodes, usedByCustomer: used })
    .from(discountCodes)
    .where(sql`${discountCodes.normalized} IN (SELECT value FROM json_each(${JSON.stringify(normalized)}))`);
  return new Map(found.map(({ row, usedByCustomer }) => [row.normalized, { ...row, usedByCustomer }]));
}
