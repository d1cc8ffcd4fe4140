import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

export const products = sqliteTable(
  'products',
  {
    /** The rowid that the full-text index refers to. */
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    handle: text().notNull(),
    title: text().notNull(),
    status: text({ enum: ['draft', 'active', 'archived'] }).notNull(),
    /** The whole product (`ProductDoc`): what everything else here is made of. */
    doc: text().notNull(),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** What the public sees of an active product (`pageOf`), as it is answered: a detail page is one row. */
    page: text(),
    /** Its lowest and highest price in each currency (`priceRanges`). */
    ranges: text(),
  },
  (table) => [
    uniqueIndex('products_id').on(table.id),
    uniqueIndex('products_handle').on(table.handle),
    index('products_status_created').on(table.status, table.createdAt, table.id),
    index('products_created').on(table.createdAt, table.id),
  ],
);

export const variants = sqliteTable(
  'variants',
  {
    id: text().primaryKey(),
    productId: text('product_id').notNull(),
    sku: text().notNull(),
    title: text().notNull(),
    productTitle: text('product_title').notNull(),
    weightGrams: integer('weight_grams').notNull().default(0),
    /** Whether the product is active: a cart asks this of a variant, not of its product. */
    sellable: integer({ mode: 'boolean' }).notNull(),
  },
  (table) => [
    uniqueIndex('variants_sku').on(table.sku),
    index('variants_product').on(table.productId),
  ],
);

export const prices = sqliteTable(
  'prices',
  {
    variantId: text('variant_id').notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.variantId, table.currency] })],
);

/** What lists and search show of an active product: narrow rows, so that a page of a list is few of the file. */
export const productCards = sqliteTable('product_cards', {
  /** `products.seq` */
  seq: integer().primaryKey(),
  /** `cardOf`, as it is answered. */
  card: text().notNull(),
  ranges: text().notNull(),
  /** Its title and its SKUs as search compares words with them (`foldedWords`). */
  words: text().notNull(),
  codes: text().notNull(),
});

/**
 * The lists that an active product is in: of all or of a collection, in any currency or in one that it is sold
 * in. Each sort of each list is a range of one index. Without rowid: the primary key is the table.
 */
export const listings = sqliteTable(
  'listings',
  {
    /** Empty for the list of all. */
    collectionId: text('collection_id').notNull(),
    /** Empty for any. */
    currency: text().notNull(),
    createdAt: integer('created_at').notNull(),
    seq: integer().notNull(),
    title: text().notNull(),
    /** Null where the currency is any. */
    lowest: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.collectionId, table.currency, table.createdAt, table.seq] }),
    index('listings_title').on(table.collectionId, table.currency, table.title, table.seq),
    index('listings_price')
      .on(table.collectionId, table.currency, table.lowest, table.seq)
      .where(sql`lowest IS NOT NULL`),
    index('listings_product').on(table.seq, table.collectionId, table.currency),
  ],
);

export const collections = sqliteTable(
  'collections',
  {
    id: text().primaryKey(),
    handle: text().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    imageUrl: text('image_url'),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('collections_handle').on(table.handle),
    index('collections_title').on(table.title, table.id),
  ],
);

export const collectionProducts = sqliteTable(
  'collection_products',
  {
    collectionId: text('collection_id').notNull(),
    productId: text('product_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectionId, table.productId] }),
    index('collection_products_product').on(table.productId),
  ],
);

export const imports = sqliteTable('imports', {
  id: text().primaryKey(),
  /** `ImportReport` as it stands: progress while running, the result afterwards. */
  report: text().notNull(),
  createdAt: integer('created_at').notNull(),
});
