import { timestamp } from '../../core/text.ts';
import { type Query, query, type ReadDatabase, row, rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { DiscountCode } from './discount.ts';
import type { discountCodes } from './tables.ts';

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
    row.minimumSubtotal === null
      ? null
      : { amount: row.minimumSubtotal, currency: row.currency ?? '' },
  used: row.used,
  version: row.version,
  created_at: timestamp(row.createdAt),
  updated_at: timestamp(row.updatedAt),
});

const select = statement`SELECT id, code, normalized, type, value, currency, minimum_subtotal AS minimumSubtotal,
    usage_limit AS usageLimit, usage_limit_per_customer AS usageLimitPerCustomer, starts_at AS startsAt,
    ends_at AS endsAt, used, version, created_at AS createdAt, updated_at AS updatedAt
  FROM discount_codes`;

export async function findCode(db: ReadDatabase, id: string): Promise<Row | undefined> {
  return await row<Row>(db, statement`${select} WHERE id = ${id}`);
}

/** Codes, the newest first. */
export async function listCodes(
  db: ReadDatabase,
  limit: number,
  after: { key: string | number; id: string } | undefined,
): Promise<Row[]> {
  const older = after
    ? statement`WHERE (created_at, id) < (${Number(after.key)}, ${after.id})`
    : statement``;
  return await rows<Row>(
    db,
    statement`${select} ${older} ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
  );
}

/** The codes of a cart by their normalized text, with how often this buyer has used each. */
export const codesQuery = (
  normalized: readonly string[],
  email: string | null,
): Query<Map<string, DiscountCode>> =>
  query<DiscountCode & { normalized: string }, Map<string, DiscountCode>>(
    statement`SELECT c.id, c.code, c.normalized, c.version, c.type, c.value, c.currency,
        c.minimum_subtotal AS minimumSubtotal, c.usage_limit AS usageLimit,
        c.usage_limit_per_customer AS usageLimitPerCustomer, c.used, c.starts_at AS startsAt, c.ends_at AS endsAt,
        (SELECT count(*) FROM discount_uses u
          WHERE u.code_id = c.id AND u.customer = ${email?.toLowerCase() ?? ''} AND NOT u.released) AS usedByCustomer
      FROM json_each(${JSON.stringify(normalized)}) n JOIN discount_codes c ON c.normalized = n.value`,
    (found) => new Map(found.map((code) => [code.normalized, code])),
  );
