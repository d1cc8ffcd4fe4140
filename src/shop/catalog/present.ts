import { timestamp } from '../../core/text.ts';
import type { Facets } from '../search/index.ts';
import { type pageOf, type PriceRange, rangeIn, type VariantDoc } from './product.ts';
import type { Card, PageRow } from './public-queries.ts';
import type { StoredProduct } from './queries.ts';

type PublicPage = ReturnType<typeof pageOf>;

/** A product as the public sees it, as JSON: as it is stored, or with `currency` only what is sold in it. */
export function presentPage(
  { page, ranges, collections, version }: PageRow,
  { currency, shown }: { currency: string | undefined; shown: string },
): string {
  const text = currency === undefined ? page : soldIn(page, currency);
  const range = rangeText(ranges, shown);
  return `${opened(text)},"price_range":${range},"collections":${collections},"version":${version}}`;
}

function soldIn(page: string, currency: string): string {
  const { variants, ...shown } = JSON.parse(page) as PublicPage;
  return JSON.stringify({
    ...shown,
    variants: variants.flatMap(({ prices, ...variant }) => {
      const price = prices.find((each) => each.currency === currency);
      return price ? [{ ...variant, price }] : [];
    }),
  });
}

/** A row of a public list, as JSON. */
export const presentCard = ({ card, ranges }: Card, currency: string | undefined): string =>
  `${opened(card)},"price_range":${rangeText(ranges, currency)}}`;

const rangeText = (ranges: string, currency: string | undefined): string =>
  JSON.stringify(rangeIn(JSON.parse(ranges) as PriceRange[], currency));

/** A JSON object to which members may be added. */
const opened = (text: string): string => text.slice(0, -1);

/** A page of rows that are JSON already. */
export const presentList = ({
  data,
  ...more
}: {
  readonly data: readonly string[];
  readonly page: object;
  readonly facets?: object | undefined;
}): string => `{"data":[${data.join(',')}],${JSON.stringify(more).slice(1)}`;

/** Facets in the currency that prices are shown in. */
export const presentFacets = ({ price, ...counted }: Facets, currency: string) => ({
  ...counted,
  ...(price === undefined
    ? {}
    : {
        price: price && {
          min: { amount: price.min, currency },
          max: { amount: price.max, currency },
        },
      }),
});

const noStock = { onHand: 0, reserved: 0, policy: 'deny' } as const;

const presentVariantFields = (variant: VariantDoc, stock: StoredProduct['stock']) => {
  const level = stock.get(variant.id) ?? noStock;
  return {
    id: variant.id,
    sku: variant.sku,
    title: variant.title,
    options: variant.options,
    prices: variant.prices,
    weight_grams: variant.weight_grams,
    inventory: {
      on_hand: level.onHand,
      reserved: level.reserved,
      available: level.onHand - level.reserved,
      policy: level.policy,
    },
  };
};

/** A product as its merchant sees it. */
export function presentAdminProduct(stored: StoredProduct) {
  const { doc, version, collections, stock, updatedAtMs } = stored;
  return {
    id: doc.id,
    handle: doc.handle,
    title: doc.title,
    description: doc.description,
    status: doc.status,
    options: doc.options,
    variants: doc.variants.map((variant) => presentVariantFields(variant, stock)),
    images: doc.images,
    collections,
    metadata: doc.metadata,
    version,
    created_at: timestamp(doc.createdAtMs),
    updated_at: timestamp(updatedAtMs),
  };
}

/** One variant as its merchant sees it. Its version is its product's, since they are saved together. */
export function presentAdminVariant(stored: StoredProduct, variant: VariantDoc) {
  return {
    ...presentVariantFields(variant, stored.stock),
    product_id: stored.doc.id,
    version: stored.version,
  };
}

/** One image as its merchant sees it. */
export const presentAdminImage = ({ doc, version }: StoredProduct, imageId: string) => {
  const image = doc.images.find((each) => each.id === imageId);
  return image && { ...image, product_id: doc.id, version };
};
