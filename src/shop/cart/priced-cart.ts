import { ask, askTogether } from '../../db/read.ts';
import { remembered, rememberedEach } from '../../db/remembered.ts';
import type { Context } from '../../platform/context.ts';
import { fullTitle, sellableVariants } from '../catalog/index.ts';
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
  const [found, codes] = await Promise.all([
    sellableVariants(ctx, { ids: cart.lines.map((line) => line.variantId) }),
    readCodes(ctx, cart),
  ]);
  const variants = new Map<string, CurrentVariant>();
  for (const { variantId } of cart.lines) {
    const variant = found.get(variantId);
    const price = variant?.prices[cart.currency];
    if (!variant?.sellable || price === undefined) continue;
    const { sku, weightGrams, available } = variant;
    variants.set(variantId, { sku, title: fullTitle(variant), price, weightGrams, available });
  }
  return { variants, codes };
}

/** How often a buyer has used a code is part of it. */
async function readCodes(
  ctx: Context,
  { discountCodes: names, email }: CartState,
): Promise<Terms['codes']> {
  if (names.length === 0) return noCodes;
  const kind = {
    kind: `code:${email?.toLowerCase() ?? ''}`,
    read: (asked: readonly string[]) => ask(ctx.replica, codesQuery(asked, email)),
    sizeOf: () => 512,
  };
  return await rememberedEach(ctx, kind, names);
}

const noCodes: Terms['codes'] = new Map();
