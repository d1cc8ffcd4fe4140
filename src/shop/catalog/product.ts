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

/** What the public sees of a product, but for what a page takes from elsewhere: `present.ts` adds it. */
export const pageOf = (doc: ProductDoc) => ({
  id: doc.id,
  handle: doc.handle,
  title: doc.title,
  description: doc.description,
  options: doc.options,
  variants: doc.variants.map(({ id, sku, title, options, prices }) => ({
    id,
    sku,
    title,
    options,
    prices,
  })),
  images: doc.images,
});

/** A product as lists show it, but for its prices. */
export const cardOf = (doc: ProductDoc) => ({
  id: doc.id,
  handle: doc.handle,
  title: doc.title,
  image: doc.images[0] ?? null,
  options: doc.options,
});

/** Every list that a product is in: of all and of each collection, in any currency and in each that it is sold in. */
export function listingsOf({ id, createdAtMs, variants, collections }: ProductDoc) {
  const sold = priceRanges(variants).map(({ min }) => ({
    currency: min.currency,
    lowest: min.amount,
  }));
  return ['', ...collections].flatMap((collection) =>
    [{ currency: '', lowest: null }, ...sold].map((listed) => ({
      id,
      createdAtMs,
      collection,
      ...listed,
    })),
  );
}

/** The range in the asked currency, else in the shop's, else in whichever the product is sold in. */
export const rangeIn = (
  ranges: readonly PriceRange[],
  wanted: string | undefined,
): PriceRange | null => ranges.find((range) => range.min.currency === wanted) ?? ranges[0] ?? null;

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
