import { z } from '@hono/zod-openapi';
import { ShopError } from '../../core/error.ts';
import { id, pageQuery } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { page } from '../../http/pagination.ts';
import { resourceOperations } from '../../http/resource.ts';
import { changeImage, createImage, deleteImage } from './change-image.ts';
import { changeProduct, deleteProduct } from './change-product.ts';
import { changeVariant, createVariant, deleteVariant, mustFindVariant } from './change-variant.ts';
import {
  AdminCollection,
  AdminImage,
  AdminProduct,
  AdminVariant,
  CollectionChange,
  CollectionInput,
  handle,
  ImageChange,
  ImageInput,
  ProductChange,
  ProductInput,
  sku,
  VariantChange,
  VariantInput,
} from './contract.ts';
import { createProduct } from './create-product.ts';
import { presentAdminProduct, presentAdminVariant } from './present.ts';
import {
  findCollection,
  findProduct,
  listCollections,
  listProducts,
  presentAdminCollection,
} from './queries.ts';
import { changeCollection, createCollection, deleteCollection } from './save-collection.ts';

const tag = 'Admin: catalog';
const productsPath = '/v1/admin/products';
const productParams = z.object({ id: id('product') });
const variantParams = z.object({ id: id('product'), variant: id('variant') });
const imageParams = z.object({ id: id('product'), image: id('image') });
const variantsPath = `${productsPath}/{id}/variants`;
const imagesPath = `${productsPath}/{id}/images`;
const productQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(['draft', 'active', 'archived']).optional(),
  handle: handle.optional(),
  sku: sku.optional(),
});

const products = resourceOperations({
  name: 'Product',
  readName: 'AdminProduct',
  noun: ['a', 'product', 'products of any status'],
  path: productsPath,
  tag,
  kind: 'product',
  scopes: ['catalog:read', 'catalog:write'],
  schema: AdminProduct,
  query: productQuery,
  input: ProductInput,
  change: ProductChange,
  notFound: 'product_not_found',
  problems: ['sku_taken', 'handle_taken', 'collection_unknown'],
  about: {
    list: 'The newest first; of one status, with one handle, or the one that has a SKU.',
    create:
      'With options, variants, prices and first stock in one call. Without a `handle` one is made from the title.',
    change:
      'JSON Merge Patch. Variants and images have paths of their own; prices are changed on the variant.',
    remove: 'Answers the product as it was. Orders keep what they say of it.',
  },
  examples: {
    create: {
      title: 'Enamel mug',
      description: 'Holds 350 ml.',
      status: 'active',
      options: [{ name: 'Color', values: ['Blue', 'Red'] }],
      variants: [
        {
          sku: 'MUG-BLUE',
          options: { Color: 'Blue' },
          prices: [
            { amount: 850, currency: 'GBP' },
            { amount: 995, currency: 'EUR' },
          ],
          weight_grams: 240,
          inventory: { on_hand: 40, policy: 'deny' },
        },
        { sku: 'MUG-RED', options: { Color: 'Red' }, prices: [{ amount: 850, currency: 'GBP' }] },
      ],
      images: [{ url: 'https://images.example/mug.jpg', alt: 'A blue enamel mug' }],
    },
    change: { title: 'Enamel mug, 350 ml', metadata: { supplier: 'north' } },
  },
  list: (ctx, { status, handle: wanted, sku: holding, ...request }) =>
    page(ctx, {
      list: 'admin-products',
      request,
      read: (limit, after) =>
        listProducts(ctx.db, { status, handle: wanted, sku: holding }, limit, after),
      position: ({ doc }) => ({ key: doc.createdAtMs, id: doc.id }),
      present: presentAdminProduct,
    }),
  find: async (ctx, wanted) => {
    const found = await findProduct(ctx.db, wanted);
    return found && presentAdminProduct(found);
  },
  create: createProduct,
  modify: changeProduct,
  remove: deleteProduct,
});

const collections = resourceOperations({
  name: 'Collection',
  readName: 'AdminCollection',
  noun: ['a', 'collection', 'collections'],
  path: '/v1/admin/collections',
  tag,
  kind: 'collection',
  scopes: ['catalog:read', 'catalog:write'],
  schema: AdminCollection,
  input: CollectionInput,
  change: CollectionChange,
  notFound: 'collection_not_found',
  problems: ['handle_taken'],
  about: {
    list: 'By title.',
    create: 'Products are put into it by their `collections`.',
    change: 'JSON Merge Patch.',
    remove: 'Answers the collection as it was. Its products stay.',
  },
  examples: {
    create: { title: 'Picnic', description: 'For a day outside.' },
    change: { title: 'Picnics' },
  },
  list: (ctx, request) =>
    page(ctx, {
      list: 'admin-collections',
      request,
      read: (limit, after) => listCollections(ctx.db, limit, after),
      position: (row) => ({ key: row.title, id: row.id }),
      present: presentAdminCollection,
    }),
  find: async (ctx, wanted) => {
    const found = await findCollection(ctx.db, wanted);
    return found && presentAdminCollection(found);
  },
  create: createCollection,
  modify: changeCollection,
  remove: deleteCollection,
});

