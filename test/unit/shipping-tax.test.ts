import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type ShippingRate, shippingOptions, zoneOf } from '../../src/shop/shipping/shipping.ts';
import { rateOf, taxOf } from '../../src/shop/tax/tax.ts';

const rate = (id: string, amount: number, more: Partial<ShippingRate> = {}): ShippingRate => ({
  id,
  title: id,
  type: 'flat',
  price: { amount, currency: 'GBP' },
  from: 0,
  to: null,
  ...more,
});

describe('shipping', () => {
  const zones = [
    { id: 'zone_world', countries: ['*'], rates: [rate('world', 2_000)] },
    {
      id: 'zone_gb',
      countries: ['GB'],
      rates: [
        rate('slow', 300),
        rate('fast', 200),
        rate('euro', 1, { price: { amount: 1, currency: 'EUR' } }),
      ],
    },
  ];
  const cart = { country: 'GB', currency: 'GBP', subtotal: 5_000, weightGrams: 1_000 };
  const ids = (rates: readonly ShippingRate[], more: Partial<typeof cart> = {}) =>
    shippingOptions([{ id: 'z', countries: ['GB'], rates }], { ...cart, ...more }).map(
      ({ id }) => id,
    );

  test('a named country comes before the rest of the world', () => {
    assert.equal(zoneOf(zones, 'GB')?.id, 'zone_gb');
    assert.equal(zoneOf(zones, 'FR')?.id, 'zone_world');
    assert.equal(zoneOf(zones, undefined), undefined);
    assert.equal(zoneOf([], 'GB'), undefined);
  });

  test('options are those of the currency, the cheapest first', () => {
    assert.deepEqual(
      shippingOptions(zones, cart).map(({ id }) => id),
      ['fast', 'slow'],
    );
  });

  test('ranges take their lower end and leave their upper one', () => {
    const free = [
      rate('free', 0, { type: 'subtotal', from: 5_000 }),
      rate('paid', 500, { type: 'subtotal', from: 0, to: 5_000 }),
    ];
    assert.deepEqual(ids(free), ['free']);
    assert.deepEqual(ids(free, { subtotal: 4_999 }), ['paid']);
    const heavy = [
      rate('light', 1, { type: 'weight', to: 1_000 }),
      rate('heavy', 2, { type: 'weight', from: 1_000, to: 2_000 }),
    ];
    assert.deepEqual(ids(heavy), ['heavy']);
    assert.deepEqual(ids(heavy, { weightGrams: 2_000 }), []);
  });
});

describe('tax', () => {
  const rates = [
    { country: 'DE', region: '', rate: 190_000, appliesToShipping: true },
    { country: 'DE', region: 'HELGOLAND', rate: 0, appliesToShipping: true },
    { country: 'US', region: 'CA', rate: 72_500, appliesToShipping: false },
  ];

  test('a region goes before its country', () => {
    assert.equal(rateOf(rates, { country: 'DE', region: ' Helgoland ' })?.rate, 0);
    assert.equal(rateOf(rates, { country: 'DE', region: 'Bayern' })?.rate, 190_000);
    assert.equal(rateOf(rates, { country: 'DE' })?.rate, 190_000);
    assert.equal(rateOf(rates, { country: 'US' }), undefined);
    assert.equal(rateOf(rates, { country: 'US', region: '' }), undefined);
    assert.equal(rateOf(rates, null), undefined);
  });

  test('is added to net prices and contained in gross ones', () => {
    assert.equal(taxOf(1_000, 200_000, 'exclusive'), 200);
    assert.equal(taxOf(1_200, 200_000, 'inclusive'), 200);
    assert.equal(taxOf(0, 200_000, 'inclusive'), 0);
    assert.equal(taxOf(25, 100_000, 'exclusive'), 2);
  });

  test('that is contained is never more than the price', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (amount, percent) => {
          const tax = taxOf(amount, percent, 'inclusive');
          assert.ok(tax >= 0 && tax <= amount);
          assert.ok(Math.abs(taxOf(amount - tax, percent, 'exclusive') - tax) <= 1);
        },
      ),
    );
  });
});
