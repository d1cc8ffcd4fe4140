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
    /** The whole product (`ProductDoc`): a detail page is one read of one row. */
    doc: text().notNull(),
    /** What a list shows of it (`ProductCard`). */
    card: text().notNull(),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('products_id').on(table.id),
    uniqueIndex('products_handle').on(table.handle),
    index('products_status_created').on(table.status, table.createdAt, table.id),
    index('products_status_title').on(table.status, table.title, table.id),
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

/** One row for each currency an active product is sold in: what price sorts and currency filters read. */
export const listings = sqliteTable(
  'listings',
  {
    currency: text().notNull(),
    productId: text('product_id').notNull(),
    lowest: integer().notNull(),
    title: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.currency, table.productId] }),
    index('listings_product').on(table.productId),
    index('listings_price').on(table.currency, table.lowest, table.productId),
    index('listings_created').on(table.currency, table.createdAt, table.productId),
    index('listings_title').on(table.currency, table.title, table.productId),
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
