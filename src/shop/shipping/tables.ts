import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const shippingZones = sqliteTable('shipping_zones', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** ISO 3166-1 alpha-2 codes, or `["*"]` for wherever no other zone reaches. */
  countries: text().notNull(),
  rates: text().notNull(),
  version: integer().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});
