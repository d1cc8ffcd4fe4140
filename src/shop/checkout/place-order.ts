import { ShopError } from '../../core/error.ts';
import { newId, randomText } from '../../core/id.ts';
import type { Money } from '../../core/money.ts';
import { type Context, seeingNow } from '../../platform/context.ts';
import type { PricedCart } from '../cart/index.ts';
import {
  accessTokenOf,
  mustFindOrder,
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
  type StoredOrder,
} from '../orders/index.ts';
import { enabledProvider, providerOf } from '../payments/index.ts';
import { codeRefused, readyCart } from './ready-cart.ts';
import { tellOrderedCart } from './tell-ordered-cart.ts';

interface PlaceOrder {
  readonly cartId: string;
  readonly expectedTotal: Money;
  readonly payment: PaymentChoice;
}

/** Prices may move between pricing and placing; after this many rounds the buyer is asked again. */
const roundsMax = 5;

/**
 * Turns a cart into an order. One command makes it durable, with the answer: stock reserved for all
 * lines or none, codes used, prices as expected. The payment comes after it, outside any transaction:
 * the queue starts it, or this request where the buyer needs what the provider says.
 * @throws cart_not_found, cart_completed, cart_incomplete, stock_short, code_not_applicable, total_changed,
 * provider_not_enabled, payment_token_invalid, amount_not_chargeable, idempotency_in_flight, overloaded
 */
export async function placeOrder(ctx: Context, input: PlaceOrder) {
  // An earlier run under this key placed the order and died before it could answer: go on from there.
  const placed = ctx.claim?.resumes
    ? await mustFindOrder(ctx, ctx.claim.resumes)
    : await place(ctx, input);
  const [started] = await Promise.all([
    buyerWaits(placed.order) ? startLatestPayment(ctx, placed) : placed,
    tellOrderedCart(ctx, placed.order),
  ]);
  if (!buyerWaits(placed.order)) await ctx.queue.send({ kind: 'order', id: placed.order.id });
  return await answerOf(ctx, started);
}

/** Whether the buyer's client goes on with the provider's reply: a page to visit, a secret to pay with. */
const buyerWaits = ({ payments: [payment] }: Order): boolean =>
  payment !== undefined && providerOf(payment).answersBuyer(payment.token);

const answerOf = async (ctx: Context, placed: StoredOrder) => ({
  ...presentOrder(placed),
  access_token: await accessTokenOf(ctx, placed.order.id),
});

/**
 * Places the order. Prices are read from the near copy first, since the command compares them with the
 * primary's; a refusal is only believed of the primary.
 */
async function place(ctx: Context, input: PlaceOrder): Promise<StoredOrder> {
  for (let round = 0; round < roundsMax; round += 1) {
    const priced = await readyCart(round === 0 ? ctx : seeingNow(ctx), input);
    if (!priced) continue;
    const { outcome, detail, placed } = await submit(ctx, priced, input.payment);
    switch (outcome) {
      case 'placed':
        return placed;
      case 'cart_ordered':
        throw new ShopError('cart_completed', { order_id: detail });
      case 'stock_short':
        throw new ShopError('stock_short', { items: JSON.parse(detail ?? '[]') });
      case 'code_refused':
        refuseCode(detail);
        break;
      case 'claimed':
        throw new ShopError('idempotency_in_flight', { retry_after: 1 });
      default:
      // Something was repriced in between: price again, and let `expected_total` decide.
    }
  }
  throw new ShopError('overloaded', { retry_after: 1 });
}

/** Throws a refusal of the primary, unless it is that a code was changed: then its price is worked out again. */
function refuseCode(detail: string | null): void {
  const refusal = JSON.parse(detail ?? '{}') as { readonly reason?: string };
  if (refusal.reason !== 'changed') throw codeRefused({ ...refusal });
}

const totalOf = ({ totals, cart }: PricedCart): Money => ({
  amount: totals.total,
  currency: cart.currency,
});

const holdSeconds = (ctx: Context, provider: string): number =>
  enabledProvider(ctx, provider).holdSeconds(ctx.config.holdSeconds);

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

async function submit(ctx: Context, priced: PricedCart, choice: PaymentChoice) {
  const events = newEvents(ctx, priced, choice);
  const order: Order = events.reduce(orderDecider.evolve, orderDecider.initialState);
  const found = { order, version: events.length };
  const waits = buyerWaits(order);
  const { claim } = ctx;
  const { doc, payments } = projection(order);
  const { outcome, detail } = await ctx.writer.command({
    view: 'place_order',
    key: `place:${randomText(ctx, 26)}`,
    row: {
      claim_key: claim?.key ?? null,
      claim_fingerprint: claim?.fingerprint ?? null,
      // Without an answer the claim says "running", until the provider has replied.
      answer_status: claim?.status ?? null,
      answer: claim && !waits ? JSON.stringify(await answerOf(ctx, found)) : null,
      order_id: order.id,
      cart_id: order.cartId,
      terms: priced.termsVersion,
      lines: order.lines.map(({ variantId, sku, quantity, unitPrice }) => ({
        variant_id: variantId,
        sku,
        quantity,
        unit_price: unitPrice,
      })),
      codes: priced.codes.map(({ id, version }) => ({ id, version })),
      events: events.map((event) => ({ id: newId(ctx, 'event'), ...event })),
      doc,
      payments,
      email: order.email,
      currency: order.currency,
      total: order.totals.total,
      due_at: waits ? nextLook(order, order.createdAtMs) : order.createdAtMs,
      at: order.createdAtMs,
    },
  });
  if (outcome === 'placed' && claim && !waits) claim.answered = true;
  // The database counted: the number is its answer.
  return { outcome, detail, placed: { ...found, order: { ...order, number: Number(detail) } } };
}

function newEvents(ctx: Context, priced: PricedCart, choice: PaymentChoice): OrderEvent[] {
  const payment = priced.totals.total === 0 ? undefined : newPayment(ctx, choice, totalOf(priced));
  const order = newOrder(ctx, priced, holdSeconds(ctx, choice.provider));
  const placed: OrderEvent = { type: 'order.placed', data: order };
  return payment ? [placed, { type: 'payment.created', data: { payment } }] : [placed];
}
