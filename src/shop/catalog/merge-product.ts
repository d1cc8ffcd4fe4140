import { newId } from '../../core/id.ts';
import type { Money } from '../../core/money.ts';
import type { Context } from '../../platform/context.ts';
import { withVariants } from './change-variant.ts';
import { newVariant, type ProductInput, type VariantInput } from './create-product.ts';
import { type ImageDoc, type ProductDoc, type VariantDoc, variantTitle } from './product.ts';
import type { InitialStock } from './rows.ts';

/**
 * What a product becomes by an import. The file adds and changes: a variant or a currency that it does
 * not name stays, and so does every member that it does not give. Only new variants take its stock,
 * since a file that is imported again must not undo what was sold in between.
 */
export function mergeProduct(
  ctx: Context,
  before: ProductDoc,
  { input, given }: { input: ProductInput; given: ReadonlySet<string> },
): { doc: ProductDoc; stock: InitialStock[] } {
  const known = new Map(before.variants.map((variant) => [variant.sku, variant]));
  const named = new Map(input.variants.map((variant) => [variant.sku, variant]));
  const changed = before.variants.map((variant) => {
    const change = named.get(variant.sku);
    return change
      ? mergeVariant(variant, change, { before: before.title, after: input.title })
      : variant;
  });
  const stock: InitialStock[] = [];
  const added = input.variants
    .filter(({ sku }) => !known.has(sku))
    .map((variant) => {
      const made = newVariant(ctx, input.title, variant);
      const { inventory } = variant;
      if (inventory)
        stock.push({ variantId: made.id, onHand: inventory.on_hand, policy: inventory.policy });
      return made;
    });
  const merged: ProductDoc = {
    ...before,
    title: input.title,
    handle: input.handle ?? before.handle,
    description: given.has('description') ? input.description : before.description,
    status: given.has('status') ? input.status : before.status,
    options: input.options ?? before.options,
    images: given.has('images') ? mergeImages(ctx, before.images, input.images) : before.images,
    collections: given.has('collections') ? input.collections : before.collections,
    metadata: given.has('metadata') ? input.metadata : before.metadata,
  };
  return { doc: withVariants(merged, [...changed, ...added]), stock };
}

function mergeVariant(
  variant: VariantDoc,
  change: VariantInput,
  title: { before: string; after: string },
): VariantDoc {
  const options = Object.keys(change.options).length > 0 ? change.options : variant.options;
  const automatic = variant.title === variantTitle(title.before, variant.options);
  return {
    ...variant,
    title: change.title ?? (automatic ? variantTitle(title.after, options) : variant.title),
    options,
    prices: mergePrices(variant.prices, change.prices),
    weight_grams: change.weight_grams ?? variant.weight_grams,
  };
}

function mergePrices(before: readonly Money[], named: readonly Money[]): readonly Money[] {
  const prices = new Map([...before, ...named].map((price) => [price.currency, price]));
  return [...prices.values()];
}

/** An image that stays keeps its id. */
const mergeImages = (
  ctx: Context,
  before: readonly ImageDoc[],
  named: ProductInput['images'],
): ImageDoc[] =>
  named.map((image) => ({
    id: before.find(({ url }) => url === image.url)?.id ?? newId(ctx, 'image'),
    ...image,
  }));
