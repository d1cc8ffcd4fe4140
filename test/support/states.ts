import type { CartState } from '../../src/shop/cart/cart.ts';
import type { CurrentVariant, Terms } from '../../src/shop/cart/pricing.ts';
import type { OrderEvent, PlacedOrder } from '../../src/shop/orders/event.ts';
import { evolve, unplaced } from '../../src/shop/orders/evolve.ts';
import type { Order, Payment } from '../../src/shop/orders/order.ts';
import type { DiscountCode } from '../../src/shop/promotions/discount.ts';

/** States for the pure files, each valid by itself; a test changes what it is about. */
export const aCode = (more: Partial<DiscountCode> = {}): DiscountCode => ({
  id: 'disc_1',
  code: 'TEN',
  version: 1,
  type: 'percentage',
  value: 100_000,
  currency: null,
  minimumSubtotal: null,
  usageLimit: null,
  usageLimitPerCustomer: null,
  used: 0,
  usedByCustomer: 0,
  startsAt: null,
  endsAt: null,
  ...more,
});

export const aCart = (
  lines: readonly { quantity: number; seenPrice: number }[],
  more: Partial<CartState> = {},
): CartState => ({
  id: 'cart_1',
  currency: 'GBP',
  status: 'active',
  lines: lines.map((line, index) => ({
    id: `line_${index}`,
    variantId: `var_${index}`,
    sku: `S${index}`,
    title: `T${index}`,
    ...line,
  })),
  discountCodes: [],
  email: 'buyer@example.com',
  shippingAddress: { name: 'A', line1: 'B', city: 'C', country: 'GB' },
  billingAddress: null,
  shippingOptionId: null,
  note: null,
  orderId: null,
  version: 1,
  touchedAtMs: 0,
  done: [],
  ...more,
});

/** Terms on which every line of the cart costs what its buyer saw, with stock to spare. */
export const termsOf = (cart: CartState, more: Partial<Terms> = {}): Terms => ({
  variants: new Map(
    cart.lines.map(({ variantId, sku, title, seenPrice }): [string, CurrentVariant] => [
      variantId,
      { sku, title, price: seenPrice, weightGrams: 100, available: null },
    ]),
  ),
  codes: new Map(),
  zones: [],
  taxRates: [],
  taxDisplay: 'inclusive',
  version: 1,
  ...more,
});

export const aPayment = (more: Partial<Payment> = {}): Payment => ({
  id: 'pay_1',
  provider: 'test',
  status: 'created',
  amount: 3_000,
  token: 'tok_success',
  returnUrl: null,
  origin: 'https://shop.example',
  started: false,
  providerRef: null,
  nextAction: null,
  clientSecret: null,
  reason: null,
  createdAtMs: 0,
  ...more,
});

const line = (id: string, quantity: number, unitPrice: number) => ({
  id,
  variantId: `var_${id}`,
  sku: id,
  title: id,
  quantity,
  unitPrice,
  discount: 0,
  total: quantity * unitPrice,
  tax: 0,
  paid: quantity * unitPrice,
});

/** Three of `a` at 7.00, one of `b` at 5.00 and 4.00 shipping; held until 900,000. */
export const placedOrder = (more: Partial<PlacedOrder> = {}): OrderEvent => ({
  type: 'order.placed',
  data: {
    id: 'ord_1',
    number: 1_001,
    cartId: 'cart_1',
    currency: 'GBP',
    email: 'buyer@example.com',
    note: null,
    lines: [line('a', 3, 700), line('b', 1, 500)],
    totals: { subtotal: 2_600, discount: 0, shipping: 400, tax: 0, total: 3_000 },
    discountCodes: [],
    shippingAddress: null,
    billingAddress: null,
    shippingOption: null,
    holdExpiresAtMs: 900_000,
    createdAtMs: 0,
    ...more,
  },
});

export const payment = (more: Partial<Payment> = {}): OrderEvent => ({
  type: 'payment.created',
  data: { payment: aPayment(more) },
});
export const captured: OrderEvent = { type: 'payment.captured', data: { paymentId: 'pay_1' } };
export const confirmed: OrderEvent = { type: 'order.confirmed', data: {} };

/** The order after these events. */
export const given = (...events: readonly OrderEvent[]): Order => events.reduce(evolve, unplaced);
