import { z } from '@hono/zod-openapi';
import { ShopError } from '../../core/error.ts';
import { ask, askTogether, type Query } from '../../db/read.ts';
import { idOrHandle, listOf, optionalText, pageQuery } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { page, type PageRequest, type Position } from '../../http/pagination.ts';
import { ReadyJson } from '../../http/ready-json.ts';
import type { Context } from '../../platform/context.ts';
import { scopesOfProduct } from './changed-versions.ts';
import { type Facets, type FacetName, facetNames } from '../search/index.ts';
import { Collection, listQuery, Product, ProductCardList, SearchResult } from './contract.ts';
import { presentCard, presentFacets, presentList, presentPage } from './present.ts';
import {
  type Card,
  cardsQuery,
  hitFacetsQuery,
  hitsQuery,
  type Narrowed,
  type Narrowing,
  narrowedQuery,
  productQuery,
  productSorts,
} from './public-queries.ts';
import { findCollection, listCollections, presentCollection } from './queries.ts';

const tag = 'Catalog';
const hour = 3_600;

const isFacet = (name: string): name is FacetName =>
  (facetNames as readonly string[]).includes(name);

const facetsWanted = z
  .string()
  .max(100)
  .transform((list) => [...new Set(list.split(','))].toSorted())
  .refine((names): names is FacetName[] => names.every(isFacet), {
    message: `must be of ${facetNames.join(', ')}, separated by commas`,
  })
  .optional()
  .openapi({
    type: 'string',
    description: `What to count among the hits: some of ${facetNames.join(', ')}, separated by commas`,
    example: 'collection,option,price',
  });

export const catalogRoutes = [
  operation(
    {
      id: 'listProducts',
      method: 'get',
      path: '/v1/products',
      tag,
      summary: 'List products',
      description:
        'Active products. With `currency`, those that have a price in it. `price` sorts by the lowest price, in `currency` or else in the default currency of the shop.',
      access: 'public',
      query: z.strictObject({
        ...pageQuery,
        ...listQuery,
        sort: z.enum(productSorts).default('-created_at'),
      }),
      response: ProductCardList,
      problems: ['invalid_cursor', 'currency_not_available', 'collection_not_found'],
      cache: {
        tags: () => ['products'],
        scopes: (_, query) => scopesOfList(query),
        ttlSeconds: hour,
      },
    },
    async (ctx, { query: { sort, currency, collection, ...request } }) => {
      const narrowing = { currency, collection };
      return await cardPage(ctx, narrowing, {
        list: `products:${sort}:${currency ?? ''}:${collection ?? ''}`,
        request,
        read: (limit, after) =>
          cardsQuery({ ...narrowing, sort, limit, after: cardPosition(after) }),
        position: (row) => ({ key: row.key, id: `${row.seq}:${row.currency}` }),
      });
    },
  ),
  operation(
    {
      id: 'getProduct',
      method: 'get',
      path: '/v1/products/{product}',
      tag,
      summary: 'Read a product',
      description:
        'By id or handle. Drafts and archived products are not found. With `currency`, variants without a price in it are left out.',
      access: 'public',
      params: z.object({ product: idOrHandle }),
      query: z.strictObject({ currency: listQuery.currency }),
      response: Product,
      problems: ['product_not_found', 'currency_not_available'],
      cache: {
        tags: (product) => [(product as ReadyJson).id ?? ''],
        // A page names its collections, and the shop's currency where none is asked for.
        scopes: ({ product }, { currency }) => [
          ...scopesOfProduct(product),
          'collections',
          'shop',
          ...soldIn(currency),
        ],
        ttlSeconds: hour,
      },
    },
    async (ctx, { params, query }) => {
      const found = await ask(ctx.replica, productQuery(params.product, query));
      if (!found) throw new ShopError('product_not_found');
      const shown = shownCurrency(ctx, query, found);
      const text = presentPage(found, { currency: query.currency, shown });
      return new ReadyJson(text, found.id);
    },
  ),
  operation(
    {
      id: 'listCollections',
      method: 'get',
      path: '/v1/collections',
      tag,
      summary: 'List collections',
      description: 'By title.',
      access: 'public',
      query: z.strictObject(pageQuery),
      response: listOf(Collection, 'CollectionList'),
      problems: ['invalid_cursor'],
      cache: { tags: () => ['collections'], scopes: () => ['collections'], ttlSeconds: hour },
    },
    (ctx, { query }) =>
      page(ctx, {
        list: 'collections',
        request: query,
        read: (limit, after) => listCollections(ctx.replica, limit, after),
        position: (row) => ({ key: row.title, id: row.id }),
        present: presentCollection,
      }),
  ),
  operation(
    {
      id: 'getCollection',
      method: 'get',
      path: '/v1/collections/{collection}',
      tag,
      summary: 'Read a collection',
      description: 'By id or handle. Its products are `/v1/products?collection=…`.',
      access: 'public',
      params: z.object({ collection: idOrHandle.openapi({ example: 'kitchen' }) }),
      response: Collection,
      problems: ['collection_not_found'],
      cache: {
        tags: (collection) => [(collection as { id: string }).id],
        scopes: () => ['collections'],
        ttlSeconds: hour,
      },
    },
    async (ctx, { params }) => {
      const found = await findCollection(ctx.replica, params.collection);
      if (!found) throw new ShopError('collection_not_found');
      return presentCollection(found);
    },
  ),
  operation(
    {
      id: 'searchProducts',
      method: 'get',
      path: '/v1/search',
      tag,
      summary: 'Search products',
      description:
        'Active products whose title, SKUs or description contain every word; each word may be the beginning of a longer one. The best first: whole words in the title, then in SKUs, then beginnings, then the description; a shorter title, then the newer product first. Of more than 1,000 hits the newest 1,000 are ranked, and the older ones follow by age.',
      access: 'public',
      query: z.strictObject({
        ...pageQuery,
        ...listQuery,
        q: optionalText(200)
          .min(1)
          .openapi({ description: 'What the buyer typed', example: 'cakestand' }),
        facets: facetsWanted,
      }),
      response: SearchResult,
      problems: ['invalid_cursor', 'currency_not_available', 'collection_not_found'],
      cache: {
        tags: () => ['search'],
        scopes: () => ['products', 'collections', 'shop'],
        ttlSeconds: hour,
      },
    },
    async (ctx, { query: { q: typed, currency, collection, facets, ...request } }) => {
      const narrowing = { currency, collection };
      return await cardPage(ctx, narrowing, {
        facets: facets && hitFacetsQuery({ ...narrowing, typed }, facets),
        list: `hits:${typed}:${currency ?? ''}:${collection ?? ''}`,
        request,
        read: (limit, after) =>
          hitsQuery({ ...narrowing, typed }, { limit, after: hitPosition(after) }),
        position: ({ seq, score, top }) => ({ key: score ?? '', id: `${seq}:${top ?? ''}` }),
      });
    },
  ),
];

