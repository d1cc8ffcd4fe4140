import { askTogether } from '../../db/read.ts';
import { rememberedEach } from '../../db/remembered.ts';
import type { Context } from '../../platform/context.ts';
import { type SellableVariant, variantsQuery } from './queries.ts';

/** What a SKU is called among variants, whose ids are called as they are. */
export const skuName = (sku: string): string => `sku:${sku}`;

/**
 * Variants by id, and by `skuName`, as the near copy had them at most a second ago: a price is held against
 * nobody before the primary has confirmed it. What is not there is missing.
 */
export async function sellableVariants(
  ctx: Context,
  { ids, skus = [] }: { readonly ids: readonly string[]; readonly skus?: readonly string[] },
): Promise<ReadonlyMap<string, SellableVariant>> {
  const read = async (names: readonly string[]) => byName(await readVariants(ctx, names));
  return await rememberedEach(ctx, { kind: 'variant', read, sizeOf }, [
    ...ids,
    ...skus.map(skuName),
  ]);
}

async function readVariants(ctx: Context, names: readonly string[]) {
  const isSku = (name: string) => name.startsWith(skuPrefix);
  const skus = names.filter(isSku).map((name) => name.slice(skuPrefix.length));
  const ids = names.filter((name) => !isSku(name));
  const asked = [
    ...(ids.length > 0 ? [variantsQuery('id', ids)] : []),
    ...(skus.length > 0 ? [variantsQuery('sku', skus)] : []),
  ];
  return (await askTogether(ctx.replica, asked)).flat();
}

const skuPrefix = skuName('');

/** By both of its names: what was put in by SKU is priced by id. */
const byName = (variants: readonly SellableVariant[]) =>
  new Map(
    variants.flatMap((variant) => [
      [variant.id, variant] as const,
      [skuName(variant.sku), variant] as const,
    ]),
  );

/** Two bytes a character, and what an object and its numbers take. */
const sizeOf = ({ sku, title, productTitle, prices }: SellableVariant): number =>
  2 * (sku.length + title.length + productTitle.length) + 32 * Object.keys(prices).length + 256;
