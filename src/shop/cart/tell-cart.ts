import { ShopError } from '../../core/error.ts';
import { randomText } from '../../core/id.ts';
import type { Context } from '../../platform/context.ts';
import { type CartAct, type CartReply, type CartState, lifetimeMs, onceId } from './cart.ts';

/** The state of a cart, without touching it. @throws cart_not_found */
export async function readCart(ctx: Context, cartId: string): Promise<CartState> {
  const state = (await ctx.mailbox('cart').peek(cartId, ctx.db)) as CartState | null;
  if (!state || ctx.clock.nowMs() >= state.touchedAtMs + lifetimeMs)
    throw new ShopError('cart_not_found');
  return state;
}

/**
 * Sends a cart one command; keyed by the caller's claim, so that a retry is not done twice. One without a
 * key is named too: its home repeats a save whose answer was lost, and others may have saved since.
 */
export async function tellCart(
  ctx: Context,
  cartId: string,
  act: CartAct,
  ifVersion?: number | undefined,
): Promise<CartState> {
  const { key = onceId(randomText(ctx, 16)), fingerprint } = ctx.claim ?? {};
  // A try goes before the change that has the key.
  const id = act.type === 'try-code' ? `${key}:try` : key;
  const command = { id, fingerprint, ifVersion, act };
  const reply = (await ctx.mailbox('cart').send(cartId, command)) as CartReply;
  if (!reply.ok) throw new ShopError(reply.code, reply.details);
  return reply.cart;
}
