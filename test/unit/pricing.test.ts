import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { missingForCheckout, priceCart } from '../../src/shop/cart/pricing.ts';
import { ShopError } from '../../src/core/error.ts';
import { aCart, aCode, termsOf } from '../support/states.ts';

const vat = (rate: number, appliesToShipping = true) => [
  { country: 'GB', region: '', rate, appliesToShipping },
];
const flat = (amount: number) => [
  {
    id: 'zone_1',
    countries: ['*'],
    rates: [
      {
        id: 'rate_1',
        title: 'Post',
        type: 'flat' as const,
        price: { amount, currency: 'GBP' },
        from: 0,
        to: null,
      },
    ],
  },
];
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('totals', () => {
  test('contain tax where prices do', () => {
    const cart = aCart([{ quantity: 2, seenPrice: 600 }], { shippingOptionId: 'rate_1' });
    const { totals } = priceCart(
      cart,
      termsOf(cart, { taxRates: vat(200_000), zones: flat(300) }),
      0,
    );
    assert.deepEqual(totals, {
      subtotal: 1_200,
      discount: 0,
      shipping: 300,
      tax: 250,
      total: 1_500,
    });
  });

  test('have tax added where prices do not contain it', () => {
    const cart = aCart([{ quantity: 2, seenPrice: 600 }], { shippingOptionId: 'rate_1' });
    const terms = termsOf(cart, {
      taxRates: vat(200_000),
      zones: flat(300),
      taxDisplay: 'exclusive',
    });
    assert.deepEqual(priceCart(cart, terms, 0).totals, {
      subtotal: 1_200,
      discount: 0,
      shipping: 300,
      tax: 300,
      total: 1_800,
    });
    const untaxed = { ...terms, taxRates: vat(200_000, false) };
    assert.equal(priceCart(cart, untaxed, 0).totals.tax, 240);
  });

  test('tax what is left after the discount', () => {
    const cart = aCart([{ quantity: 1, seenPrice: 1_000 }], { discountCodes: ['TEN'] });
    const terms = termsOf(cart, {
      codes: new Map([['TEN', aCode()]]),
      taxRates: vat(200_000),
      taxDisplay: 'exclusive',
    });
    assert.deepEqual(priceCart(cart, terms, 0).totals, {
      subtotal: 1_000,
      discount: 100,
      shipping: 0,
      tax: 180,
      total: 1_080,
    });
  });

  test('are never above what JSON can carry exactly', () => {
    const dear = aCart([{ quantity: 100_000, seenPrice: Number.MAX_SAFE_INTEGER }]);
    assert.throws(() => priceCart(dear, termsOf(dear), 0), ShopError);
    const shipped = aCart([{ quantity: 1, seenPrice: 2 ** 51 }], { shippingOptionId: 'rate_1' });
    const terms = termsOf(shipped, { zones: flat(Number.MAX_SAFE_INTEGER) });
    assert.throws(() => priceCart(shipped, terms, 0), { code: 'amount_out_of_range' });
  });

  test('every cent value is charged exactly', () => {
    for (let seenPrice = 1; seenPrice <= 100_000; seenPrice += 37) {
      const cart = aCart([{ quantity: 3, seenPrice }]);
      assert.equal(priceCart(cart, termsOf(cart), 0).totals.total, 3 * seenPrice);
    }
  });

  test('sum over the lines, whatever the discounts, tax and shipping', () => {
    const cases = fc.record({
      lines: fc.array(
        fc.record({
          quantity: fc.integer({ min: 1, max: 1_000 }),
          seenPrice: fc.integer({ min: 0, max: 1e7 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      codes: fc.array(
        fc.record({
          type: fc.constantFrom('percentage' as const, 'fixed' as const, 'free_shipping' as const),
          value: fc.integer({ min: 0, max: 1_000_000 }),
        }),
        { maxLength: 3 },
      ),
      rate: fc.integer({ min: 0, max: 1_000_000 }),
      shipping: fc.integer({ min: 0, max: 10_000 }),
      taxDisplay: fc.constantFrom('inclusive' as const, 'exclusive' as const),
      appliesToShipping: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ lines, codes, rate, shipping, taxDisplay, appliesToShipping }) => {
        const names = codes.map((_, index) => `CODE${index}`);
        const cart = aCart(lines, { discountCodes: names, shippingOptionId: 'rate_1' });
        const known = new Map(
          codes.map((code, index) => [`CODE${index}`, aCode({ ...code, code: `CODE${index}` })]),
        );
        const terms = termsOf(cart, {
          codes: known,
          taxRates: vat(rate, appliesToShipping),
          zones: flat(shipping),
          taxDisplay,
        });
        const priced = priceCart(cart, terms, 0);
        const { totals } = priced;
        for (const amount of Object.values(totals))
          assert.ok(Number.isSafeInteger(amount) && amount >= 0);
        for (const line of priced.lines) {
          assert.ok(line.discount >= 0 && line.total >= 0 && line.tax >= 0);
          assert.equal(line.total, line.unitPrice * line.quantity - line.discount);
        }
        assert.equal(
          sum(priced.lines.map((line) => line.unitPrice * line.quantity)),
          totals.subtotal,
        );
        assert.equal(sum(priced.lines.map((line) => line.discount)), totals.discount);
        assert.equal(sum(priced.codes.map((code) => code.amount)), totals.discount);
        const shippingTax = totals.tax - sum(priced.lines.map((line) => line.tax));
        assert.ok(shippingTax >= 0);
        const paidForShipping = totals.shipping + (taxDisplay === 'exclusive' ? shippingTax : 0);
        assert.equal(sum(priced.lines.map((line) => line.paid)) + paidForShipping, totals.total);
      }),
    );
  });
});

describe('lines', () => {
  test('say what is the matter with them', () => {
    const cart = aCart([
      { quantity: 5, seenPrice: 100 },
      { quantity: 5, seenPrice: 100 },
      { quantity: 5, seenPrice: 100 },
      { quantity: 5, seenPrice: 100 },
    ]);
    const now = { sku: 'S', title: 'T', price: 100, weightGrams: 0, available: 5 };
    const variants = new Map([
      ['var_0', now],
      ['var_1', { ...now, available: 4 }],
      ['var_2', { ...now, price: 90 }],
    ]);
    const priced = priceCart(cart, { ...termsOf(cart), variants }, 0);
    assert.deepEqual(
      priced.lines.map(({ problem }) => problem),
      [undefined, 'stock_short', 'price_changed', 'unavailable'],
    );
    assert.deepEqual(
      priced.lines.map(({ unitPrice }) => unitPrice),
      [100, 100, 90, 100],
    );
  });
});

describe('codes', () => {
  test('that do not apply are named with their reason, and take nothing off', () => {
    const cart = aCart([{ quantity: 1, seenPrice: 1_000 }], { discountCodes: ['GONE', 'TEN'] });
    const priced = priceCart(
      cart,
      termsOf(cart, { codes: new Map([['TEN', aCode({ endsAt: 5 })]]) }),
      5,
    );
    assert.deepEqual(priced.refusedCodes, [
      { code: 'GONE', reason: 'unknown' },
      { code: 'TEN', reason: 'ended' },
    ]);
    assert.equal(priced.totals.discount, 0);
  });

  test('for free shipping take the price of every option', () => {
    const cart = aCart([{ quantity: 1, seenPrice: 1_000 }], {
      discountCodes: ['FREE'],
      shippingOptionId: 'rate_1',
    });
    const codes = new Map([['FREE', aCode({ type: 'free_shipping', value: 0 })]]);
    assert.equal(
      priceCart(cart, termsOf(cart, { codes, zones: flat(300) }), 0).totals.total,
      1_000,
    );
  });
});

test('what is missing for checkout is named in order', () => {
  const empty = aCart([], { email: null, shippingAddress: null });
  assert.deepEqual(missingForCheckout(priceCart(empty, termsOf(empty), 0)), [
    'lines',
    'email',
    'shipping_address',
  ]);
  const zoned = priceCart(empty, termsOf(empty, { zones: flat(1) }), 0);
  assert.deepEqual(missingForCheckout(zoned), [
    'lines',
    'email',
    'shipping_address',
    'shipping_option',
  ]);
  const ready = aCart([{ quantity: 1, seenPrice: 1 }]);
  assert.deepEqual(missingForCheckout(priceCart(ready, termsOf(ready), 0)), []);
});
