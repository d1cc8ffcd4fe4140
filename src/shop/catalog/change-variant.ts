import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { inWords } from '../../db/precondition.ts';
import type { Context } from '../../platform/context.ts';
import { mustFindProduct, nextVersion, saveProduct } from './change-product.ts';
import { newVariant, type VariantInput } from './create-product.ts';
import { presentAdminVariant } from './present.ts';
import { optionsOf, type ProductDoc, type VariantDoc } from './product.ts';
import type { StoredProduct } from './queries.ts';
import { initialStock } from './rows.ts';

type VariantChange = {
  [K in keyof Omit<VariantInput, 'inventory'>]?: VariantInput[K] | undefined;
} & { readonly inventory?: { readonly policy: 'deny' | 'continue' } | undefined };

/** Adds a variant to a product. @throws product_not_found, sku_taken */
export async function createVariant(
  ctx: Context,
  input: { productId: string; variant: VariantInput },
) {
  const before = await mustFindProduct(ctx, input.productId, undefined);
  const variant = newVariant(ctx, before.doc.title, input.variant);
  const { on_hand: onHand = 0, policy = 'deny' } = input.variant.inventory ?? {};
  const after: StoredProduct = {
    ...before,
    doc: withVariants(before.doc, [...before.doc.variants, variant]),
    stock: new Map([...before.stock, [variant.id, { onHand, reserved: 0, policy }]]),
    ...nextVersion(ctx, before),
  };
  return await saveProduct(ctx, {
    before,
    after,
    answer: presentAdminVariant(after, variant),
    more: initialStock([{ variantId: variant.id, onHand, policy }], after.updatedAtMs),
  });
}

/**
 * Changes a variant; its prices are changed here.
 * @throws product_not_found, variant_not_found, version_conflict, sku_taken, inventory_below_reserved
 */
export async function changeVariant(
  ctx: Context,
  input: {
    productId: string;
    variantId: string;
    change: VariantChange;
    ifVersion: number | undefined;
  },
) {
  const before = await mustFindProduct(ctx, input.productId, input.ifVersion);
  const { inventory, ...fields } = input.change;
  const variant: VariantDoc = {
    ...mustFindVariant(before, input.variantId),
    ...definedOnly(fields),
  };
  const level = before.stock.get(variant.id);
  const policy = inventory?.policy ?? level?.policy ?? 'deny';
  const after: StoredProduct = {
    ...before,
    doc: withVariants(
      before.doc,
      before.doc.variants.map((each) => (each.id === variant.id ? variant : each)),
    ),
    stock: new Map([...before.stock, [variant.id, { onHand: 0, reserved: 0, ...level, policy }]]),
    ...nextVersion(ctx, before),
  };
  const more = inventory
    ? [
        statement`UPDATE stock SET policy = ${policy}, version = version + 1 WHERE variant_id = ${variant.id}`,
        requireChange('stock'),
      ]
    : [];
  return await inWords(
    saveProduct(ctx, { before, after, answer: presentAdminVariant(after, variant), more }),
    {
      // More was sold than there is: the variant cannot stop selling below zero before it is restocked.
      'check:stock_oversold': () =>
        new ShopError('inventory_below_reserved', {
          on_hand: level?.onHand ?? 0,
          reserved: level?.reserved ?? 0,
        }),
    },
  );
}

/** @throws product_not_found, variant_not_found, version_conflict, variant_required */
export async function deleteVariant(
  ctx: Context,
  input: { productId: string; variantId: string; ifVersion: number | undefined },
) {
  const before = await mustFindProduct(ctx, input.productId, input.ifVersion);
  const variant = mustFindVariant(before, input.variantId);
  if (before.doc.variants.length === 1) throw new ShopError('variant_required');
  const doc = withVariants(
    before.doc,
    before.doc.variants.filter((each) => each.id !== variant.id),
  );
  const after: StoredProduct = { ...before, doc, ...nextVersion(ctx, before) };
  return await saveProduct(ctx, { before, after, answer: presentAdminVariant(before, variant) });
}

/** @throws variant_not_found */
export function mustFindVariant({ doc }: StoredProduct, id: string): VariantDoc {
  const found = doc.variants.find((variant) => variant.id === id);
  if (!found) throw new ShopError('variant_not_found');
  return found;
}

/** The options of a product follow its variants: every value that one uses is listed. */
export function withVariants(doc: ProductDoc, variants: readonly VariantDoc[]): ProductDoc {
  const used = optionsOf(variants);
  const options = doc.options.map((option) => ({
    ...option,
    values: [
      ...new Set([
        ...option.values,
        ...(used.find(({ name }) => name === option.name)?.values ?? []),
      ]),
    ],
  }));
  const added = used.filter(({ name }) => !options.some((option) => option.name === name));
  return { ...doc, variants, options: [...options, ...added] };
}