/** A collection's list changes with its own products, and with who is in it; the list of all with any. */
function scopesOfList({
  collection,
  currency,
}: {
  collection?: string | undefined;
  currency?: string | undefined;
}): string[] {
  return collection === undefined
    ? ['products', 'shop']
    : [`collection:${collection}`, 'collections', 'shop', ...soldIn(currency)];
}

/** That a currency is sold at all hangs on every product: it ends when the last one with a price in it goes. */
const soldIn = (currency: string | undefined): string[] =>
  currency === undefined ? [] : ['currencies'];

/** A page of cards, with what its request narrows to, in one round trip. @throws currency_not_available, collection_not_found */
async function cardPage<Row extends Card>(
  ctx: Context,
  narrowing: Narrowing,
  {
    read,
    facets: counting,
    ...list
  }: {
    facets?: Query<Facets> | undefined;
    list: string;
    request: PageRequest;
    read: (limit: number, after: Position | undefined) => Query<readonly Row[]>;
    position: (row: Row) => Position;
  },
): Promise<ReadyJson> {
  let currency: string | undefined;
  let facets: object | undefined;
  const found = await page(ctx, {
    ...list,
    read: async (limit, after) => {
      const [cards, narrowed, counted] = await askTogether<
        [readonly Row[], Narrowed, Facets | undefined]
      >(ctx.replica, [
        read(limit, after),
        narrowedQuery(narrowing),
        ...((counting ? [counting] : []) as [Query<Facets>]),
      ]);
      currency = shownCurrency(ctx, narrowing, narrowed);
      facets = counted && presentFacets(counted, currency);
      return cards;
    },
    present: (card: Row) => presentCard(card, currency),
  });
  return new ReadyJson(presentList({ ...found, facets }));
}

/** The currency that ranges of prices are shown in. @throws currency_not_available, collection_not_found */
function shownCurrency(ctx: Context, asked: Narrowing, { sold, known, shopCurrency }: Narrowed) {
  if (!sold) throw new ShopError('currency_not_available', { currency: asked.currency });
  if (!known) throw new ShopError('collection_not_found');
  return asked.currency ?? shopCurrency ?? ctx.config.defaultCurrency;
}

/** A list by price goes on in the currency that it began in. */
const cardPosition = (after: Position | undefined) => {
  const [seq, currency = ''] = after?.id.split(':') ?? [];
  return after && { key: after.key, seq: Number(seq), currency };
};

const hitPosition = (after: Position | undefined) => {
  const [seq, top] = after?.id.split(':') ?? [];
  if (!after) return undefined;
  return after.key === ''
    ? { seq: Number(seq), score: null, top: null }
    : { seq: Number(seq), score: Number(after.key), top: Number(top) };
};
