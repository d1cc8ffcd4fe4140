import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  applyDiscounts,
  type DiscountCode,
  normalizeCode,
  whyNotApplicable,
} from '../../src/shop/promotions/discount.ts';
import { aCode } from '../support/states.ts';

const cart = { currency: 'GBP', subtotal: 1_000, nowMs: 500 };

test('codes are compared without regard to case, surrounding space or how an accent is composed', () => {
  assert.equal(normalizeCode('  welcome10 '), 'WELCOME10');
  assert.equal(normalizeCode('cafe\u0301'), normalizeCode('CAF\u00c9'));
});

test('a code says why it does not apply', () => {
  const reasons: [Partial<DiscountCode>, string | undefined][] = [
    [{}, undefined],
    [{ startsAt: 501 }, 'not_started'],
    [{ startsAt: 500 }, undefined],
    [{ endsAt: 500 }, 'ended'],
    [{ endsAt: 501 }, undefined],
    [{ usageLimit: 3, used: 3 }, 'used_up'],
    [{ usageLimit: 3, used: 2 }, undefined],
    [{ usageLimitPerCustomer: 1, usedByCustomer: 1 }, 'customer_limit'],
    [{ currency: 'EUR' }, 'currency'],
    [{ minimumSubtotal: 1_001 }, 'minimum_subtotal'],
    [{ minimumSubtotal: 1_000 }, undefined],
  ];
  for (const [more, reason] of reasons)
    assert.equal(whyNotApplicable(aCode(more), cart), reason, JSON.stringify(more));
  assert.equal(whyNotApplicable(undefined, cart), 'unknown');
});

describe('applying codes', () => {
  test('a percentage rounds half-even by line', () => {
    assert.deepEqual(applyDiscounts([aCode()], [5, 15, 25, 1_000]).lines, [0, 2, 2, 100]);
  });

  test('a fixed amount is spread over the lines and never exceeds them', () => {
    const fixed = (value: number) => aCode({ type: 'fixed', value, currency: 'GBP' });
    assert.deepEqual(applyDiscounts([fixed(100)], [100, 200]).lines, [33, 67]);
    assert.deepEqual(applyDiscounts([fixed(9_999)], [100, 200]).lines, [100, 200]);
  });

  test('free shipping takes nothing off the lines', () => {
    const applied = applyDiscounts([aCode({ type: 'free_shipping', value: 0 })], [100]);
    assert.deepEqual(applied, {
      lines: [0],
      freeShipping: true,
      codes: [{ id: 'disc_1', code: 'TEN', amount: 0 }],
    });
  });

  test('each code applies to what the ones before it left', () => {
    const half = aCode({ id: 'disc_2', code: 'HALF', value: 500_000 });
    const both = applyDiscounts([half, half], [1_000]);
    assert.deepEqual(both.lines, [750]);
    assert.deepEqual(
      both.codes.map(({ amount }) => amount),
      [500, 250],
    );
  });

  test('no line is discounted below nothing, and the codes sum to the lines', () => {
    const codes = fc.array(
      fc.record({
        type: fc.constantFrom('percentage' as const, 'fixed' as const, 'free_shipping' as const),
        value: fc.integer({ min: 0, max: 1_000_000 }),
      }),
      { maxLength: 10 },
    );
    const amounts = fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 20 });
    fc.assert(
      fc.property(codes, amounts, (list, lines) => {
        const applied = applyDiscounts(
          list.map((each) => aCode(each)),
          lines,
        );
        applied.lines.forEach((off, index) => assert.ok(off >= 0 && off <= (lines[index] ?? 0)));
        const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
        assert.equal(total(applied.codes.map(({ amount }) => amount)), total(applied.lines));
      }),
    );
  });
});
