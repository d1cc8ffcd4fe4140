import type { Address } from '../../core/address.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import { hmac, sha256 } from '../../core/digest.ts';
import { ask } from '../../db/read.ts';
import { rememberedEach } from '../../db/remembered.ts';
import { signingSecret } from '../../db/settings.ts';
import type { Context } from '../../platform/context.ts';
import {
  fullTitle,
  type SellableVariant,
  sellableVariants,
  sellsInQuery,
  skuName,
} from '../catalog/index.ts';
import { normalizeCode } from '../promotions/index.ts';
import { type CartState, hasDone, type NewLine } from './cart.ts';
import { readCart, tellCart } from './tell-cart.ts';
import { presentCart } from './present.ts';
import { pricedCart, readHouseTerms } from './priced-cart.ts';

export interface LineInput {
  readonly variant_id?: string | undefined;
  readonly sku?: string | undefined;
  readonly quantity: number;
}

interface OnCart {
  readonly cartId: string;
  readonly ifVersion: number | undefined;
}

/**
 * Opens a cart. Under an Idempotency-Key its id follows from the key, so that a retry finds it.
 * @throws currency_not_available, variant_not_sellable, cart_limit, amount_out_of_range
 */
export async function createCart(
  ctx: Context,
  input: { currency?: string | undefined; lines: readonly LineInput[] },
) {
  const currency = input.currency ?? (await readHouseTerms(ctx)).defaultCurrency;
  if (input.currency !== undefined && !(await sellsIn(ctx, currency))) {
    throw new ShopError('currency_not_available', { currency });
  }
  const offers = await readOffers(ctx, input.lines);
  const lines = offers.map(({ line, prices }, index): NewLine => {
    const price = prices[currency];
    if (price === undefined) throw notSellable('no_price', index, line.sku);
    return { ...line, price };
  });
  const cartId = ctx.claim ? await cartIdOf(ctx, ctx.claim.key) : newId(ctx, 'cart');
  return await show(ctx, await tellCart(ctx, cartId, { type: 'create', cartId, currency, lines }));
}

/**
 * The id of the cart that is created under a key: as hard to guess as a random one to whoever does not know the
 * signing secret and the key.
 */
export async function cartIdOf(ctx: Context, key: string): Promise<string> {
  const digest = sha256(hmac(await signingSecret(ctx), `cart:${key}`));
  return `cart_${digest.slice(0, 36)}`;
}

/** The cart as it costs now. @throws cart_not_found, amount_out_of_range */
export async function showCart(ctx: Context, cartId: string) {
  return await show(ctx, await readCart(ctx, cartId));
}

/** Adds units of a variant. @throws cart_not_found, cart_completed, variant_not_sellable, cart_limit */
export async function addLine(ctx: Context, input: OnCart & { line: LineInput }) {
  const { cartId, ifVersion } = input;
  const changed = await unlessDone(ctx, cartId, async () => {
    const [offer] = await readOffers(ctx, [input.line]);
    if (!offer) throw notSellable('not_found', 0, undefined);
    return await tellCart(ctx, cartId, { type: 'add-line', ...offer }, ifVersion);
  });
  return await show(ctx, changed);
}

/** Sets how many units a line has; 0 removes it. @throws cart_not_found, cart_completed, line_not_found */
export async function setQuantity(
  ctx: Context,
  input: OnCart & { lineId: string; quantity: number },
) {
  const { lineId, quantity } = input;
  // What is taken out costs nothing.
  const price = quantity === 0 ? null : await priceOfLine(ctx, input);
  const act = { type: 'set-quantity', lineId, quantity, price } as const;
  return await show(ctx, await tellCart(ctx, input.cartId, act, input.ifVersion));
}

