import { ShopError } from '../../core/error.ts';
import { newId, randomText } from '../../core/id.ts';
import type { Money } from '../../core/money.ts';
import { slug } from '../../core/text.ts';
import { commit } from '../../db/commit.ts';
import { ask, type ReadDatabase } from '../../db/read.ts';
import { inWords } from '../../db/precondition.ts';
import { WriteRefused } from '../../db/write-refused.ts';
import type { Context } from '../../platform/context.ts';
import { presentAdminProduct } from './present.ts';
import {
  optionsOf,
  type ProductDoc,
  type ProductOption,
  type ProductStatus,
  type VariantDoc,
  variantTitle,
} from './product.ts';
import { resolveCollections, type StoredProduct, variantsQuery } from './queries.ts';
import { type InitialStock, initialStock, writeProducts } from './rows.ts';

export interface ProductInput {
  readonly title: string;
  readonly handle?: string | undefined;
  readonly description: string;
  readonly status: ProductStatus;
  readonly options?: readonly ProductOption[] | undefined;
  readonly variants: readonly VariantInput[];
  readonly images: readonly { readonly url: string; readonly alt: string }[];
  readonly collections: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

export interface VariantInput {
  readonly sku: string;
  readonly title?: string | undefined;
  readonly options: Readonly<Record<string, string>>;
  readonly prices: readonly Money[];
  readonly weight_grams?: number | undefined;
  readonly inventory?:
    | { readonly on_hand: number; readonly policy: 'deny' | 'continue' }
    | undefined;
}

/** Two creates that want one automatic handle race; the loser takes another. */
const handleTriesMax = 5;

/**
 * Creates a product with its variants and their first stock.
 * @throws sku_taken, handle_taken, collection_unknown
 */
export async function createProduct(ctx: Context, input: ProductInput) {
  refuseRepeatedSkus(input.variants);
  const collections = await knownCollections(ctx.db, input.collections);
  for (let attempt = 0; ; attempt += 1) {
    const handle = input.handle ?? automaticHandle(ctx, input.title, attempt);
    const { doc, stock } = newProduct(ctx, {
      ...input,
      handle,
      collections: collections.map(({ id }) => id),
    });
    const statements = [
      ...writeProducts({ created: [doc], nowMs: doc.createdAtMs }),
      ...initialStock(stock, doc.createdAtMs),
    ];
    const answer = presentAdminProduct(justCreated(doc, stock, collections));
    try {
      return await inWords(commit(ctx, { statements, answer }), takenSku(ctx, doc));
    } catch (error) {
      if (!(error instanceof WriteRefused) || error.by !== 'unique:products.handle') throw error;
      if (input.handle !== undefined || attempt >= handleTriesMax)
        throw new ShopError('handle_taken', { handle });
    }
  }
}

/** The handle of a title; from the second try on with something random behind it. */
export function automaticHandle(
  ctx: Pick<Context, 'random'>,
  title: string,
  attempt: number,
): string {
  const base = slug(title) || 'product';
  return attempt === 0 ? base : `${base}-${randomText(ctx, 4)}`;
}

/** The document of a new product and the first stock of its variants. */
export function newProduct(ctx: Context, input: ProductInput & { readonly handle: string }) {
  const variants = input.variants.map((variant) => newVariant(ctx, input.title, variant));
  const doc: ProductDoc = {
    id: newId(ctx, 'product'),
    handle: input.handle,
    title: input.title,
    description: input.description,
    status: input.status,
    options: input.options ?? optionsOf(variants),
    variants,
    images: input.images.map((image) => ({ id: newId(ctx, 'image'), ...image })),
    collections: input.collections,
    metadata: input.metadata,
    createdAtMs: ctx.clock.nowMs(),
  };
  const stock = input.variants.flatMap(({ inventory }, index): InitialStock[] => {
    const variantId = variants[index]?.id;
    return inventory && variantId
      ? [{ variantId, onHand: inventory.on_hand, policy: inventory.policy }]
      : [];
  });
  return { doc, stock };
}

export const newVariant = (
  ctx: Context,
  productTitle: string,
  input: VariantInput,
): VariantDoc => ({
  id: newId(ctx, 'variant'),
  sku: input.sku,
  title: input.title ?? variantTitle(productTitle, input.options),
  options: input.options,
  prices: input.prices,
  weight_grams: input.weight_grams ?? 0,
});

/** @throws sku_taken when one SKU is given to two variants of a product */
export function refuseRepeatedSkus(variants: readonly { readonly sku: string }[]): void {
  const seen = new Set<string>();
  for (const { sku } of variants) {
    if (seen.has(sku)) throw new ShopError('sku_taken', { sku, holder: null });
    seen.add(sku);
  }
}

/** What a taken SKU is called, with the variant that has it. */
export const takenSku = (ctx: Context, doc: ProductDoc) => ({
  'unique:variants.sku': async () => {
    const skus = doc.variants.map((variant) => variant.sku);
    const own = new Set(doc.variants.map((variant) => variant.id));
    const holder = (await ask(ctx.db, variantsQuery('sku', skus))).find(({ id }) => !own.has(id));
    return new ShopError('sku_taken', { sku: holder?.sku ?? null, holder: holder?.id ?? null });
  },
});

/** @throws collection_unknown */
export async function knownCollections(db: ReadDatabase, names: readonly string[]) {
  const found = await resolveCollections(db, names);
  const unknown = names.find(
    (name) => !found.some(({ id, handle }) => id === name || handle === name),
  );
  if (unknown !== undefined) throw new ShopError('collection_unknown', { collection: unknown });
  return found;
}

const justCreated = (
  doc: ProductDoc,
  stock: readonly InitialStock[],
  collections: StoredProduct['collections'],
): StoredProduct => ({
  doc,
  version: 1,
  updatedAtMs: doc.createdAtMs,
  collections,
  stock: new Map(
    stock.map(({ variantId, onHand, policy }) => [variantId, { onHand, reserved: 0, policy }]),
  ),
});
