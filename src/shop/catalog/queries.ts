import { timestamp } from '../../core/text.ts';
import type { Statement } from '../../core/statement.ts';
import { type Query, query, type ReadDatabase, row, rows } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import type { ProductDoc, ProductStatus } from './product.ts';
import { collectionId } from './public-queries.ts';
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
  return await row<CollectionRow>(
    db,
    statement`SELECT ${collectionColumns} FROM collections WHERE id = (${collectionId(idOrHandle)})`,
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

/** A variant as a cart needs it: whether and for how much it is sold. */
export interface SellableVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly productTitle: string;
  readonly weightGrams: number;
  readonly sellable: number;
  /** Minor units by currency. */
  readonly prices: Readonly<Record<string, number>>;
  /** Units that can be had now; null where it sells without a limit. */
  readonly available: number | null;
}

type StoredVariant = Omit<SellableVariant, 'prices'> & { readonly prices: string };

/** Variants by id or by SKU, with their prices and what there is of them. */
export function variantsQuery(
  by: 'id' | 'sku',
  names: readonly string[],
): Query<readonly SellableVariant[]> {
  const column = by === 'id' ? statement`v.id` : statement`v.sku`;
  return query<StoredVariant, readonly SellableVariant[]>(
    statement`SELECT v.id, v.sku, v.title, v.product_title AS productTitle, v.weight_grams AS weightGrams, v.sellable,
        (SELECT json_group_object(p.currency, p.amount) FROM prices p WHERE p.variant_id = v.id) AS prices,
        iif(s.policy = 'continue', NULL, max(coalesce(s.on_hand - s.reserved, 0), 0)) AS available
      FROM json_each(${JSON.stringify(names)}) n JOIN variants v ON ${column} = n.value
      LEFT JOIN stock s ON s.variant_id = v.id`,
    (found) =>
      found.map((variant) => ({
        ...variant,
        prices: JSON.parse(variant.prices) as SellableVariant['prices'],
      })),
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
