import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { allocate, money, parseDecimal, proportion } from '../../src/core/money.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('proportion', () => {
  test('rounds ties to the even neighbor', () => {
    assert.equal(proportion(1, 1, 2), 0);
    assert.equal(proportion(3, 1, 2), 2);
    assert.equal(proportion(5, 1, 2), 2);
    assert.equal(proportion(7, 1, 2), 4);
    assert.equal(proportion(25, 1, 10), 2);
    assert.equal(proportion(35, 1, 10), 4);
    assert.equal(proportion(-5, 1, 2), -2);
    assert.equal(proportion(-7, 1, 2), -4);
  });

  test('stays exact where a double would not', () => {
    assert.equal(proportion(Number.MAX_SAFE_INTEGER, 999_999, 999_999), Number.MAX_SAFE_INTEGER);
    assert.equal(proportion(9_007_199_254_740_990, 500_000, 1_000_000), 4_503_599_627_370_495);
  });

  test('is never further than half a unit from the exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 2e6 }),
        (amount, of, by) => {
          const off = BigInt(proportion(amount, of, by)) * BigInt(by) - BigInt(amount) * BigInt(of);
          assert.ok(2n * (off < 0n ? -off : off) <= BigInt(by));
        },
      ),
    );
  });

  test('refuses a denominator that is not positive', () => {
    assert.throws(() => proportion(1, 1, 0), RangeError);
    assert.throws(() => proportion(1, 1, -1), RangeError);
  });
});

describe('allocate', () => {
  test('gives what is left over to the largest remainders, earlier parts first', () => {
    assert.deepEqual(allocate(100, [1, 1, 1]), [34, 33, 33]);
    assert.deepEqual(allocate(5, [3, 7]), [2, 3]);
    assert.deepEqual(allocate(1, [0, 0, 5]), [0, 0, 1]);
    assert.deepEqual(allocate(10, []), []);
    assert.deepEqual(allocate(10, [0, 0]), [0, 0]);
  });

  test('sums exactly, and no part is a whole unit from its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), weights, (amount, parts) => {
        const whole = sum(parts);
        fc.pre(whole > 0);
        const given = allocate(amount, parts);
        assert.equal(sum(given), amount);
        given.forEach((part, index) => {
          assert.ok(part >= 0);
          assert.ok(Math.abs(part - (amount * (parts[index] ?? 0)) / whole) < 1 + 1e-6);
        });
      }),
    );
  });

  test('never gives a part more than its weight when the amount is at most the sum', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
        const given = allocate(Math.floor(sum(parts) * share), parts);
        given.forEach((part, index) => assert.ok(part <= (parts[index] ?? 0)));
      }),
    );
  });
});

describe('decimals', () => {
  test('every cent from 0.01 to 1,000.00 is read exactly', () => {
    for (let amount = 1; amount <= 100_000; amount += 1) {
      const text = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
      if (parseDecimal(text, 'GBP') !== amount) assert.fail(text);
    }
  });

  test('follow the digits of the currency', () => {
    assert.equal(parseDecimal('12', 'JPY'), 12);
    assert.equal(parseDecimal('12.5', 'JPY'), undefined);
    assert.equal(parseDecimal('12.500', 'GBP'), 1_250);
    assert.equal(parseDecimal('12.345', 'KWD'), 12_345);
  });

  test('refuses what is no decimal', () => {
    for (const text of [
      '',
      '.',
      '1.',
      '.5',
      '-1',
      '1e3',
      '1,000',
      '0x10',
      '1 000',
      '12.345',
      'NaN',
      '1'.repeat(13),
    ]) {
      assert.equal(parseDecimal(text, 'GBP'), undefined, text);
    }
  });

  test('money is whole minor units', () => {
    assert.deepEqual(money(5, 'GBP'), { amount: 5, currency: 'GBP' });
    assert.throws(() => money(1.5, 'GBP'), RangeError);
    assert.throws(() => money(2 ** 53, 'GBP'), RangeError);
  });
});
