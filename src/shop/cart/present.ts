import type { Money } from '../../core/money.ts';
import { timestamp } from '../../core/text.ts';
import { normalizeCode } from '../promotions/index.ts';
import { lifetimeMs } from './cart.ts';
import type { PricedCart, PricedLine } from './pricing.ts';

interface Message {
  readonly type: 'warning' | 'info';
  readonly code: string;
  readonly path: string;
  readonly detail: string;
  readonly [extra: string]: unknown;
}

/** A cart as its holder sees it. */
export function presentCart(priced: PricedCart) {
  const { cart, totals, codes, shippingOption } = priced;
  const inCurrency = (amount: number): Money => ({ amount, currency: cart.currency });
  return {
    id: cart.id,
    status: cart.status,
    currency: cart.currency,
    lines: priced.lines.map((line) => ({
      id: line.id,
      variant_id: line.variantId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unit_price: inCurrency(line.unitPrice),
      discount: inCurrency(line.discount),
      total: inCurrency(line.total),
    })),
    discount_codes: cart.discountCodes.map((code) => {
      const applied = codes.find((each) => normalizeCode(each.code) === code);
      return { code: applied?.code ?? code, amount: inCurrency(applied?.amount ?? 0) };
    }),
    email: cart.email,
    shipping_address: cart.shippingAddress,
    billing_address: cart.billingAddress ?? cart.shippingAddress,
    shipping_option: shippingOption
      ? {
          id: shippingOption.id,
          title: shippingOption.title,
          price: inCurrency(shippingOption.price),
        }
      : null,
    note: cart.note,
    totals: {
      subtotal: inCurrency(totals.subtotal),
      discount: inCurrency(totals.discount),
      shipping: inCurrency(totals.shipping),
      tax: inCurrency(totals.tax),
      total: inCurrency(totals.total),
    },
    messages: messagesOf(priced),
    ...(cart.orderId === null ? {} : { order_id: cart.orderId }),
    version: cart.version,
    expires_at: timestamp(cart.touchedAtMs + lifetimeMs),
  };
}

function messagesOf(priced: PricedCart): Message[] {
  if (priced.cart.status === 'completed') return [];
  const lines = priced.lines.flatMap((line, index) => {
    const message = lineMessage(line, `/lines/${index}`, priced.cart.currency);
    return message ? [message] : [];
  });
  const codes = priced.refusedCodes.map(({ code, reason }): Message => ({
    type: 'warning',
    code: 'code_not_applicable',
    path: `/discount_codes/${priced.cart.discountCodes.indexOf(code)}`,
    detail: `The code ${code} does not apply.`,
    reason,
  }));
  const { shippingOptionId } = priced.cart;
  const lost =
    shippingOptionId !== null && !priced.shippingOption && priced.cart.shippingAddress !== null;
  const shipping: Message[] = lost
    ? [
        {
          type: 'warning',
          code: 'shipping_option_unavailable',
          path: '/shipping_option',
          detail: 'The shipping option that was chosen does not serve this cart any more.',
        },
      ]
    : [];
  return [...lines, ...codes, ...shipping];
}

function lineMessage(line: PricedLine, path: string, currency: string): Message | undefined {
  switch (line.problem) {
    case 'unavailable':
      return {
        type: 'warning',
        code: 'variant_not_sellable',
        path,
        detail: `${line.title} is not sold any more.`,
      };
    case 'stock_short':
      return {
        type: 'warning',
        code: 'stock_short',
        path,
        detail: `Only ${line.available} of ${line.title} can be had now.`,
        requested: line.quantity,
        available: line.available,
      };
    case 'price_changed':
      return {
        type: 'info',
        code: 'price_changed',
        path,
        detail: `The price of ${line.title} has changed.`,
        previous: { amount: line.seenPrice, currency },
      };
    default:
      return undefined;
  }
}
