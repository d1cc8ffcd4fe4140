import { ask, askTogether } from '../../db/read.ts';
import { remembered } from '../../db/remembered.ts';
import type { Context } from '../../platform/context.ts';
import { fullTitle, variantsQuery } from '../catalog/index.ts';
import { codesQuery } from '../promotions/index.ts';
import { shopQuery } from '../settings/index.ts';
import { zonesQuery } from '../shipping/index.ts';
import { taxRatesQuery } from '../tax/index.ts';
import type { CartState } from './cart.ts';
import { type CurrentVariant, type PricedCart, priceCart, type Terms } from './pricing.ts';

/**
 * Prices a cart on what is current in the near copy; `seeingNow` before a price is held against anybody.
 * @throws amount_out_of_range
 */
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
  const asked = variantsQuery('id', variantIds, cart.currency);
  // Few carts have a code, and one question alone needs no transaction around it.
  const [found, codes] =
    cart.discountCodes.length === 0
      ? [await ask(ctx.replica, asked), noCodes]
      : await askTogether(ctx.replica, [asked, codesQuery(cart.discountCodes, cart.email)]);
  const variants = new Map<string, CurrentVariant>();
  for (const variant of found) {
    const { id, sku, price, sellable, weightGrams, available } = variant;
    if (!sellable || price === null) continue;
    variants.set(id, { sku, title: fullTitle(variant), price, weightGrams, available });
  }
  return { variants, codes };
}

const noCodes: Terms['codes'] = new Map();
