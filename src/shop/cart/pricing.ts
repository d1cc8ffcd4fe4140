import { ShopError } from '../../core/error.ts';
import {
  applyDiscounts,
  type CodeRefusal,
  type DiscountCode,
  normalizeCode,
  whyNotApplicable,
} from '../promotions/index.ts';
import { type ShippingOption, type ShippingZone, shippingOptions } from '../shipping/index.ts';
import { rateOf, type TaxDisplay, type TaxRate, taxOf } from '../tax/index.ts';
import type { CartLine, CartState } from './cart.ts';

/** What is current about the variant of a line; null where it can no longer be bought. */
export interface CurrentVariant {
  readonly sku: string;
  readonly title: string;
  readonly price: number;
  readonly weightGrams: number;
  /** Units that can be had now; null when it sells without limit. */
  readonly available: number | null;
}

/** Everything outside the cart that its totals are made of. */
export interface Terms {
  readonly variants: ReadonlyMap<string, CurrentVariant>;
  readonly codes: ReadonlyMap<string, DiscountCode>;
  readonly zones: readonly ShippingZone[];
  readonly taxRates: readonly TaxRate[];
  readonly taxDisplay: TaxDisplay;
  /** Grows with every change of zones, tax and display. */
  readonly version: number;
}

export interface PricedLine extends CartLine {
  readonly unitPrice: number;
  readonly discount: number;
  /** As listed, after discount. */
  readonly total: number;
  readonly tax: number;
  /** What the buyer pays for the line, tax included. */
  readonly paid: number;
  readonly problem: 'unavailable' | 'stock_short' | 'price_changed' | undefined;
  readonly available: number | null;
}

export interface PricedCart {
  readonly cart: CartState;
  readonly lines: readonly PricedLine[];
  readonly codes: readonly {
    readonly id: string;
    readonly code: string;
    readonly version: number;
    readonly amount: number;
  }[];
  readonly refusedCodes: readonly { readonly code: string; readonly reason: CodeRefusal }[];
  readonly shippingOptions: readonly ShippingOption[];
  readonly shippingOption: ShippingOption | undefined;
  /** Whether the shop ships by zones at all: without any, nothing is asked and nothing is charged. */
  readonly shipsByZone: boolean;
  readonly totals: {
    readonly subtotal: number;
    readonly discount: number;
    readonly shipping: number;
    readonly tax: number;
    readonly total: number;
  };
  readonly termsVersion: number;
}

const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0);

/** Prices a cart. Pure: the same cart on the same terms always costs the same. */
export function priceCart(cart: CartState, terms: Terms, nowMs: number): PricedCart {
  const listed = cart.lines.map(
    (line) => (terms.variants.get(line.variantId)?.price ?? line.seenPrice) * line.quantity,
  );
  const subtotal = sum(listed);
  // Past 2^53 sums would silently lose pennies.
  if (!Number.isSafeInteger(subtotal * 2)) throw new ShopError('amount_out_of_range');

  const entered = cart.discountCodes.map((code) => {
    const found = terms.codes.get(code);
    const reason = whyNotApplicable(found, { currency: cart.currency, subtotal, nowMs });
    return { code, found, reason };
  });
  const applicable = entered.flatMap(({ found, reason }) =>
    found && reason === undefined ? [found] : [],
  );
  const discounted = applyDiscounts(applicable, listed);
  const discount = sum(discounted.lines);

  const options = shippingOf(cart, terms, subtotal - discount).map((option) =>
    discounted.freeShipping ? { ...option, price: 0 } : option,
  );
  const shippingOption = options.find((option) => option.id === cart.shippingOptionId);
  const shipping = shippingOption?.price ?? 0;

  const rate = rateOf(terms.taxRates, cart.shippingAddress);
  const taxed = (amount: number) => (rate ? taxOf(amount, rate.rate, terms.taxDisplay) : 0);
  const lines = cart.lines.map((line, index) => {
    const off = discounted.lines[index] ?? 0;
    return pricedLine(line, { off, net: (listed[index] ?? 0) - off, taxed, terms });
  });
  const tax = sum(lines.map((line) => line.tax)) + (rate?.appliesToShipping ? taxed(shipping) : 0);
  const due = subtotal - discount + shipping;
  const total = terms.taxDisplay === 'exclusive' ? due + tax : due;
  if (!Number.isSafeInteger(total)) throw new ShopError('amount_out_of_range');
  return {
    cart,
    lines,
    codes: discounted.codes.map((code) => ({
      ...code,
      version: terms.codes.get(normalizeCode(code.code))?.version ?? 0,
    })),
    refusedCodes: entered.flatMap(({ code, reason }) =>
      reason === undefined ? [] : [{ code, reason }],
    ),
    shippingOptions: options,
    shippingOption,
    shipsByZone: terms.zones.length > 0,
    totals: { subtotal, discount, shipping, tax, total },
    termsVersion: terms.version,
  };
}

function shippingOf(cart: CartState, terms: Terms, subtotal: number): ShippingOption[] {
  const weightOf = (line: CartLine) => terms.variants.get(line.variantId)?.weightGrams ?? 0;
  return shippingOptions(terms.zones, {
    country: cart.shippingAddress?.country,
    currency: cart.currency,
    subtotal,
    weightGrams: sum(cart.lines.map((line) => weightOf(line) * line.quantity)),
  });
}

interface LinePrice {
  readonly off: number;
  readonly net: number;
  readonly taxed: (amount: number) => number;
  readonly terms: Terms;
}

function pricedLine(line: CartLine, { off, net, taxed, terms }: LinePrice): PricedLine {
  const now = terms.variants.get(line.variantId);
  const tax = taxed(net);
  return {
    ...line,
    sku: now?.sku ?? line.sku,
    title: now?.title ?? line.title,
    unitPrice: now?.price ?? line.seenPrice,
    discount: off,
    total: net,
    tax,
    paid: terms.taxDisplay === 'exclusive' ? net + tax : net,
    available: now ? now.available : 0,
    problem: problemOf(line, now),
  };
}

function problemOf(line: CartLine, now: CurrentVariant | undefined): PricedLine['problem'] {
  if (!now) return 'unavailable';
  if (now.available !== null && now.available < line.quantity) return 'stock_short';
  return now.price === line.seenPrice ? undefined : 'price_changed';
}

/** What has to be set before the cart can be checked out. */
export function missingForCheckout({
  cart,
  shippingOption,
  shipsByZone,
  lines,
}: PricedCart): string[] {
  const missing: string[] = [];
  if (lines.length === 0) missing.push('lines');
  if (cart.email === null) missing.push('email');
  if (cart.shippingAddress === null) missing.push('shipping_address');
  if (shipsByZone && !shippingOption) missing.push('shipping_option');
  return missing;
}
