import type { Statement } from '../../core/statement.ts';
import { statement } from '../../db/sql.ts';
import { bumpCatalogVersion } from '../../db/versions.ts';
import { searchStatements } from '../search/index.ts';
import { cardOf, priceRanges, type ProductDoc } from './product.ts';

/** A new variant's first stock, when it is made together with its product. */
export interface InitialStock {
  readonly variantId: string;
  readonly onHand: number;
  readonly policy: 'deny' | 'continue';
}

/** The row of a new product, which its projections follow. */
export const insertProduct = (doc: ProductDoc, importHash: string | null): Statement =>
  statement`INSERT INTO products
      (id, handle, title, status, doc, card, import_hash, version, created_at, updated_at)
    VALUES (${doc.id}, ${doc.handle}, ${doc.title}, ${doc.status}, ${doc}, ${cardOf(doc)}, ${importHash}, 1,
      ${doc.createdAtMs}, ${doc.createdAtMs})`;

/** The row of a product that was at `before`; touches nothing when it has moved on. */
export const updateProduct = (
  doc: ProductDoc,
  { before, nowMs, importHash }: { before: number; nowMs: number; importHash: string | null },
): Statement =>
  statement`UPDATE products SET handle = ${doc.handle}, title = ${doc.title}, status = ${doc.status}, doc = ${doc},
      card = ${cardOf(doc)}, import_hash = ${importHash}, version = ${before + 1}, updated_at = ${nowMs}
    WHERE id = ${doc.id} AND version = ${before}`;

/**
 * Everything that is derived from a product's document: variants, prices, listings, collections and
 * the search index. Replaced as a whole, in the transaction that writes the document.
 */
export function projectProduct(doc: ProductDoc): Statement[] {
  const active = doc.status === 'active';
  const variants = doc.variants.map(({ id, sku, title, weight_grams }) => ({ id, sku, title, weight_grams }));
  const prices = doc.variants.flatMap(({ id, prices: each }) => each.map((price) => ({ id, ...price })));
  const ranges = active ? priceRanges(doc.variants).map(({ min }) => min) : [];
  return [
    statement`DELETE FROM prices WHERE variant_id IN (SELECT id FROM variants WHERE product_id = ${doc.id})`,
    statement`DELETE FROM variants WHERE product_id = ${doc.id}`,
    statement`INSERT INTO variants(id, product_id, sku, title, product_title, weight_grams, sellable)
      SELECT value->>'id', ${doc.id}, value->>'sku', value->>'title', ${doc.title}, value->>'weight_grams', ${active}
      FROM json_each(${variants})`,
    statement`INSERT INTO prices(variant_id, currency, amount)
      SELECT value->>'id', value->>'currency', value->>'amount' FROM json_each(${prices})`,
    // A variant that is new has no level yet; one that went keeps its level and its history.
    statement`INSERT INTO stock(variant_id, on_hand, policy)
      SELECT value->>'id', 0, 'deny' FROM json_each(${variants}) WHERE true ON CONFLICT(variant_id) DO NOTHING`,
    statement`DELETE FROM listings WHERE product_id = ${doc.id}`,
    statement`INSERT INTO listings(currency, product_id, lowest, title, created_at)
      SELECT value->>'currency', ${doc.id}, value->>'amount', ${doc.title}, ${doc.createdAtMs} FROM json_each(${ranges})`,
    statement`DELETE FROM collection_products WHERE product_id = ${doc.id}`,
    statement`INSERT INTO collection_products(collection_id, product_id)
      SELECT c.id, ${doc.id} FROM json_each(${doc.collections}) named JOIN collections c ON c.id = named.value`,
    ...searchStatements({
      productId: doc.id,
      searchable: active,
      title: doc.title,
      skus: doc.variants.map((variant) => variant.sku),
      description: doc.description,
    }),
    bumpCatalogVersion,
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
