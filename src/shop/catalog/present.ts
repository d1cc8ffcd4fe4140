import type { Money } from '../../core/money.ts';
import { timestamp } from '../../core/text.ts';
import { priceRanges, type ProductCard, rangeIn, type VariantDoc } from './product.ts';
import type { CardRow, StoredProduct } from './queries.ts';

type PublicVariant = Pick<VariantDoc, 'id' | 'sku' | 'title' | 'options'> &
  ({ readonly prices: readonly Money[] } | { readonly price: Money });

/** A product as the public sees it; with `currency`, only what is sold in it. */
export function presentProduct(
  { doc, collections, version }: StoredProduct,
  shop: { currency: string | undefined; fallback: string },
) {
  const { currency } = shop;
  const variants = doc.variants.flatMap((variant): PublicVariant[] => {
    const shown = {
      id: variant.id,
      sku: variant.sku,
      title: variant.title,
      options: variant.options,
    };
    if (currency === undefined) return [{ ...shown, prices: variant.prices }];
    const price = variant.prices.find((each) => each.currency === currency);
    return price ? [{ ...shown, price }] : [];
  });
  return {
    id: doc.id,
    handle: doc.handle,
    title: doc.title,
    description: doc.description,
    price_range: rangeIn(priceRanges(doc.variants), currency ?? shop.fallback),
    options: doc.options,
    variants,
    images: doc.images,
    collections,
    version,
  };
}

/** A row of a public list. */
export function presentCard(
  { card, version }: Pick<CardRow, 'card' | 'version'>,
  currency: string,
) {
  const { ranges, ...shown } = JSON.parse(card) as ProductCard;
  return {
    id: shown.id,
    handle: shown.handle,
    title: shown.title,
    price_range: rangeIn(ranges, currency),
    image: shown.image,
    options: shown.options,
    version,
  };
}

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
