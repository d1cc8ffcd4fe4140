import type { Statement } from '../../core/statement.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { foldedWords, searchable, unsearchable } from '../search/index.ts';
import { changedVersions } from './changed-versions.ts';
import { cardOf, listingsOf, pageOf, priceRanges, type ProductDoc } from './product.ts';

/** A new variant's first stock, when it is made together with its product. */
export interface InitialStock {
  readonly variantId: string;
  readonly onHand: number;
  readonly policy: 'deny' | 'continue';
}

/** What a product becomes, and what it was. */
export interface ChangedProduct {
  readonly doc: ProductDoc;
  readonly before: { readonly doc: ProductDoc; readonly version: number };
}

/** Characters of SKUs that ranking looks at: a product may have 250, and a row of a list is to be narrow. */
const codesMax = 1_000;

/** New and changed products as one transaction writes them. */
export interface ProductChanges {
  readonly created?: readonly ProductDoc[];
  readonly changed?: readonly ChangedProduct[];
  readonly nowMs: number;
}

/**
 * The only way in which products are written: their documents, everything that is derived from them (pages,
 * cards, variants, prices, listings, collections, the search index) and the versions of what shows them, in one
 * transaction. Each statement does all products, since an import writes a hundred at a time. Refused as a whole
 * when a changed product has moved on.
 */
export function writeProducts({ created = [], changed = [], nowMs }: ProductChanges): Statement[] {
  const docs = [...created, ...changed.map(({ doc }) => doc)];
  const known = changed.map(({ doc }) => doc.id);
  return [
    ...(created.length > 0 ? [insertProducts(created)] : []),
    ...(changed.length > 0 ? [...updateProducts(changed, nowMs), ...removeDerived(known)] : []),
    ...deriveVariants(docs),
    ...deriveLists([
      ...created.map((doc) => ({ doc, version: 1 })),
      ...changed.map(({ doc, before }) => ({ doc, version: before.version + 1 })),
    ]),
    changedVersions([...docs, ...changed.map(({ before }) => before.doc)]),
  ];
}

/** Deletes a product as it was read; refused when it has moved on. */
export function removeProduct({ doc, version }: ChangedProduct['before']): Statement[] {
  return [
    ...removeDerived([doc.id]),
    statement`DELETE FROM products WHERE id = ${doc.id} AND version = ${version}`,
    requireChange('version'),
    changedVersions([doc]),
  ];
}

const projected = (doc: ProductDoc) => ({
  doc,
  ...(doc.status === 'active' ? { page: pageOf(doc), ranges: priceRanges(doc.variants) } : {}),
});

function insertProducts(docs: readonly ProductDoc[]): Statement {
  return statement`INSERT INTO products
      (id, handle, title, status, doc, page, ranges, version, created_at, updated_at)
    SELECT value->>'$.doc.id', value->>'$.doc.handle', value->>'$.doc.title', value->>'$.doc.status', value->'doc',
      value->'page', value->'ranges', 1, value->>'$.doc.createdAtMs', value->>'$.doc.createdAtMs'
    FROM json_each(${docs.map(projected)})`;
}

function updateProducts(products: readonly ChangedProduct[], nowMs: number): Statement[] {
  const rows = products.map(({ doc, before }) => ({ ...projected(doc), before: before.version }));
  return [
    statement`UPDATE products SET handle = e.value->>'$.doc.handle', title = e.value->>'$.doc.title',
        status = e.value->>'$.doc.status', doc = e.value->'doc', page = e.value->'page', ranges = e.value->'ranges',
        version = version + 1, updated_at = ${nowMs}
      FROM json_each(${rows}) e WHERE products.id = e.value->>'$.doc.id' AND version = e.value->>'before'`,
    requireChange('version', products.length),
  ];
}

/** Takes away what is derived from products that were there before: it is made anew. */
function removeDerived(ids: readonly string[]): Statement[] {
  const seqs = statement`(SELECT p.seq FROM json_each(${ids}) e JOIN products p ON p.id = e.value)`;
  return [
    statement`DELETE FROM prices WHERE variant_id IN (SELECT v.id FROM json_each(${ids}) e
      JOIN variants v ON v.product_id = e.value)`,
    statement`DELETE FROM variants WHERE product_id IN (SELECT value FROM json_each(${ids}))`,
    statement`DELETE FROM product_cards WHERE seq IN ${seqs}`,
    statement`DELETE FROM listings WHERE seq IN ${seqs}`,
    statement`DELETE FROM collection_products WHERE product_id IN (SELECT value FROM json_each(${ids}))`,
    unsearchable(seqs),
  ];
}

function deriveVariants(docs: readonly ProductDoc[]): Statement[] {
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
  return [
    statement`INSERT INTO variants(id, product_id, sku, title, product_title, weight_grams, sellable)
      SELECT value->>'id', value->>'product', value->>'sku', value->>'title', value->>'productTitle',
        value->>'weight_grams', value->>'sellable' FROM json_each(${variants})`,
    statement`INSERT INTO prices(variant_id, currency, amount)
      SELECT value->>'id', value->>'currency', value->>'amount' FROM json_each(${prices})`,
    // A variant that is new has no level yet; one that went keeps its level and its history.
    statement`INSERT INTO stock(variant_id, on_hand, policy)
      SELECT value->>'id', 0, 'deny' FROM json_each(${variants}) WHERE true ON CONFLICT(variant_id) DO NOTHING`,
  ];
}

function deriveLists(
  written: readonly { readonly doc: ProductDoc; readonly version: number }[],
): Statement[] {
  const memberships = written.flatMap(({ doc }) =>
    doc.collections.map((collection) => ({ id: doc.id, collection })),
  );
  const active = written.filter(({ doc }) => doc.status === 'active');
  const listings = active.flatMap(({ doc }) => listingsOf(doc));
  const cards = active.map(({ doc, version }) => ({
    id: doc.id,
    card: { ...cardOf(doc), version },
    ranges: priceRanges(doc.variants),
    words: foldedWords(doc.title),
    codes: foldedWords(doc.variants.map(({ sku }) => sku).join(' ')).slice(0, codesMax),
  }));
  return [
    // A document may name a collection twice, or one that is gone.
    statement`INSERT OR IGNORE INTO collection_products(collection_id, product_id)
      SELECT c.id, value->>'id' FROM json_each(${memberships}) JOIN collections c ON c.id = value->>'collection'`,
    statement`INSERT INTO product_cards(seq, card, ranges, words, codes)
      SELECT p.seq, value->'card', value->'ranges', value->>'words', value->>'codes'
      FROM json_each(${cards}) JOIN products p ON p.id = value->>'id'`,
    statement`INSERT OR IGNORE INTO listings(collection_id, currency, created_at, seq, title, lowest)
      SELECT value->>'collection', value->>'currency', value->>'createdAtMs', p.seq, p.title, value->>'lowest'
      FROM json_each(${listings}) JOIN products p ON p.id = value->>'id'
      WHERE value->>'collection' = '' OR EXISTS (SELECT 1 FROM collections c WHERE c.id = value->>'collection')`,
    searchable(
      active.map(({ doc }) => ({
        productId: doc.id,
        title: doc.title,
        skus: doc.variants.map((variant) => variant.sku),
        description: doc.description,
        currencies: priceRanges(doc.variants).map(({ min }) => min.currency),
        collections: doc.collections,
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
