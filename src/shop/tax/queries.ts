import { timestamp } from '../../core/text.ts';
import { type Query, query, type ReadDatabase, row, rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { taxRates } from './tables.ts';
import type { TaxRate } from './tax.ts';

/** As SQLite has it: a boolean is 0 or 1. */
type Stored<Rate> = Omit<Rate, 'appliesToShipping'> & { readonly appliesToShipping: number };

type Row = typeof taxRates.$inferSelect;

const read = <Rate extends { readonly appliesToShipping: number }>(rate: Rate) => ({
  ...rate,
  appliesToShipping: rate.appliesToShipping === 1,
});

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

const select = statement`SELECT id, country, region, name, rate, applies_to_shipping AS appliesToShipping, version,
    created_at AS createdAt, updated_at AS updatedAt FROM tax_rates`;

export async function listTaxRates(db: ReadDatabase): Promise<Row[]> {
  const found = await rows<Stored<Row>>(db, statement`${select} ORDER BY country, region`);
  return found.map(read);
}

export async function findTaxRate(db: ReadDatabase, id: string): Promise<Row | undefined> {
  const found = await row<Stored<Row>>(db, statement`${select} WHERE id = ${id}`);
  return found && read(found);
}

/** Every rate, as pricing needs them. There are few: one for a country, or for a region of it. */
export const taxRatesQuery: Query<TaxRate[]> = query<Stored<TaxRate>, TaxRate[]>(
  statement`SELECT country, region, rate, applies_to_shipping AS appliesToShipping FROM tax_rates ORDER BY id`,
  (found) => found.map(read),
);
