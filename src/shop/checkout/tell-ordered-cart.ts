import type { Context } from '../../platform/context.ts';
import { tellCart } from '../cart/index.ts';
import { findOrder } from '../orders/index.ts';

/**
 * Tells a cart which order it became. The order decides that; the cart only shows it, so a cart that
 * is gone or out of reach is no failure. Told by the checkout, and again when the order is looked at.
 */
export async function tellOrderedCart(ctx: Context, orderId: string): Promise<void> {
  const found = await findOrder(ctx, orderId);
  if (!found) return;
  try {
    await tellCart(ctx, found.order.cartId, { type: 'complete', orderId });
  } catch (error) {
    ctx.log('debug', 'cart.not_told', { order: orderId, error: String(error) });
  }
}
