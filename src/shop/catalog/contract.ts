import { z } from '@hono/zod-openapi';
import {
  currency,
  publicUrl,
  id,
  listOf,
  Money,
  optionalText,
  text,
  time,
  version,
} from '../../http/contract.ts';

export const sku = text(100)
  .refine((value) => !/^\.{1,2}$/.test(value), { message: 'cannot stand in a path' })
  .openapi({
    description: 'Unique in the shop, compared exactly',
    example: '22423',
  });
export const handle = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
  .openapi({ description: 'The name in URLs', example: 'regency-cakestand-3-tier' });
const status = z.enum(['draft', 'active', 'archived']);
const optionName = text(50);
const optionValue = text(100);

const Option = z
  .strictObject({ name: optionName, values: z.array(optionValue).min(1).max(250) })
  .openapi('ProductOption', { example: { name: 'Color', values: ['Red', 'Green'] } });

const uniqueCurrencies = (prices: readonly { currency: string }[]) =>
  new Set(prices.map((price) => price.currency)).size === prices.length;
const prices = z.array(Money).max(50).refine(uniqueCurrencies, { message: 'has a currency twice' });
const optionChoice = z.record(optionName, optionValue).openapi({ example: { Color: 'Red' } });
const weight = z.int().min(0).max(100_000_000).openapi({ example: 1200 });

export const InitialInventory = z
  .strictObject({
    on_hand: z.int().min(0).max(1_000_000_000),
    policy: z.enum(['deny', 'continue']).default('deny'),
  })
  .openapi('InitialInventory');

export const VariantInput = z
  .strictObject({
    sku,
    title: text(200).optional(),
    options: optionChoice.default({}),
    prices,
    weight_grams: weight.optional(),
    inventory: InitialInventory.optional(),
  })
  .openapi('VariantInput');

export const VariantChange = z
  .strictObject({
    sku: sku.optional(),
    title: text(200).optional(),
    options: optionChoice.optional(),
    prices: prices.optional(),
    weight_grams: weight.optional(),
    inventory: z.strictObject({ policy: z.enum(['deny', 'continue']) }).optional(),
  })
  .openapi('VariantChange');

export const ImageInput = z
  .strictObject({
    url: publicUrl.openapi({ example: 'https://images.example/cakestand.jpg' }),
    alt: optionalText(500).default(''),
  })
  .openapi('ImageInput');
export const ImageChange = z
  .strictObject({
    url: publicUrl.optional(),
    alt: optionalText(500).optional(),
    position: z.int().min(1).max(250).optional(),
  })
  .openapi('ImageChange');

const collectionRefs = z
  .array(text(200))
  .max(100)
  .openapi({ description: 'Ids or handles of collections', example: ['kitchen'] });
const metadata = z
  .record(text(100), optionalText(5_000))
  .refine((entries) => Object.keys(entries).length <= 50, { message: 'has more than 50 entries' });

const productFields = {
  title: text(300).openapi({ example: 'Regency cakestand 3 tier' }),
  description: optionalText(50_000),
  options: z.array(Option).max(10),
  collections: collectionRefs,
  metadata,
};

export const ProductInput = z
  .strictObject({
    title: productFields.title,
    handle: handle.optional(),
    description: productFields.description.default(''),
    status: status.default('draft'),
    options: productFields.options.optional(),
    variants: z.array(VariantInput).min(1).max(250),
    images: z.array(ImageInput).max(250).default([]),
    collections: productFields.collections.default([]),
    metadata: productFields.metadata.default({}),
  })
  .openapi('ProductInput');

export const ProductChange = z
  .strictObject({
    title: productFields.title,
    handle,
    description: productFields.description,
    status,
    options: productFields.options,
    collections: productFields.collections,
    metadata: productFields.metadata,
  })
  .partial()
  .openapi('ProductChange');

export const Image = z
  .object({ id: id('image'), url: z.string(), alt: z.string() })
  .openapi('Image');
/** What an admin changes in an image; its version is its product's. */
export const AdminImage = Image.extend({ product_id: id('product'), version }).openapi(
  'AdminImage',
);

const CollectionRef = z
  .object({ id: id('collection'), handle: z.string(), title: z.string() })
  .openapi('CollectionReference');

const PriceRange = z.object({ min: Money, max: Money }).openapi('PriceRange');

