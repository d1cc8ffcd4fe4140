import { isId } from '../../core/id.ts';
import { timestamp } from '../../core/text.ts';
import type { Statement } from '../../core/statement.ts';
import { type Query, query, type ReadDatabase, row, rows } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import type { ProductDoc, ProductStatus } from './product.ts';
import type { ImportReport } from './import-catalog.ts';
import type { collections } from './tables.ts';

/** A product as stored, with the collections that still exist and what there is of its variants. */
export interface StoredProduct {
  readonly doc: ProductDoc;
  readonly version: number;
  readonly updatedAtMs: number;
  readonly collections: readonly { id: string; handle: string; title: string }[];
  readonly stock: ReadonlyMap<
    string,
    { onHand: number; reserved: number; policy: 'deny' | 'continue' }
  >;
}

interface ProductRow {
  readonly doc: string;
  readonly version: number;
  readonly updatedAt: number;
  readonly collections: string;
  readonly stock: string | null;
}

const collectionsOf = statement`(SELECT json_group_array(json_object('id', c.id, 'handle', c.handle, 'title', c.title))
  FROM collection_products cp JOIN collections c ON c.id = cp.collection_id WHERE cp.product_id = p.id)`;
const stockOf = statement`(SELECT json_group_array(json_object('id', s.variant_id, 'onHand', s.on_hand,
    'reserved', s.reserved, 'policy', s.policy))
  FROM variants v JOIN stock s ON s.variant_id = v.id WHERE v.product_id = p.id)`;

const identified = (idOrHandle: string): Statement =>
  isId('product', idOrHandle)
    ? statement`p.id = ${idOrHandle}`
    : statement`p.handle = ${idOrHandle}`;

/** An active product, for the public: one row, without stock. */
export async function findActiveProduct(
  db: ReadDatabase,
  idOrHandle: string,
): Promise<StoredProduct | undefined> {
  const found = await row<ProductRow>(
    db,
    statement`SELECT p.doc, p.version, p.updated_at AS updatedAt, ${collectionsOf} AS collections, NULL AS stock
      FROM products p WHERE ${identified(idOrHandle)} AND p.status = 'active'`,
  );
  return found && readProduct(found);
}

/** A product of any status, with its stock. */
export async function findProduct(
  db: ReadDatabase,
  id: string,
): Promise<StoredProduct | undefined> {
  const found = await row<ProductRow>(
    db,
    statement`SELECT p.doc, p.version, p.updated_at AS updatedAt, ${collectionsOf} AS collections, ${stockOf} AS stock
      FROM products p WHERE p.id = ${id}`,
  );
  return found && readProduct(found);
}

/** Products of any status, the newest first. */
export async function listProducts(
  db: ReadDatabase,
  filter: {
    readonly status?: ProductStatus | undefined;
    readonly handle?: string | undefined;
    readonly sku?: string | undefined;
  },
  limit: number,
  after: { key: string | number; id: string } | undefined,
): Promise<StoredProduct[]> {
  const conditions: Statement[] = [statement`true`];
  if (filter.status) conditions.push(statement`p.status = ${filter.status}`);
  if (filter.handle) conditions.push(statement`p.handle = ${filter.handle}`);
  if (filter.sku)
    conditions.push(statement`p.id = (SELECT product_id FROM variants WHERE sku = ${filter.sku})`);
  if (after) conditions.push(statement`(p.created_at, p.id) < (${Number(after.key)}, ${after.id})`);
  const found = await rows<ProductRow>(
    db,
    statement`SELECT p.doc, p.version, p.updated_at AS updatedAt, ${collectionsOf} AS collections, ${stockOf} AS stock
      FROM products p WHERE ${joined(conditions, ' AND ')}
      ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`,
  );
  return found.map(readProduct);
}

function readProduct(found: ProductRow): StoredProduct {
  const stock = JSON.parse(found.stock ?? '[]') as {
    id: string;
    onHand: number;
    reserved: number;
    policy: 'deny' | 'continue';
  }[];
  return {
    doc: JSON.parse(found.doc) as ProductDoc,
    version: found.version,
    updatedAtMs: found.updatedAt,
    collections: JSON.parse(found.collections) as StoredProduct['collections'],
    stock: new Map(stock.map((level) => [level.id, level])),
  };
}

/** One row of a public list. `key` is what it was sorted by. */
export interface CardRow {
  readonly id: string;
  readonly card: string;
  readonly version: number;
  readonly key: string | number;
}

export const productSorts = ['title', '-created_at', 'price', '-price'] as const;
export type ProductSort = (typeof productSorts)[number];

/** Active products in one order, after a position; each order is a range scan of one index. */
export async function listCards(
  db: ReadDatabase,
  request: {
    readonly sort: ProductSort;
    /** The currency that products are listed and sorted by price in. */
    readonly currency: string | undefined;
    readonly collectionId: string | undefined;
    readonly limit: number;
    readonly after: { readonly key: string | number; readonly id: string } | undefined;
  },
): Promise<CardRow[]> {
  const { sort, currency, collectionId, after } = request;
  const descending = sort.startsWith('-');
  // By currency, `listings` holds the sort keys; else `products` does.
  const byListing = currency !== undefined;
  const column = {
    title: statement`title`,
    '-created_at': statement`created_at`,
    price: statement`lowest`,
    '-price': statement`lowest`,
  }[sort];
  const key = byListing ? statement`l.${column}` : statement`p.${column}`;
  const id = byListing ? statement`l.product_id` : statement`p.id`;
  const conditions: Statement[] = [
    byListing ? statement`l.currency = ${currency}` : statement`p.status = 'active'`,
  ];
  if (collectionId !== undefined) {
    conditions.push(statement`EXISTS (SELECT 1 FROM collection_products c
      WHERE c.collection_id = ${collectionId} AND c.product_id = ${id})`);
  }
  if (after)
    conditions.push(
      statement`(${key}, ${id}) ${descending ? statement`<` : statement`>`} (${after.key}, ${after.id})`,
    );
  const direction = descending ? statement`DESC` : statement`ASC`;
  return await rows<CardRow>(
    db,
    statement`SELECT p.id, p.card, p.version, ${key} AS key
      FROM ${byListing ? statement`listings l JOIN products p ON p.id = l.product_id` : statement`products p`}
      WHERE ${joined(conditions, ' AND ')} ORDER BY ${key} ${direction}, ${id} ${direction} LIMIT ${request.limit}`,
  );
}

