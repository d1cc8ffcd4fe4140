import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ConfigError, readConfig } from '../../src/platform/config.ts';
import { admit, type Breaker, closed, heard, isOpen } from '../../src/shop/payments/breaker.ts';
import { fromStripe, toStripe } from '../../src/shop/payments/providers/stripe-amount.ts';
import { reasonOf, refusalOf } from '../../src/shop/payments/providers/stripe-refusal.ts';
import { paymentReport, refundReport } from '../../src/shop/payments/providers/stripe-report.ts';

describe("Stripe's amounts", () => {
  test('are our minor units, but for the currencies that Stripe counts otherwise', () => {
    const cases: [number, string, number | undefined][] = [
      [1_999, 'GBP', 1_999],
      [500, 'JPY', 500],
      [500, 'ISK', 50_000],
      [500, 'UGX', 50_000],
      [1_900, 'MGA', 19],
      [1_950, 'MGA', undefined],
      [5_120, 'KWD', 5_120],
      [5_124, 'KWD', undefined],
      [1_000, 'IQD', undefined],
    ];
    for (const [amount, currency, expected] of cases)
      assert.equal(toStripe({ amount, currency }), expected, `${amount} ${currency}`);
  });

  test('come back as they went', () => {
    const currency = fc.constantFrom('GBP', 'JPY', 'ISK', 'UGX', 'MGA', 'KWD', 'HUF', 'TWD', 'XOF');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), currency, (amount, code) => {
        const theirs = toStripe({ amount, currency: code });
        if (theirs === undefined) return;
        assert.ok(Number.isSafeInteger(theirs));
        assert.deepEqual(fromStripe(theirs, code.toLowerCase()), { amount, currency: code });
      }),
    );
  });
});

describe("Stripe's words", () => {
  const intent = (more: Record<string, unknown>) =>
    paymentReport({
      id: 'pi_1',
      amount: 100,
      amount_received: 0,
      currency: 'gbp',
      created: 1,
      client_secret: 'cs',
      metadata: {},
      ...more,
    } as never);

  test('for each status of an intent', () => {
    const of = (status: string, more = {}) => intent({ status, ...more }).status;
    assert.equal(of('requires_payment_method'), 'created');
    assert.equal(of('requires_confirmation'), 'created');
    assert.equal(of('requires_action'), 'requires_action');
    assert.equal(of('processing'), 'created');
    assert.equal(of('requires_capture'), 'authorized');
    assert.equal(of('canceled'), 'canceled');
    assert.equal(of('succeeded'), 'created');
    assert.equal(of('succeeded', { amount_received: 100 }), 'captured');
    assert.equal(intent({ status: 'requires_capture' }).expiresAtMs, 1_000 + 7 * 86_400_000);
  });

  test('for each status of a refund', () => {
    const of = (status: string) =>
      refundReport({ id: 're_1', amount: 1, currency: 'gbp', status } as never).status;
    assert.deepEqual(['pending', 'requires_action', 'succeeded', 'failed', 'canceled'].map(of), [
      'pending',
      'pending',
      'succeeded',
      'failed',
      'failed',
    ]);
  });

  test('of an error, as far as they prove that nothing was charged', () => {
    const kind = (statusCode: number, rawType = 'invalid_request_error') =>
      refusalOf(Object.assign(new Error('x'), { statusCode, rawType }))?.kind;
    assert.equal(kind(402, 'card_error'), 'declined');
    assert.equal(kind(400), 'invalid');
    assert.equal(kind(404), 'invalid');
    assert.equal(kind(400, 'idempotency_error'), 'mismatch');
    assert.equal(kind(401), 'denied');
    assert.equal(kind(403), 'denied');
    for (const status of [409, 429, 500, 503]) assert.equal(kind(status), undefined);
    assert.equal(refusalOf(new Error('no network')), undefined);
  });

  test('to the buyer do not help a thief', () => {
    const code = 'card_declined';
    assert.equal(reasonOf({ code, decline_code: 'insufficient_funds' }), 'insufficient_funds');
    assert.equal(reasonOf({ code, decline_code: 'stolen_card' }), code);
    assert.equal(reasonOf({ code: 'expired_card' }), 'expired_card');
    assert.equal(reasonOf(null), undefined);
  });
});

describe('a breaker', () => {
  const after = (answers: readonly boolean[], nowMs = 0): Breaker =>
    answers.reduce((breaker, answered) => heard(breaker, answered, nowMs), closed);
  const failures = (count: number) => Array.from({ length: count }, () => false);

  test('opens after five failures in a row, and an answer closes it', () => {
    assert.equal(isOpen(after(failures(4))), false);
    assert.equal(isOpen(after(failures(5))), true);
    assert.equal(isOpen(after([...failures(4), true, ...failures(4)])), false);
    assert.deepEqual(after([...failures(9), true]), closed);
  });

  test('lets nothing through while it is open, then one at a time', () => {
    const open = after(failures(5), 1_000);
    assert.equal(admit(open, 10_999), undefined);
    const trial = admit(open, 11_000);
    assert.ok(trial);
    assert.equal(admit(trial, 11_001), undefined);
    assert.equal(admit(heard(trial, false, 12_000), 21_999), undefined);
    assert.equal(admit(heard(trial, true, 12_000), 12_000), closed);
  });
});

describe('the settings of Stripe', () => {
  const settings = (more: Record<string, string>) => () => readConfig(more);

  test('are checked before anybody pays', () => {
    const key = { STRIPE_SECRET_KEY: 'rk_test_1' };
    assert.equal(readConfig(key).stripe?.capture, 'automatic');
    assert.equal(readConfig({}).stripe, undefined);
    for (const wrong of [
      { PAYMENT_PROVIDERS: 'stripe' },
      { STRIPE_SECRET_KEY: 'pk_test_1' },
      { ...key, STRIPE_PUBLISHABLE_KEY: 'sk_test_1' },
      { ...key, STRIPE_CAPTURE: 'later' },
      { ...key, STRIPE_API_BASE: 'ftp://x' },
      { ...key, STRIPE_API_BASE: 'https://x/v1' },
    ])
      assert.throws(settings(wrong), ConfigError, JSON.stringify(wrong));
  });
});