export const ProductCard = z
  .object({
    id: id('product'),
    handle: z.string(),
    title: z.string(),
    price_range: PriceRange.nullable(),
    image: Image.nullable(),
    options: z.array(Option),
    version,
  })
  .openapi('ProductCard');
export const ProductCardList = listOf(ProductCard, 'ProductCardList');

const count = z.int().openapi({ description: 'Hits that have it', example: 12 });

/** What there is to choose among the hits of a search. */
const Facets = z
  .object({
    hits: z.object({ count: z.int(), exact: z.boolean() }).openapi({
      description: 'How many hits are counted; not exact when there are more than these 1,000',
      example: { count: 37, exact: true },
    }),
    collections: z
      .array(CollectionRef.extend({ count }).openapi('CollectionFacet'))
      .optional()
      .openapi({ description: 'With `collection` in `facets`; the largest first' }),
    options: z
      .array(
        z
          .object({
            name: z.string(),
            values: z.array(z.object({ value: z.string(), count }).openapi('FacetValue')),
          })
          .openapi('OptionFacet'),
      )
      .optional()
      .openapi({ description: 'With `option` in `facets`; the most frequent first' }),
    price: PriceRange.nullable().optional().openapi({
      description:
        'With `price` in `facets`: from the lowest to the highest of what products cost at least',
    }),
  })
  .openapi('Facets');

export const SearchResult = ProductCardList.extend({
  facets: Facets.optional().openapi({ description: 'With `facets` in the request' }),
}).openapi('SearchResult');

const variantFields = {
  id: id('variant'),
  sku: z.string(),
  title: z.string(),
  options: z.record(z.string(), z.string()),
};

export const Product = z
  .object({
    id: id('product'),
    handle: z.string(),
    title: z.string(),
    description: z.string(),
    price_range: PriceRange.nullable(),
    options: z.array(Option),
    variants: z.array(
      z
        .object({
          ...variantFields,
          prices: z
            .array(Money)
            .optional()
            .openapi({ description: 'Without `currency` in the request' }),
          price: Money.optional().openapi({ description: 'With `currency` in the request' }),
        })
        .openapi('Variant'),
    ),
    images: z.array(Image),
    collections: z.array(CollectionRef),
    version,
  })
  .openapi('Product');

export const AdminVariant = z
  .object({
    ...variantFields,
    product_id: id('product'),
    prices: z.array(Money),
    weight_grams: z.int(),
    inventory: z.object({
      on_hand: z.int(),
      reserved: z.int(),
      available: z.int(),
      policy: z.enum(['deny', 'continue']),
    }),
    version,
  })
  .openapi('AdminVariant');

export const AdminProduct = z
  .object({
    id: id('product'),
    handle: z.string(),
    title: z.string(),
    description: z.string(),
    status,
    options: z.array(Option),
    variants: z.array(
      AdminVariant.omit({ product_id: true, version: true }).openapi('AdminProductVariant'),
    ),
    images: z.array(Image),
    collections: z.array(CollectionRef),
    metadata: z.record(z.string(), z.string()),
    version,
    created_at: time,
    updated_at: time,
  })
  .openapi('AdminProduct');

const collectionFields = {
  title: text(200).openapi({ example: 'Kitchen' }),
  handle,
  description: optionalText(10_000),
  image_url: publicUrl.nullable(),
};

export const CollectionInput = z
  .strictObject({
    title: collectionFields.title,
    handle: handle.optional(),
    description: collectionFields.description.default(''),
    image_url: collectionFields.image_url.default(null),
  })
  .openapi('CollectionInput');
export const CollectionChange = z
  .strictObject(collectionFields)
  .partial()
  .openapi('CollectionChange');

export const Collection = z
  .object({
    id: id('collection'),
    handle: z.string(),
    title: z.string(),
    description: z.string(),
    image_url: z.string().nullable(),
    version,
  })
  .openapi('Collection');
export const AdminCollection = Collection.extend({ created_at: time, updated_at: time }).openapi(
  'AdminCollection',
);

export const listQuery = {
  collection: optionalText(200)
    .min(1)
    .optional()
    .openapi({ description: 'Id or handle of a collection' }),
  currency: currency.optional().openapi({ description: 'Leaves out what has no price in it' }),
};