/** Whether any active product has a price in the currency. */
export const sellsInQuery = (currency: string): Query<boolean> =>
  query(
    statement`SELECT 1 AS sold FROM listings WHERE currency = ${currency} LIMIT 1`,
    (found) => found.length > 0,
  );

type CollectionRow = typeof collections.$inferSelect;

const collectionColumns = statement`id, handle, title, description, image_url AS imageUrl, version,
  created_at AS createdAt, updated_at AS updatedAt`;

export const presentCollection = (found: CollectionRow) => ({
  id: found.id,
  handle: found.handle,
  title: found.title,
  description: found.description,
  image_url: found.imageUrl,
  version: found.version,
});

export const presentAdminCollection = (found: CollectionRow) => ({
  ...presentCollection(found),
  created_at: timestamp(found.createdAt),
  updated_at: timestamp(found.updatedAt),
});

export async function findCollection(
  db: ReadDatabase,
  idOrHandle: string,
): Promise<CollectionRow | undefined> {
  const named = isId('collection', idOrHandle) ? statement`id` : statement`handle`;
  return await row<CollectionRow>(
    db,
    statement`SELECT ${collectionColumns} FROM collections WHERE ${named} = ${idOrHandle}`,
  );
}

/** Collections by title. */
export async function listCollections(
  db: ReadDatabase,
  limit: number,
  after: { key: string | number; id: string } | undefined,
): Promise<CollectionRow[]> {
  const beyond = after
    ? statement`WHERE (title, id) > (${String(after.key)}, ${after.id})`
    : statement``;
  return await rows<CollectionRow>(
    db,
    statement`SELECT ${collectionColumns} FROM collections ${beyond} ORDER BY title, id LIMIT ${limit}`,
  );
}

/** Ids of collections named by id or handle, in no order; unknown names are missing. */
export async function resolveCollections(
  db: ReadDatabase,
  names: readonly string[],
): Promise<{ id: string; handle: string; title: string }[]> {
  if (names.length === 0) return [];
  const list = JSON.stringify(names);
  return await rows(
    db,
    statement`SELECT id, handle, title FROM collections WHERE id IN (SELECT value FROM json_each(${list}))
      UNION SELECT id, handle, title FROM collections WHERE handle IN (SELECT value FROM json_each(${list}))`,
  );
}

/** A variant as a cart needs it: whether and for how much it is sold in a currency. */
export interface SellableVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly productTitle: string;
  readonly weightGrams: number;
  readonly sellable: number;
  /** Minor units; null without a price in the currency. */
  readonly price: number | null;
  /** Units that can be had now; null where it sells without a limit. */
  readonly available: number | null;
}

/** Variants by id or by SKU, with their price in a currency and what there is of them. */
export function variantsQuery(
  by: 'id' | 'sku',
  names: readonly string[],
  currency: string,
): Query<readonly SellableVariant[]> {
  const column = by === 'id' ? statement`v.id` : statement`v.sku`;
  return query<SellableVariant, readonly SellableVariant[]>(
    statement`SELECT v.id, v.sku, v.title, v.product_title AS productTitle, v.weight_grams AS weightGrams, v.sellable,
        p.amount AS price,
        iif(s.policy = 'continue', NULL, max(coalesce(s.on_hand - s.reserved, 0), 0)) AS available
      FROM json_each(${JSON.stringify(names)}) n JOIN variants v ON ${column} = n.value
      LEFT JOIN prices p ON p.variant_id = v.id AND p.currency = ${currency}
      LEFT JOIN stock s ON s.variant_id = v.id`,
    (found) => found,
  );
}

/** `Enamel mug – Blue`, or the title alone where product and variant share it. */
export const fullTitle = ({
  productTitle,
  title,
}: Pick<SellableVariant, 'productTitle' | 'title'>): string =>
  title === productTitle ? title : `${productTitle} – ${title}`;

const readReport = ({ report }: { readonly report: string }) => JSON.parse(report) as ImportReport;

export async function findImport(
  db: ReadDatabase,
  importId: string,
): Promise<ImportReport | undefined> {
  const found = await row<{ report: string }>(
    db,
    statement`SELECT report FROM imports WHERE id = ${importId}`,
  );
  return found && readReport(found);
}

/** Imports, the newest first: their ids sort by age. */
export async function listImports(
  db: ReadDatabase,
  limit: number,
  afterId: string | undefined,
): Promise<ImportReport[]> {
  const older = afterId === undefined ? statement`` : statement`WHERE id < ${afterId}`;
  const found = await rows<{ report: string }>(
    db,
    statement`SELECT report FROM imports ${older} ORDER BY id DESC LIMIT ${limit}`,
  );
  return found.map(readReport);
}
