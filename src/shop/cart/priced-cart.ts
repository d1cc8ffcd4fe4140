import { askTogether } from '../../db/read.ts';
import { remembered } from '../../db/remembered.ts';
import type { Context } from '../../platform/context.ts';
import { fullTitle, variantsQuery } from '../catalog/index.ts';
import { availableOf, levelsQuery } from '../inventory/index.ts';
import { codesQuery } from '../promotions/index.ts';
import { shopQuery } from '../settings/index.ts';
import { zonesQuery } from '../shipping/index.ts';
import { taxRatesQuery } from '../tax/index.ts';
import type { CartState } from './cart.ts';
import { type CurrentVariant, type PricedCart, priceCart, type Terms } from './pricing.ts';

/** Prices a cart on what is current in the near copy; `seeingNow` before a price is held against anybody. */
export async function pricedCart(ctx: Context, cart: CartState): Promise<PricedCart> {
  const [house, wanted] = await Promise.all([readHouseTerms(ctx), readWanted(ctx, cart)]);
  return priceCart(cart, { ...house, ...wanted }, ctx.clock.nowMs());
}

/**
 * What is the same for every cart. It changes seldom, so each process remembers it; an order is placed
 * only if its version is still the one that it was priced with.
 */
export const readHouseTerms = (ctx: Context) =>
  remembered(ctx, 'house-terms', async () => {
    const [shop, zones, taxRates] = await askTogether(ctx.replica, [
      shopQuery(ctx),
      zonesQuery,
      taxRatesQuery,
    ]);
    return {
      zones,
      taxRates,
      taxDisplay: shop.tax_display,
      defaultCurrency: shop.default_currency,
      version: shop.terms,
    };
  });

/** What this cart asks for: its variants, what there is of them, and its codes. */
async function readWanted(
  ctx: Context,
  cart: CartState,
): Promise<Pick<Terms, 'variants' | 'codes'>> {
  const variantIds = cart.lines.map((line) => line.variantId);
  const [found, levels, codes] = await askTogether(ctx.replica, [
    variantsQuery('id', variantIds, cart.currency),
    levelsQuery(variantIds),
    codesQuery(cart.discountCodes, cart.email),
  ]);
  const variants = new Map<string, CurrentVariant>();
  for (const variant of found) {
    const { id, sku, price, sellable, weightGrams } = variant;
    if (!sellable || price === null) continue;
    const level = levels.get(id);
    const available =
      level?.policy === 'continue' ? null : Math.max(0, level ? availableOf(level) : 0);
    variants.set(id, { sku, title: fullTitle(variant), price, weightGrams, available });
  }
  return { variants, codes };
}
