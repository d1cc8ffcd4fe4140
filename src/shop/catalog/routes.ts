import { z } from '@hono/zod-openapi';
import { ShopError } from '../../core/error.ts';
import { ask } from '../../db/read.ts';
import { idOrHandle, listOf, optionalText, pageQuery } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { page } from '../../http/pagination.ts';
import type { Context } from '../../platform/context.ts';
import { type Hit, searchProducts } from '../search/index.ts';
import { readShop } from '../settings/index.ts';
import { Collection, listQuery, Product, ProductCardList } from './contract.ts';
import { presentCard, presentProduct } from './present.ts';
import {
  findActiveProduct,
  findCollection,
  listCards,
  listCollections,
  presentCollection,
  productSorts,
  sellsInQuery,
} from './queries.ts';

const tag = 'Catalog';
const hour = 3_600;

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
      const { currencyShown, collectionId } = await narrowing(ctx, { currency, collection });
      const byPrice = sort === 'price' || sort === '-price';
      const listed = currency ?? (byPrice ? currencyShown : undefined);
      return await page(ctx, {
        list: `products:${sort}:${listed ?? ''}:${collectionId ?? ''}`,
        request,
        read: (limit, after) =>
          listCards(ctx.replica, { sort, currency: listed, collectionId, limit, after }),
        position: ({ key, id }) => ({ key, id }),
        present: (row) => presentCard(row, currencyShown),
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
        tags: (product) => [(product as { id: string }).id],
        // A page names its collections, and the shop's currency where none is asked for.
        scopes: ({ product }) => [`product:${product.slice(-2)}`, 'collections', 'shop'],
        ttlSeconds: hour,
      },
    },
    async (ctx, { params, query }) => {
      const found = await findActiveProduct(ctx.replica, params.product);
      if (!found) throw new ShopError('product_not_found');
      const { currencyShown } = await narrowing(ctx, query);
      return presentProduct(found, { currency: query.currency, fallback: currencyShown });
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
        'Active products whose title, SKUs or description contain every word; each word may be the beginning of a longer one. The best first.',
      access: 'public',
      query: z.strictObject({
        ...pageQuery,
        ...listQuery,
        q: optionalText(200)
          .min(1)
          .openapi({ description: 'What the buyer typed', example: 'cakestand' }),
      }),
      response: ProductCardList,
      problems: ['invalid_cursor', 'currency_not_available', 'collection_not_found'],
      cache: {
        tags: () => ['search'],
        scopes: () => ['products', 'collections', 'shop'],
        ttlSeconds: hour,
      },
    },
    async (ctx, { query: { q, currency, collection, ...request } }) => {
      const { currencyShown, collectionId } = await narrowing(ctx, { currency, collection });
      return await page(ctx, {
        list: `search:${q}:${currency ?? ''}:${collectionId ?? ''}`,
        request,
        read: (limit, after) =>
          searchProducts(ctx.replica, {
            typed: q,
            currency,
            collectionId,
            limit,
            after: after && { rank: Number(after.key), seq: Number(after.id) },
          }),
        position: (hit: Hit) => ({ key: hit.rank, id: String(hit.seq) }),
        present: (hit) => presentCard(hit, currencyShown),
      });
    },
  ),
];

/** A collection's list changes with its own products, and with who is in it; the list of all with any. */
function scopesOfList({ collection }: { collection?: string | undefined }): string[] {
  return collection === undefined
    ? ['products', 'shop']
    : [`collection:${collection}`, 'collections', 'shop'];
}

/** What `currency` and `collection` of a request come to. @throws currency_not_available, collection_not_found */
async function narrowing(
  ctx: Context,
  request: { currency?: string | undefined; collection?: string | undefined },
): Promise<{ currencyShown: string; collectionId: string | undefined }> {
  const [shop, sold, collection] = await Promise.all([
    readShop(ctx, ctx.replica),
    request.currency === undefined ? true : ask(ctx.replica, sellsInQuery(request.currency)),
    request.collection === undefined ? undefined : findCollection(ctx.replica, request.collection),
  ]);
  if (!sold) throw new ShopError('currency_not_available', { currency: request.currency });
  if (request.collection !== undefined && !collection) throw new ShopError('collection_not_found');
  return { currencyShown: request.currency ?? shop.default_currency, collectionId: collection?.id };
}
