import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The one row of the shop. `terms` counts changes of anything that a total is made of besides prices
 * and codes (shipping, tax, display), so that an order can insist on the terms it was priced under.
 */
export const shop = sqliteTable('shop', {
  id: integer().primaryKey(),
  name: text().notNull(),
  defaultCurrency: text('default_currency').notNull(),
  taxDisplay: text('tax_display', { enum: ['inclusive', 'exclusive'] }).notNull(),
  terms: integer().notNull().default(1),
  version: integer().notNull(),
});
