import type { Statement } from '../../core/statement.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { searchStatements } from '../search/index.ts';
import { cardOf, priceRanges, type ProductDoc } from './product.ts';

/** A new variant's first stock, when it is made together with its product. */
export interface InitialStock {
  readonly variantId: string;
  readonly onHand: number;
  readonly policy: 'deny' | 'continue';
}

/** The rows of new products, which their projections follow. */
export function insertProducts(docs: readonly ProductDoc[]): Statement {
  const rows = docs.map((doc) => ({ doc, card: cardOf(doc) }));
  return statement`INSERT INTO products
      (id, handle, title, status, doc, card, version, created_at, updated_at)
    SELECT value->>'$.doc.id', value->>'$.doc.handle', value->>'$.doc.title', value->>'$.doc.status', value->'doc',
      value->'card', 1, value->>'$.doc.createdAtMs', value->>'$.doc.createdAtMs'
    FROM json_each(${rows})`;
}

/** What a product becomes, and the version that it was at. */
export interface ChangedProduct {
  readonly doc: ProductDoc;
  readonly before: number;
}

/** The rows of changed products; refused as a whole when one of them has moved on. */
export function updateProducts(products: readonly ChangedProduct[], nowMs: number): Statement[] {
  const rows = products.map(({ doc, before }) => ({ doc, before, card: cardOf(doc) }));
  return [
    statement`UPDATE products SET handle = e.value->>'$.doc.handle', title = e.value->>'$.doc.title',
        status = e.value->>'$.doc.status', doc = e.value->'doc', card = e.value->'card',
        version = version + 1, updated_at = ${nowMs}
      FROM json_each(${rows}) e WHERE products.id = e.value->>'$.doc.id' AND version = e.value->>'before'`,
    requireChange('version', products.length),
  ];
}

/**
 * Everything that is derived from products' documents: variants, prices, listings, collections and
 * the search index. Replaced as a whole, in the transaction that writes the documents. Each statement
 * does all products, since an import writes a hundred at a time.
 */
export function projectProducts(docs: readonly ProductDoc[]): Statement[] {
  const ids = docs.map((doc) => doc.id);
  const active = docs.filter((doc) => doc.status === 'active');
  const variants = docs.flatMap((doc) =>
    doc.variants.map(({ id, sku, title, weight_grams }) => ({
      id,
      product: doc.id,
      sku,
      title,
      productTitle: doc.title,
      weight_grams,
      sellable: doc.status === 'active' ? 1 : 0,
    })),
  );
  const prices = docs.flatMap((doc) =>
    doc.variants.flatMap(({ id, prices: each }) => each.map((price) => ({ id, ...price }))),
  );
  const listings = active.flatMap(({ id, title, createdAtMs, variants: sold }) =>
    priceRanges(sold).map(({ min }) => ({ id, title, createdAtMs, ...min })),
  );
  const memberships = docs.flatMap(({ id, collections }) =>
    collections.map((collection) => ({ id, collection })),
  );
  return [
    statement`DELETE FROM prices WHERE variant_id IN (SELECT v.id FROM json_each(${ids}) e
      JOIN variants v ON v.product_id = e.value)`,
    statement`DELETE FROM variants WHERE product_id IN (SELECT value FROM json_each(${ids}))`,
    statement`INSERT INTO variants(id, product_id, sku, title, product_title, weight_grams, sellable)
      SELECT value->>'id', value->>'product', value->>'sku', value->>'title', value->>'productTitle',
        value->>'weight_grams', value->>'sellable' FROM json_each(${variants})`,
    statement`INSERT INTO prices(variant_id, currency, amount)
      SELECT value->>'id', value->>'currency', value->>'amount' FROM json_each(${prices})`,
    // A variant that is new has no level yet; one that went keeps its level and its history.
    statement`INSERT INTO stock(variant_id, on_hand, policy)
      SELECT value->>'id', 0, 'deny' FROM json_each(${variants}) WHERE true ON CONFLICT(variant_id) DO NOTHING`,
    statement`DELETE FROM listings WHERE product_id IN (SELECT value FROM json_each(${ids}))`,
    statement`INSERT INTO listings(currency, product_id, lowest, title, created_at)
      SELECT value->>'currency', value->>'id', value->>'amount', value->>'title', value->>'createdAtMs'
      FROM json_each(${listings})`,
    statement`DELETE FROM collection_products WHERE product_id IN (SELECT value FROM json_each(${ids}))`,
    // A document may name a collection twice, or one that is gone.
    statement`INSERT OR IGNORE INTO collection_products(collection_id, product_id)
      SELECT c.id, value->>'id' FROM json_each(${memberships}) JOIN collections c ON c.id = value->>'collection'`,
    ...searchStatements(
      docs.map((doc) => ({
        productId: doc.id,
        searchable: doc.status === 'active',
        title: doc.title,
        skus: doc.variants.map((variant) => variant.sku),
        description: doc.description,
      })),
    ),
  ];
}

/** Sets the first stock of new variants and books it. */
export const initialStock = (stock: readonly InitialStock[], nowMs: number): Statement[] =>
  stock.length === 0
    ? []
    : [
        statement`UPDATE stock SET on_hand = s.value->>'onHand', policy = s.value->>'policy'
          FROM json_each(${stock}) s WHERE variant_id = s.value->>'variantId'`,
        statement`INSERT INTO movements(variant_id, delta, reason, at)
          SELECT value->>'variantId', value->>'onHand', 'initial stock', ${nowMs} FROM json_each(${stock})
          WHERE value->>'onHand' <> 0`,
      ];