const variants = [
  operation(
    {
      id: 'createVariant',
      method: 'post',
      path: variantsPath,
      tag,
      summary: 'Add a variant to a product',
      description: 'Answers the variant; its version is that of its product.',
      access: 'catalog:write',
      params: productParams,
      body: VariantInput,
      response: AdminVariant,
      status: 201,
      problems: ['product_not_found', 'sku_taken', 'version_conflict'],
      idempotency: 'optional',
      location: (made) => {
        const { product_id: product, id: variant } = made as { product_id: string; id: string };
        return `${productsPath}/${product}/variants/${variant}`;
      },
      example: {
        sku: 'CAKESTAND-XL',
        options: { Size: 'XL' },
        prices: [{ amount: 1895, currency: 'GBP' }],
      },
    },
    (ctx, { params, body }) => createVariant(ctx, { productId: params.id, variant: body }),
  ),
  operation(
    {
      id: 'getAdminVariant',
      method: 'get',
      path: `${variantsPath}/{variant}`,
      tag,
      summary: 'Read a variant',
      description: 'Read from the primary, with its stock.',
      access: 'catalog:read',
      params: variantParams,
      response: AdminVariant,
      problems: ['product_not_found', 'variant_not_found'],
    },
    async (ctx, { params }) => {
      const found = await findProduct(ctx.db, params.id);
      if (!found) throw new ShopError('product_not_found');
      return presentAdminVariant(found, mustFindVariant(found, params.variant));
    },
  ),
  operation(
    {
      id: 'changeVariant',
      method: 'patch',
      path: `${variantsPath}/{variant}`,
      tag,
      summary: 'Change a variant',
      description:
        'JSON Merge Patch; `prices` is replaced as a whole. What is on hand changes by adjustments only.',
      access: 'catalog:write',
      params: variantParams,
      body: VariantChange,
      response: AdminVariant,
      problems: [
        'product_not_found',
        'variant_not_found',
        'sku_taken',
        'version_conflict',
        'inventory_below_reserved',
      ],
      idempotency: 'optional',
      precondition: 'required',
      example: { prices: [{ amount: 1345, currency: 'GBP' }] },
    },
    (ctx, { params, body, ifMatch }) =>
      changeVariant(ctx, {
        productId: params.id,
        variantId: params.variant,
        change: body,
        ifVersion: ifMatch,
      }),
  ),
  operation(
    {
      id: 'deleteVariant',
      method: 'delete',
      path: `${variantsPath}/{variant}`,
      tag,
      summary: 'Delete a variant',
      description: 'Answers the variant as it was. The last variant of a product stays.',
      access: 'catalog:write',
      params: variantParams,
      response: AdminVariant,
      problems: ['product_not_found', 'variant_not_found', 'version_conflict', 'variant_required'],
      idempotency: 'optional',
      precondition: 'required',
    },
    (ctx, { params, ifMatch }) =>
      deleteVariant(ctx, { productId: params.id, variantId: params.variant, ifVersion: ifMatch }),
  ),
];

const images = [
  operation(
    {
      id: 'createImage',
      method: 'post',
      path: imagesPath,
      tag,
      summary: 'Add an image to a product',
      description: 'By URL; the picture itself is not fetched.',
      access: 'catalog:write',
      params: productParams,
      body: ImageInput,
      response: AdminImage,
      status: 201,
      problems: ['product_not_found', 'version_conflict'],
      idempotency: 'optional',
      location: (made) => {
        const { product_id: product, id: image } = made as { product_id: string; id: string };
        return `${productsPath}/${product}/images/${image}`;
      },
      example: { url: 'https://images.example/cakestand-side.jpg', alt: 'From the side' },
    },
    (ctx, { params, body }) => createImage(ctx, { productId: params.id, ...body }),
  ),
  operation(
    {
      id: 'changeImage',
      method: 'patch',
      path: `${imagesPath}/{image}`,
      tag,
      summary: 'Change an image',
      description: 'JSON Merge Patch; `position` moves it, counted from 1.',
      access: 'catalog:write',
      params: imageParams,
      body: ImageChange,
      response: AdminImage,
      problems: ['product_not_found', 'image_not_found', 'version_conflict'],
      idempotency: 'optional',
      precondition: 'required',
      example: { alt: 'Seen from the side', position: 1 },
    },
    (ctx, { params, body, ifMatch }) =>
      changeImage(ctx, {
        productId: params.id,
        imageId: params.image,
        change: body,
        ifVersion: ifMatch,
      }),
  ),
  operation(
    {
      id: 'deleteImage',
      method: 'delete',
      path: `${imagesPath}/{image}`,
      tag,
      summary: 'Delete an image',
      description: 'Answers the image as it was.',
      access: 'catalog:write',
      params: imageParams,
      response: AdminImage,
      problems: ['product_not_found', 'image_not_found', 'version_conflict'],
      idempotency: 'optional',
      precondition: 'required',
    },
    (ctx, { params, ifMatch }) =>
      deleteImage(ctx, { productId: params.id, imageId: params.image, ifVersion: ifMatch }),
  ),
];

export const catalogAdminRoutes = [...products, ...variants, ...images, ...collections];
