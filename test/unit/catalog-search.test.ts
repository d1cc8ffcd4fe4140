import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { optionsOf, priceRanges, rangeIn, variantTitle } from '../../src/shop/catalog/product.ts';
import { availabilityStatus } from '../../src/shop/inventory/stock.ts';
import { matchExpression } from '../../src/shop/search/terms.ts';

/** Any UTF-16 unit, lone surrogates and NUL too. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

const variant = (options: Record<string, string>, ...prices: [number, string][]) => ({
  id: 'var_1',
  sku: 'S',
  title: 'T',
  options,
  prices: prices.map(([amount, currency]) => ({ amount, currency })),
  weight_grams: 0,
});

describe('search terms', () => {
  test('every word is quoted and may go on', () => {
    assert.equal(matchExpression('red  cak'), '"red"* "cak"*');
    assert.equal(matchExpression('85123A'), '"85123A"*');
    assert.equal(matchExpression('ﬁne ２'), '"fine"* "2"*');
  });

  test('nothing to look for is no query', () => {
    for (const typed of ['', '   ', '!?"*()', '-', '\u0000'])
      assert.equal(matchExpression(typed), undefined);
  });

  test('are at most twelve', () => {
    assert.equal(matchExpression('a '.repeat(50))?.split(' ').length, 12);
  });

  test('let no operator of the index through', () => {
    const shape = /^("[\p{L}\p{N}]+"\*)( "[\p{L}\p{N}]+"\*)*$/u;
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), (typed) =>
        assert.match(matchExpression(typed) ?? '"x"*', shape),
      ),
    );
    assert.equal(
      matchExpression('a OR b NEAR(c) title:d'),
      '"a"* "OR"* "b"* "NEAR"* "c"* "title"* "d"*',
    );
  });
});

describe('products', () => {
  test('range from the lowest to the highest price in each currency', () => {
    const ranges = priceRanges([
      variant({}, [500, 'GBP'], [600, 'EUR']),
      variant({}, [300, 'GBP']),
      variant({}, [900, 'GBP']),
    ]);
    assert.deepEqual(ranges[0], {
      min: { amount: 300, currency: 'GBP' },
      max: { amount: 900, currency: 'GBP' },
    });
    assert.equal(rangeIn(ranges, 'EUR')?.min.amount, 600);
    assert.equal(rangeIn(ranges, 'USD')?.min.currency, 'GBP');
    assert.equal(rangeIn([], 'GBP'), null);
  });

  test('name their options as their variants use them', () => {
    const options = optionsOf([
      variant({ Color: 'Red', Size: 'M' }),
      variant({ Color: 'Blue', Size: 'M' }),
    ]);
    assert.deepEqual(options, [
      { name: 'Color', values: ['Red', 'Blue'] },
      { name: 'Size', values: ['M'] },
    ]);
    assert.equal(variantTitle('Mug', { Color: 'Red', Size: 'M' }), 'Red / M');
    assert.equal(variantTitle('Mug', {}), 'Mug');
  });
});

test('buyers are told of stock in four words', () => {
  const level = (onHand: number, reserved: number, policy: 'deny' | 'continue' = 'deny') =>
    availabilityStatus({ onHand, reserved, policy });
  assert.equal(availabilityStatus(undefined), 'out_of_stock');
  assert.equal(level(6, 0), 'in_stock');
  assert.equal(level(6, 1), 'low_stock');
  assert.equal(level(1, 1), 'out_of_stock');
  assert.equal(level(0, 0, 'continue'), 'backorder');
  assert.equal(level(-3, 0, 'continue'), 'backorder');
});
