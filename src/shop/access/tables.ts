import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** SHA-256 of the key: a copy of the database opens no door. */
    hash: text().notNull(),
    /** The last four characters, so that people can tell their keys apart. */
    hint: text().notNull(),
    scopes: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('api_keys_hash').on(table.hash)],
);
