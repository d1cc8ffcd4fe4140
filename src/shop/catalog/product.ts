import type { Money } from '../../core/money.ts';

/** A product as it is kept: everything but stock and the titles of its collections. */
export interface ProductDoc {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly status: ProductStatus;
  readonly options: readonly ProductOption[];
  readonly variants: readonly VariantDoc[];
  readonly images: readonly ImageDoc[];
  /** Ids of collections. */
  readonly collections: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
}

export type ProductStatus = 'draft' | 'active' | 'archived';

export interface ProductOption {
  readonly name: string;
  readonly values: readonly string[];
}

export interface VariantDoc {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly prices: readonly Money[];
  readonly weight_grams: number;
}

export interface ImageDoc {
  readonly id: string;
  readonly url: string;
  readonly alt: string;
}

export interface PriceRange {
  readonly min: Money;
  readonly max: Money;
}

/** A product as lists show it. */
export interface ProductCard {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly ranges: readonly PriceRange[];
  readonly image: ImageDoc | null;
  readonly options: readonly ProductOption[];
}

/** The lowest and highest price in each currency, in the order in which currencies first occur. */
export function priceRanges(variants: readonly VariantDoc[]): PriceRange[] {
  const ranges = new Map<string, { min: number; max: number }>();
  for (const { amount, currency } of variants.flatMap((variant) => variant.prices)) {
    const known = ranges.get(currency);
    ranges.set(currency, {
      min: Math.min(known?.min ?? amount, amount),
      max: Math.max(known?.max ?? amount, amount),
    });
  }
  return [...ranges].map(([currency, { min, max }]) => ({
    min: { amount: min, currency },
    max: { amount: max, currency },
  }));
}

export const cardOf = (doc: ProductDoc): ProductCard => ({
  id: doc.id,
  handle: doc.handle,
  title: doc.title,
  ranges: priceRanges(doc.variants),
  image: doc.images[0] ?? null,
  options: doc.options,
});

/** The range in the asked currency, else in the shop's, else in whichever the product is sold in. */
export const rangeIn = (ranges: readonly PriceRange[], wanted: string): PriceRange | null =>
  ranges.find((range) => range.min.currency === wanted) ?? ranges[0] ?? null;

/** `Red / M`, or the product's own title for its only variant. */
export const variantTitle = (product: string, options: Readonly<Record<string, string>>): string =>
  Object.values(options).join(' / ') || product;

/** The options of a product as its variants use them, where it does not list them itself. */
export function optionsOf(variants: readonly Pick<VariantDoc, 'options'>[]): ProductOption[] {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of variants.flatMap((variant) => Object.entries(variant.options))) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return [...values].map(([name, used]) => ({ name, values: [...used] }));
}
