import { askTogether, type ReadDatabase } from '../../db/read.ts';
import type { Context } from '../../platform/context.ts';
import { fullTitle, variantsQuery } from '../catalog/index.ts';
import { availableOf, levelsQuery } from '../inventory/index.ts';
import { codesQuery } from '../promotions/index.ts';
import { shopQuery } from '../settings/index.ts';
import { zonesQuery } from '../shipping/index.ts';
import { taxRatesQuery } from '../tax/index.ts';
import type { CartState } from './cart.ts';
import { type CurrentVariant, type PricedCart, priceCart, type Terms } from './pricing.ts';

/**
 * Prices a cart on what is current in `db`: the near copy for a look, the primary before money is
 * bound.
 */
export async function pricedCart(
  ctx: Context,
  cart: CartState,
  db: ReadDatabase,
): Promise<PricedCart> {
  return priceCart(cart, await readTerms(ctx, cart, db), ctx.clock.nowMs());
}

async function readTerms(ctx: Context, cart: CartState, db: ReadDatabase): Promise<Terms> {
  const variantIds = cart.lines.map((line) => line.variantId);
  const country = cart.shippingAddress?.country;
  const [shop, found, levels, codes, zones, taxRates] = await askTogether(db, [
    shopQuery(ctx),
    variantsQuery('id', variantIds, cart.currency),
    levelsQuery(variantIds),
    codesQuery(cart.discountCodes, cart.email),
    zonesQuery,
    taxRatesQuery(country),
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
  return { variants, codes, zones, taxRates, taxDisplay: shop.tax_display, version: shop.terms };
}
