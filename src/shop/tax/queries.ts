import { asc, eq } from 'drizzle-orm';
import { timestamp } from '../../core/text.ts';
import { type Query, query, type ReadDatabase } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import { taxRates } from './tables.ts';
import type { TaxRate } from './tax.ts';

type Row = typeof taxRates.$inferSelect;

/** A rate as the admin API shows it. */
export const presentTaxRate = (row: Row) => ({
  id: row.id,
  country: row.country,
  region: row.region === '' ? null : row.region,
  name: row.name,
  percentage: row.rate / 10_000,
  applies_to_shipping: row.appliesToShipping,
  version: row.version,
  created_at: timestamp(row.createdAt),
  updated_at: timestamp(row.updatedAt),
});

export async function listTaxRates(db: ReadDatabase): Promise<Row[]> {
  return await db.select().from(taxRates).orderBy(asc(taxRates.country), asc(taxRates.region));
}

export async function findTaxRate(db: ReadDatabase, id: string): Promise<Row | undefined> {
  return (await db.select().from(taxRates).where(eq(taxRates.id, id)))[0];
}

/** Every rate, as pricing needs them. There are few: one for a country, or for a region of it. */
export const taxRatesQuery: Query<TaxRate[]> = query<
  Omit<TaxRate, 'appliesToShipping'> & { appliesToShipping: number },
  TaxRate[]
>(
  statement`SELECT country, region, rate, applies_to_shipping AS appliesToShipping FROM tax_rates ORDER BY id`,
  (found) => found.map((rate) => ({ ...rate, appliesToShipping: rate.appliesToShipping === 1 })),
);
