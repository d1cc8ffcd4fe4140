import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { paymentStatus, refundable } from '../../src/shop/orders/order.ts';
import { nextStep } from '../../src/shop/orders/step.ts';
import { captured, confirmed, given, payment, placedOrder } from '../support/states.ts';
import {
  type Heard,
  now,
  pending,
  sold,
  types,
  after,
  refuses,
  refund,
  heardRefund,
  heard,
} from '../support/order-cases.ts';

describe('refunding', () => {
  test('an amount, and never more than is left', () => {
    refuses(sold, refund({ amount: 3_001 }), 'refund_exceeds_captured');
    const part = after(sold, refund({ amount: 2_999 }));
    refuses(part, refund({ amount: 2 }), 'refund_exceeds_captured');
    assert.deepEqual(types(part, refund({ amount: 1 })), ['refund.created']);
    refuses(after(part, refund({ amount: 1 })), refund(), 'refund_exceeds_captured');
  });

  test('the rest', () => {
    assert.equal(
      after(after(sold, refund({ amount: 1 })), refund({}, 'ref_2')).refunds[1]?.amount,
      2_999,
    );
  });

  test('lines, by their units', () => {
    const one = refund({ lines: [{ lineId: 'a', quantity: 1 }] });
    assert.equal(after(sold, one).refunds[0]?.amount, 700);
    refuses(sold, refund({ lines: [{ lineId: 'a', quantity: 4 }] }), 'refund_exceeds_captured');
    refuses(
      after(sold, one),
      refund({ lines: [{ lineId: 'a', quantity: 3 }] }),
      'refund_exceeds_captured',
    );
    refuses(sold, refund({ lines: [{ lineId: 'x', quantity: 1 }] }), 'line_not_found');
  });

  test('a line unit by unit comes to exactly what was paid for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 100_000 }),
        (quantity, line) => {
          const lines = [
            {
              id: 'a',
              variantId: 'v',
              sku: 'a',
              title: 'a',
              quantity,
              unitPrice: 0,
              discount: 0,
              total: line,
              tax: 0,
              paid: line,
            },
          ];
          const totals = { subtotal: line, discount: 0, shipping: 1, tax: 0, total: line + 1 };
          let order = given(
            placedOrder({ lines, totals }),
            payment({ amount: line + 1 }),
            captured,
            confirmed,
          );
          for (let unit = 0; unit < quantity; unit += 1)
            order = after(order, refund({ lines: [{ lineId: 'a', quantity: 1 }] }, `ref_${unit}`));
          assert.equal(
            order.refunds.reduce((sum, each) => sum + each.amount, 0),
            line,
          );
          assert.ok(order.refunds.every(({ amount }) => amount >= 0));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('needs a capture; a failed refund may be tried again', () => {
    refuses(pending, refund(), 'invalid_transition');
    const failed = after(after(sold, refund()), heard('failed', { reason: 'expired_card' }));
    assert.equal(failed.refunds[0]?.failure, 'expired_card');
    assert.equal(failed.messages[0]?.code, 'refund_failed');
    assert.equal(refundable(failed), 3_000);
    assert.equal(paymentStatus(failed), 'paid');
  });

  test('shows in the payment status when it succeeded', () => {
    const asked = after(sold, refund({ amount: 1_000 }));
    assert.equal(paymentStatus(asked), 'paid');
    const done = after(asked, heard('succeeded'));
    assert.equal(paymentStatus(done), 'partially_refunded');
    assert.deepEqual(types(done, heard('succeeded')), []);
    const all = after(after(done, refund({}, 'ref_2')), heard('succeeded', { refundId: 'ref_2' }));
    assert.equal(paymentStatus(all), 'refunded');
  });
});

describe('what a provider says of refunds', () => {
  const elsewhere = (status: Heard['status'], newId = 'ref_new') => {
    const { refundId: _ours, ...theirs } = heardRefund(status, { providerRef: 're_1', newId });
    return { type: 'record-refunds', paymentId: 'pay_1', refunds: [theirs] } as const;
  };

  test('counts once, whoever made it', () => {
    assert.deepEqual(types(sold, elsewhere('succeeded')), ['refund.created', 'refund.succeeded']);
    const noted = after(sold, elsewhere('succeeded'));
    assert.equal(noted.refunds[0]?.reason, 'made_at_provider');
    assert.equal(refundable(noted), 2_000);
    for (const again of ['pending', 'succeeded'] as const)
      assert.deepEqual(types(noted, elsewhere(again, 'ref_other')), []);
    assert.deepEqual(types(noted, elsewhere('failed')), ['refund.failed']);
  });

  test('is nothing about a refund that never was, and final about one that failed', () => {
    assert.deepEqual(types(sold, elsewhere('failed')), []);
    assert.deepEqual(types(pending, elsewhere('succeeded')), []);
    assert.deepEqual(types(sold, heard('succeeded', { refundId: 'ref_nobody' })), []);
    const failed = after(after(sold, refund()), heard('failed'));
    for (const late of ['pending', 'succeeded', 'failed'] as const)
      assert.deepEqual(types(failed, heard(late)), []);
  });

  test('may take days: it is sent once, and then asked for', () => {
    const asked = after(sold, refund());
    assert.equal(nextStep(asked, now)?.type, 'send-refund');
    const sent = after(asked, heard('pending', { providerRef: 're_1' }));
    assert.equal(nextStep(sent, now)?.type, 'poll-refund');
    assert.deepEqual(types(sent, heard('pending', { providerRef: 're_1' })), []);
    assert.equal(nextStep(after(sent, heard('succeeded')), now), undefined);
  });
});
