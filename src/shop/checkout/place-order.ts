import { ShopError } from '../../core/error.ts';
import { newId, randomText } from '../../core/id.ts';
import type { Money } from '../../core/money.ts';
import type { Context } from '../../platform/context.ts';
import { missingForCheckout, type PricedCart, pricedCart, readCart } from '../cart/index.ts';
import {
  accessTokenOf,
  findOrder,
  findOrderOfCart,
  newPayment,
  nextLook,
  type Order,
  orderDecider,
  type OrderEvent,
  type PaymentChoice,
  type PlacedOrder,
  presentOrder,
  projection,
  startLatestPayment,
} from '../orders/index.ts';
import { enabledProvider } from '../payments/index.ts';
import { tellOrderedCart } from './tell-ordered-cart.ts';

interface PlaceOrder {
  readonly cartId: string;
  readonly expectedTotal: Money;
  readonly payment: PaymentChoice;
}

/** Prices may move between pricing and placing; after this many rounds the buyer is asked again. */
const roundsMax = 4;

/**
 * Turns a cart into an order. One command makes it durable: stock reserved for all lines or none, codes
 * used, prices as expected. Then, outside any transaction, the payment is started.
 * @throws cart_not_found, cart_completed, cart_incomplete, stock_short, code_not_applicable, total_changed,
 * provider_not_enabled, payment_token_invalid, amount_not_chargeable
 */
export async function placeOrder(ctx: Context, input: PlaceOrder) {
  // An earlier run under this key placed the order and died before it could answer: go on from there.
  const orderId = ctx.claim?.resumes ?? (await place(ctx, input));
  const placed = await findOrder(ctx, orderId);
  if (!placed) throw new ShopError('order_not_found');
  const [started] = await Promise.all([
    startLatestPayment(ctx, placed),
    tellOrderedCart(ctx, placed.order),
  ]);
  if (started.order.totals.total === 0) await ctx.queue.send({ kind: 'order', id: orderId });
  return { ...presentOrder(started), access_token: await accessTokenOf(ctx, orderId) };
}

/** Places the order and answers its id. */
async function place(ctx: Context, input: PlaceOrder): Promise<string> {
  for (let round = 0; round < roundsMax; round += 1) {
    const cart = await readCart(ctx, input.cartId);
    const ordered = cart.orderId ?? (await findOrderOfCart(ctx, cart.id));
    if (ordered) throw new ShopError('cart_completed', { order_id: ordered });
    const priced = await pricedCart(ctx, cart, ctx.db);
    refuseUnready(priced, input.expectedTotal);
    const payment =
      priced.totals.total === 0 ? undefined : newPayment(ctx, input.payment, totalOf(priced));
    const order = newOrder(ctx, priced, holdSeconds(ctx, input.payment.provider));
    const events: OrderEvent[] = [{ type: 'order.placed', data: order }];
    if (payment) events.push({ type: 'payment.created', data: { payment } });
    const { outcome, detail } = await submit(ctx, { priced, events });
    switch (outcome) {
      case 'placed':
        return order.id;
      case 'cart_ordered':
        throw new ShopError('cart_completed', { order_id: detail });
      case 'stock_short':
        throw new ShopError('stock_short', { items: JSON.parse(detail ?? '[]') });
      case 'code_refused':
        if (!detail?.includes('"changed"')) throw codeRefused(JSON.parse(detail ?? '{}'));
        break;
      case 'claimed':
        throw new ShopError('idempotency_in_flight', { retry_after: 1 });
      default:
      // Something was repriced in between: price again, and let `expected_total` decide.
    }
  }
  throw new ShopError('overloaded', { retry_after: 1 });
}

const totalOf = ({ totals, cart }: PricedCart): Money => ({
  amount: totals.total,
  currency: cart.currency,
});

const codeRefused = (details: Record<string, unknown>) =>
  new ShopError('code_not_applicable', { ...details, status: 409 });

const holdSeconds = (ctx: Context, provider: string): number =>
  enabledProvider(ctx, provider).holdSeconds(ctx.config.holdSeconds);

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

function newOrder(ctx: Context, priced: PricedCart, holdFor: number): PlacedOrder {
  const { cart, totals, shippingOption } = priced;
  const nowMs = ctx.clock.nowMs();
  return {
    id: newId(ctx, 'order'),
    // The database counts: it puts the number in when the order is placed.
    number: 0,
    cartId: cart.id,
    currency: cart.currency,
    email: cart.email ?? '',
    note: cart.note,
    lines: priced.lines.map((line) => ({
      id: line.id,
      variantId: line.variantId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      total: line.total,
      tax: line.tax,
      paid: line.paid,
    })),
    totals,
    discountCodes: priced.codes.map(({ code, amount }) => ({ code, amount })),
    shippingAddress: cart.shippingAddress,
    billingAddress: cart.billingAddress ?? cart.shippingAddress,
    shippingOption: shippingOption ?? null,
    holdExpiresAtMs: nowMs + holdFor * 1_000,
    createdAtMs: nowMs,
  };
}

async function submit(
  ctx: Context,
  { priced, events }: { priced: PricedCart; events: readonly OrderEvent[] },
) {
  const order: Order = events.reduce(orderDecider.evolve, orderDecider.initialState);
  const { doc, payments } = projection(order);
  const nowMs = order.createdAtMs;
  return await ctx.writer.command({
    view: 'place_order',
    key: `place:${randomText(ctx, 26)}`,
    row: {
      claim_key: ctx.claim?.key ?? null,
      claim_fingerprint: ctx.claim?.fingerprint ?? null,
      order_id: order.id,
      cart_id: order.cartId,
      terms: priced.termsVersion,
      lines: JSON.stringify(
        order.lines.map(({ variantId, sku, quantity, unitPrice }) => ({
          variant_id: variantId,
          sku,
          quantity,
          unit_price: unitPrice,
        })),
      ),
      codes: JSON.stringify(priced.codes.map(({ id, version }) => ({ id, version }))),
      events: JSON.stringify(events.map((event) => ({ id: newId(ctx, 'event'), ...event }))),
      doc,
      payments,
      email: order.email,
      currency: order.currency,
      total: order.totals.total,
      due_at: nextLook(order, nowMs) ?? nowMs,
      at: nowMs,
    },
  });
}
