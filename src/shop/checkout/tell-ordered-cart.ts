import type { Context } from '../../platform/context.ts';
import { tellCart } from '../cart/index.ts';

/**
 * Tells a cart which order it became. The order decides that; the cart only shows it, so a cart that
 * is gone or out of reach is no failure. Told by the checkout, and again when the order is looked at.
 */
export async function tellOrderedCart(
  ctx: Context,
  order: { readonly id: string; readonly cartId: string },
): Promise<void> {
  try {
    await tellCart(ctx, order.cartId, { type: 'complete', orderId: order.id });
  } catch (error) {
    ctx.log('debug', 'cart.not_told', { order: order.id, error: String(error) });
  }
}
