import { isId } from '../../core/id.ts';
import type { Statement } from '../../core/statement.ts';
import { type Query, query } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import {
  type FacetName,
  type Facets,
  facetsQuery,
  type Hit,
  type HitPosition,
  searchQuery,
  type SearchRequest,
} from '../search/index.ts';

// What the public reads of the catalog: each is one statement, and a request asks all that it needs together.

const shopCurrency = statement`(SELECT default_currency FROM shop WHERE id = 1)`;

/** A product's page as it is stored, with what it takes from elsewhere. */
export interface PageRow {
  readonly id: string;
  readonly page: string;
  readonly ranges: string;
  readonly version: number;
  /** JSON; by join, since a collection of a hundred thousand products may be renamed. */
  readonly collections: string;
}

/** What a request narrows to, as it names it. */
export interface Narrowing {
  readonly currency?: string | undefined;
  /** Id or handle. */
  readonly collection?: string | undefined;
}

/** Whether there is what a request narrows to, and the currency of the shop, null before it has one. */
export interface Narrowed {
  readonly shopCurrency: string | null;
  readonly sold: number;
  readonly known: number;
}

/** An active product by id or handle, with what its request narrows to: one row of one unique index. */
export const productQuery = (
  idOrHandle: string,
  narrowing: Narrowing,
): Query<(PageRow & Narrowed) | undefined> =>
  query(
    statement`SELECT p.id, p.page, p.ranges, p.version, (
        SELECT json_group_array(json_object('id', c.id, 'handle', c.handle, 'title', c.title))
        FROM collection_products cp JOIN collections c ON c.id = cp.collection_id WHERE cp.product_id = p.id
      ) AS collections, ${narrowed(narrowing)}
      FROM products p WHERE ${isId('product', idOrHandle) ? statement`p.id` : statement`p.handle`} = ${idOrHandle}
        AND p.status = 'active'`,
    ([found]: readonly (PageRow & Narrowed)[]) => found,
  );

export const narrowedQuery = (narrowing: Narrowing): Query<Narrowed> =>
  query(
    statement`SELECT ${narrowed(narrowing)}`,
    ([found]: readonly Narrowed[]) => found ?? { shopCurrency: null, sold: 0, known: 0 },
  );

const narrowed = ({ currency, collection }: Narrowing): Statement =>
  statement`${shopCurrency} AS shopCurrency,
    ${currency === undefined ? statement`1` : statement`EXISTS (${soldIn(currency)})`} AS sold,
    ${collection === undefined ? statement`1` : statement`EXISTS (${collectionId(collection)})`} AS known`;

const soldIn = (currency: string): Statement =>
  statement`SELECT 1 FROM listings WHERE collection_id = '' AND currency = ${currency}`;

/** Whether any active product has a price in the currency. */
export const sellsInQuery = (currency: string): Query<boolean> =>
  query(statement`${soldIn(currency)} LIMIT 1`, (found) => found.length > 0);

/** Selects the id of a collection that is named by id or handle. */
export const collectionId = (idOrHandle: string): Statement =>
  statement`SELECT id FROM collections
    WHERE ${isId('collection', idOrHandle) ? statement`id` : statement`handle`} = ${idOrHandle}`;

/** What a row of a public list is made of. */
export interface Card {
  readonly seq: number;
  readonly card: string;
  readonly ranges: string;
}

/** One row of a product list. `key` is what it was sorted by. */
export interface CardRow extends Card {
  readonly key: string | number;
  /** The currency whose list it is; empty where that is any. */
  readonly currency: string;
}

export const productSorts = ['title', '-created_at', 'price', '-price'] as const;
export type ProductSort = (typeof productSorts)[number];

const sortColumns = {
  title: { column: statement`l.title`, index: statement`listings_title` },
  '-created_at': { column: statement`l.created_at`, index: undefined },
  price: { column: statement`l.lowest`, index: statement`listings_price` },
  '-price': { column: statement`l.lowest`, index: statement`listings_price` },
};

/** Active products of one list in one order, after a position: a range of one index, and a narrow row for each. */
export function cardsQuery(
  request: Narrowing & {
    readonly sort: ProductSort;
    readonly limit: number;
    readonly after: Pick<CardRow, 'key' | 'seq' | 'currency'> | undefined;
  },
): Query<readonly CardRow[]> {
  const { sort, currency, collection, after } = request;
  const { column, index } = sortColumns[sort];
  const byPrice = sort === 'price' || sort === '-price';
  const listed = byPrice ? (currency ?? after?.currency ?? shopCurrency) : (currency ?? '');
  const descending = sort.startsWith('-');
  const conditions = [
    statement`l.collection_id = ${collection === undefined ? '' : statement`(${collectionId(collection)})`}`,
    statement`l.currency = ${listed}`,
    // The index of prices is of those that there are.
    ...(byPrice ? [statement`l.lowest IS NOT NULL`] : []),
    ...(after
      ? [
          statement`(${column}, l.seq) ${descending ? statement`<` : statement`>`} (${after.key}, ${after.seq})`,
        ]
      : []),
  ];
  const direction = descending ? statement`DESC` : statement`ASC`;
  return query(
    statement`SELECT l.seq, c.card, c.ranges, ${column} AS key, l.currency
      FROM listings l ${index ? statement`INDEXED BY ${index}` : statement``}
      CROSS JOIN product_cards c ON c.seq = l.seq
      WHERE ${joined(conditions, ' AND ')} ORDER BY ${column} ${direction}, l.seq ${direction} LIMIT ${request.limit}`,
    (found: readonly CardRow[]) => found,
  );
}

interface Searched extends Narrowing {
  readonly typed: string;
}

/** Hits of a search, the best first. */
export const hitsQuery = (
  request: Searched,
  page: { readonly limit: number; readonly after: HitPosition | undefined },
): Query<readonly Hit[]> => searchQuery(narrowedSearch(request), page);

/** What there is to choose among the hits of a search. */
export const hitFacetsQuery = (request: Searched, wanted: readonly FacetName[]): Query<Facets> =>
  facetsQuery(narrowedSearch(request), {
    wanted,
    currency: request.currency === undefined ? shopCurrency : statement`${request.currency}`,
  });

const narrowedSearch = ({ collection, ...request }: Searched): SearchRequest => ({
  ...request,
  collection: collection === undefined ? undefined : statement`(${collectionId(collection)})`,
});
