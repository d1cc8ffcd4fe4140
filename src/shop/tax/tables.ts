import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const taxRates = sqliteTable(
  'tax_rates',
  {
    id: text().primaryKey(),
    country: text().notNull(),
    /** Empty for the whole country. */
    region: text().notNull(),
    name: text().notNull(),
    /** Ten-thousandths of a percent: 200000 is 20 %. */
    rate: integer().notNull(),
    appliesToShipping: integer('applies_to_shipping', { mode: 'boolean' }).notNull(),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [uniqueIndex('tax_rates_place').on(table.country, table.region)],
);