export interface CartChange {
  readonly email?: string | null | undefined;
  readonly shipping_address?: Address | null | undefined;
  readonly billing_address?: Address | null | undefined;
  readonly shipping_option_id?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** Sets who buys and where it goes. @throws cart_not_found, cart_completed, shipping_option_unavailable */
export async function updateCart(ctx: Context, input: OnCart & { change: CartChange }) {
  const { email, shipping_address, billing_address, shipping_option_id, note } = input.change;
  const changes = {
    ...(email === undefined ? {} : { email }),
    ...(shipping_address === undefined ? {} : { shippingAddress: shipping_address }),
    ...(billing_address === undefined ? {} : { billingAddress: billing_address }),
    ...(shipping_option_id === undefined ? {} : { shippingOptionId: shipping_option_id }),
    ...(note === undefined ? {} : { note }),
  };
  const { cartId, ifVersion } = input;
  const changed = await unlessDone(ctx, cartId, async () => {
    if (shipping_option_id) {
      const cart = await readCart(ctx, cartId);
      const { shippingOptions } = await pricedCart(ctx, { ...cart, ...changes });
      if (!shippingOptions.some((option) => option.id === shipping_option_id))
        throw new ShopError('shipping_option_unavailable', { shipping_option_id });
    }
    return await tellCart(ctx, cartId, { type: 'update', changes }, ifVersion);
  });
  return await show(ctx, changed);
}

/**
 * Enters a discount code.
 * @throws cart_not_found, cart_completed, code_not_applicable, cart_limit; rate_limited after many others
 */
export async function addCode(ctx: Context, input: OnCart & { code: string }) {
  const { cartId, ifVersion } = input;
  const code = normalizeCode(input.code);
  const changed = await unlessDone(ctx, cartId, async () => {
    const cart = await readCart(ctx, cartId);
    const others = cart.discountCodes.filter((each) => each !== code);
    if (others.length === cart.discountCodes.length)
      await tellCart(ctx, cartId, { type: 'try-code' }, ifVersion);
    const { refusedCodes } = await pricedCart(ctx, { ...cart, discountCodes: [...others, code] });
    const refusal = refusedCodes.find((each) => each.code === code);
    if (refusal) throw new ShopError('code_not_applicable', { reason: refusal.reason });
    return await tellCart(ctx, cartId, { type: 'add-code', code }, ifVersion);
  });
  return await show(ctx, changed);
}

/** Takes a discount code out; one that is not there is no error. @throws cart_not_found, cart_completed */
export async function removeCode(ctx: Context, input: OnCart & { code: string }) {
  const act = { type: 'remove-code', code: normalizeCode(input.code) } as const;
  return await show(ctx, await tellCart(ctx, input.cartId, act, input.ifVersion));
}

/** How the cart may be shipped, and for how much. @throws cart_not_found */
export async function listShippingOptions(ctx: Context, cartId: string) {
  const cart = await readCart(ctx, cartId);
  const { shippingOptions } = await pricedCart(ctx, cart);
  return {
    data: shippingOptions.map(({ id, title, price }) => ({
      id,
      title,
      price: { amount: price, currency: cart.currency },
    })),
  };
}

/**
 * The cart after a change that may be refused before the cart is told of it. What this key has done, in a process that
 * died before it could answer, is not refused for what the shop has changed since.
 */
async function unlessDone(
  ctx: Context,
  cartId: string,
  change: () => Promise<CartState>,
): Promise<CartState> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    // That there is no such cart comes first.
    const cart = await readCart(ctx, cartId);
    if (ctx.claim && hasDone(cart, ctx.claim)) return cart;
    throw error;
  }
}

const show = async (ctx: Context, cart: CartState) => presentCart(await pricedCart(ctx, cart));

/** That it does not is not remembered: a first price may come any time. */
async function sellsIn(ctx: Context, currency: string): Promise<boolean> {
  const kind = {
    kind: `sells-in:${currency}`,
    read: async () => new Map((await ask(ctx.replica, sellsInQuery(currency))) ? [['', true]] : []),
    sizeOf: () => 0,
  };
  return (await rememberedEach(ctx, kind, [''])).has('');
}

async function priceOfLine(
  ctx: Context,
  { cartId, lineId }: { readonly cartId: string; readonly lineId: string },
): Promise<number | null> {
  const cart = await readCart(ctx, cartId);
  const line = cart.lines.find((each) => each.id === lineId);
  if (!line) return null;
  const found = await sellableVariants(ctx, { ids: [line.variantId] });
  return found.get(line.variantId)?.prices[cart.currency] ?? null;
}

/** A line as it could be put into a cart of any currency that it has a price in. */
interface Offer {
  readonly line: Omit<NewLine, 'price'>;
  readonly prices: SellableVariant['prices'];
}

/** @throws variant_not_sellable, with the reason */
async function readOffers(ctx: Context, lines: readonly LineInput[]): Promise<Offer[]> {
  if (lines.length === 0) return [];
  const found = await sellableVariants(ctx, {
    ids: lines.flatMap((line) => line.variant_id ?? []),
    skus: lines.flatMap((line) => line.sku ?? []),
  });
  return lines.map((line, index) => {
    const variant = found.get(line.variant_id ?? skuName(line.sku ?? ''));
    const named = line.variant_id ?? line.sku;
    if (!variant) throw notSellable('not_found', index, named);
    if (!variant.sellable) throw notSellable('not_active', index, named);
    const { id: variantId, sku, prices } = variant;
    const title = fullTitle(variant);
    const { quantity } = line;
    return { line: { id: newId(ctx, 'line'), variantId, sku, title, quantity }, prices };
  });
}

const notSellable = (reason: string, line: number, variant: string | undefined) =>
  new ShopError('variant_not_sellable', { reason, line, variant });
