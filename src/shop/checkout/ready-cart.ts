import { ShopError } from '../../core/error.ts';
import type { Money } from '../../core/money.ts';
import type { Context } from '../../platform/context.ts';
import { missingForCheckout, type PricedCart, pricedCart, readCart } from '../cart/index.ts';
import { findOrderOfCart } from '../orders/index.ts';

/**
 * The cart, priced and fit to be placed; undefined when the near copy says that it is not.
 * @throws cart_not_found, and of the primary cart_completed, cart_incomplete, stock_short, code_not_applicable,
 * total_changed
 */
export async function readyCart(
  ctx: Context,
  { cartId, expectedTotal }: { readonly cartId: string; readonly expectedTotal: Money },
): Promise<PricedCart | undefined> {
  const cart = await readCart(ctx, cartId);
  const priced = await pricedCart(ctx, cart);
  try {
    if (cart.orderId) throw new ShopError('cart_completed', { order_id: cart.orderId });
    refuseUnready(priced, expectedTotal);
    return priced;
  } catch (error) {
    // A copy that has come as far as a token says may still lack what came later.
    if (!ctx.fresh || ctx.replica !== ctx.db) return undefined;
    // That it is ordered already comes before everything else, and the cart may not have been told.
    const ordered = cart.orderId ?? (await findOrderOfCart(ctx, cart.id));
    if (ordered) throw new ShopError('cart_completed', { order_id: ordered });
    throw error;
  }
}

/** The refusals of checkout, in the order that the contract fixes. */
function refuseUnready(priced: PricedCart, expected: Money): void {
  const missing = missingForCheckout(priced);
  if (missing.length > 0) throw new ShopError('cart_incomplete', { missing });
  const short = shortItems(priced);
  if (short.length > 0) throw new ShopError('stock_short', { items: short });
  const refused = priced.refusedCodes[0];
  if (refused) throw codeRefused({ reason: refused.reason, discount_code: refused.code });
  const total = priced.totals.total;
  if (total !== expected.amount || priced.cart.currency !== expected.currency) {
    throw new ShopError('total_changed', {
      current_total: { amount: total, currency: priced.cart.currency },
    });
  }
}

const shortItems = ({ lines }: PricedCart) =>
  lines
    .filter((line) => line.problem === 'unavailable' || line.problem === 'stock_short')
    .map((line) => ({ sku: line.sku, requested: line.quantity, available: line.available ?? 0 }));

/** At checkout it is a conflict with what the buyer was shown, where entering a code it is a mistake. */
export const codeRefused = (details: Record<string, unknown>) =>
  new ShopError('code_not_applicable', { ...details, status: 409 });
