import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type OrderCommand } from '../../src/shop/orders/decide.ts';
import { fulfillmentStatus, paymentStatus, refundable } from '../../src/shop/orders/order.ts';
import { nextStep } from '../../src/shop/orders/step.ts';
import { aPayment, given, payment, placedOrder } from '../support/states.ts';
import {
  pending,
  paid,
  sold,
  types,
  after,
  refuses,
  reported,
  refund,
  fulfill,
  cancel,
} from '../support/order-cases.ts';

describe('paying', () => {
  test('a capture is recorded once', () => {
    assert.deepEqual(types(pending, reported('captured', 3_000)), [
      'payment.captured',
      'order.confirmed',
    ]);
    assert.deepEqual(types(paid, reported('captured', 3_000)), []);
    assert.equal(paymentStatus(paid), 'paid');
  });

  test('a capture of another amount holds the order for a person', () => {
    const told = reported('captured', 2_999);
    assert.deepEqual(types(pending, told), ['payment.captured', 'order.held']);
    const held = after(pending, told);
    assert.deepEqual(types(held, told), []);
    assert.equal(refundable(held), 2_999);
    assert.deepEqual(types(held, { type: 'cancel', refundId: 'ref_1' }), [
      'order.canceled',
      'refund.created',
    ]);
  });

  test('only success may follow an end', () => {
    const failed = after(pending, reported('failed'));
    assert.equal(paymentStatus(failed), 'failed');
    for (const status of ['created', 'unknown', 'canceled', 'requires_action', 'failed'] as const) {
      assert.deepEqual(types(failed, reported(status)), [], status);
      assert.deepEqual(types(paid, reported(status)), [], status);
    }
    assert.deepEqual(types(failed, reported('captured', 3_000)), [
      'payment.captured',
      'order.confirmed',
    ]);
  });

  test('silence tells nothing about a payment that is known to exist', () => {
    assert.deepEqual(types(pending, reported('unknown')), ['payment.unknown']);
    const started = after(pending, reported('requires_action'));
    assert.deepEqual(types(started, reported('unknown')), []);
    assert.deepEqual(types(started, reported('created')), []);
  });

  test('an unknown payment is not found', () => {
    refuses(
      pending,
      { ...reported('failed'), paymentId: 'pay_x' } as OrderCommand,
      'payment_not_found',
    );
  });

  test('a second attempt waits for the end of the first', () => {
    const next: OrderCommand = {
      type: 'start-payment',
      holdExpiresAtMs: 0,
      payment: aPayment({ id: 'pay_2' }),
    };
    const failed = after(pending, reported('failed'));
    refuses(pending, next, 'invalid_transition');
    refuses(paid, next, 'invalid_transition');
    assert.deepEqual(types(failed, next), ['payment.created']);
    refuses(failed, next, 'invalid_transition', 900_000);
  });

  test('a second capture is sent back at once', () => {
    const twice = given(
      placedOrder(),
      payment(),
      { type: 'payment.failed', data: { paymentId: 'pay_1' } },
      payment({ id: 'pay_2' }),
      { type: 'payment.captured', data: { paymentId: 'pay_2' } },
    );
    assert.deepEqual(types(twice, reported('captured', 3_000)), [
      'payment.captured',
      'refund.created',
    ]);
    assert.equal(refundable(after(twice, reported('captured', 3_000))), 3_000);
  });

  test('an order is confirmed once it is paid, and once only', () => {
    assert.deepEqual(types(pending, { type: 'confirm' }), []);
    assert.deepEqual(types(paid, { type: 'confirm' }), ['order.confirmed']);
    assert.deepEqual(types(sold, { type: 'confirm' }), []);
    const free = given(
      placedOrder({ totals: { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 } }),
    );
    assert.deepEqual(types(free, { type: 'confirm' }), ['order.confirmed']);
  });
});

describe('the hold', () => {
  test('ends only when no payment can succeed any more', () => {
    const failed = after(pending, reported('failed'));
    assert.deepEqual(types(failed, { type: 'expire' }, 899_999), []);
    assert.deepEqual(types(failed, { type: 'expire' }, 900_000), ['order.canceled']);
    assert.deepEqual(types(pending, { type: 'expire' }, 900_000), []);
    assert.deepEqual(types(after(pending, reported('unknown')), { type: 'expire' }, 9e9), []);
    assert.deepEqual(types(paid, { type: 'expire' }, 900_000), []);
  });

  test('a late payment takes the goods again, or goes back', () => {
    const expired = after(after(pending, reported('failed')), { type: 'expire' }, 900_000);
    assert.equal(expired.reservation, 'expired');
    const taken = after(expired, reported('captured', 3_000));
    assert.equal(taken.status, 'confirmed');
    assert.equal(taken.reservation, 'committed');
    assert.equal(taken.hold, 2);
    assert.deepEqual(types(expired, reported('captured', 3_000)), [
      'payment.captured',
      'payment.late',
      'order.confirmed',
    ]);
    const gone = { ...reported('captured', 3_000), late: 'refunded' } as OrderCommand;
    assert.deepEqual(types(expired, gone), ['payment.captured', 'payment.late', 'refund.created']);
    assert.equal(refundable(after(expired, gone)), 0);
  });

  test('a payment for an order that was called off goes back even if the goods are there', () => {
    const called = after(after(pending, reported('failed')), cancel);
    assert.deepEqual(types(called, reported('captured', 3_000)), [
      'payment.captured',
      'payment.late',
      'refund.created',
    ]);
  });
});

describe('canceling', () => {
  test('sends captured money back', () => {
    assert.deepEqual(types(sold, cancel), ['order.canceled', 'refund.created']);
    assert.equal(after(sold, cancel).refunds[0]?.amount, 3_000);
  });

  test('sends back only what was not sent back yet', () => {
    const part = after(after(sold, refund({ amount: 1_000 })), cancel);
    assert.deepEqual(
      part.refunds.map(({ amount }) => amount),
      [1_000, 2_000],
    );
    assert.deepEqual(types(after(sold, refund()), cancel), ['order.canceled']);
  });

  test('is refused once goods were sent, twice, and while a charge is uncertain', () => {
    refuses(after(sold, fulfill([{ lineId: 'a', quantity: 1 }])), cancel, 'invalid_transition');
    refuses(after(sold, cancel), cancel, 'invalid_transition');
    refuses(after(pending, reported('unknown')), cancel, 'invalid_transition');
    // A payment that was begun a moment ago has to be given up first.
    refuses(pending, cancel, 'overloaded');
    assert.deepEqual(types(after(pending, reported('failed')), cancel), ['order.canceled']);
  });
});

describe('fulfilling', () => {
  test('all that is left completes the order', () => {
    assert.deepEqual(types(sold, fulfill()), ['order.fulfilled', 'order.completed']);
    assert.equal(fulfillmentStatus(after(sold, fulfill())), 'fulfilled');
  });

  test('in parts, never more than was bought', () => {
    const part = after(sold, fulfill([{ lineId: 'a', quantity: 2 }]));
    assert.equal(fulfillmentStatus(part), 'partially_fulfilled');
    assert.equal(part.status, 'confirmed');
    refuses(part, fulfill([{ lineId: 'a', quantity: 2 }]), 'invalid_transition');
    refuses(part, fulfill([{ lineId: 'x', quantity: 1 }]), 'line_not_found');
    const whole = after(part, fulfill(undefined, 'ful_2'));
    assert.equal(whole.status, 'completed');
    assert.deepEqual(whole.fulfillments[1]?.lines, [
      { lineId: 'a', quantity: 1 },
      { lineId: 'b', quantity: 1 },
    ]);
  });

  test('only a confirmed order', () => {
    for (const order of [pending, paid, after(sold, cancel), after(sold, fulfill())])
      refuses(order, fulfill(), 'invalid_transition');
  });

  test('and taking everything back is a return', () => {
    const back = after(
      after(sold, fulfill()),
      refund({
        restock: true,
        lines: [
          { lineId: 'a', quantity: 3 },
          { lineId: 'b', quantity: 1 },
        ],
      }),
    );
    assert.equal(fulfillmentStatus(back), 'returned');
  });
});

describe('an authorization', () => {
  const authorized: OrderCommand = {
    type: 'record-payment',
    paymentId: 'pay_1',
    report: { status: 'authorized', expiresAtMs: 5_000_000 },
    late: 're_reserved',
    refundId: 'ref_1',
  };

  test('holds the goods as long as it lasts, and no older message undoes it', () => {
    const held = after(pending, authorized);
    assert.equal(held.holdExpiresAtMs, 5_000_000);
    assert.deepEqual(types(held, reported('requires_action')), []);
    assert.equal(nextStep(held, 4_999_999)?.type, 'poll-payment');
    assert.equal(nextStep(held, 5_000_000)?.type, 'cancel-payment');
  });
});

describe('a dispute', () => {
  const dispute = (status: 'open' | 'won' | 'lost'): OrderCommand => ({
    type: 'record-dispute',
    paymentId: 'pay_1',
    dispute: { id: 'du_1', amount: { amount: 3_000, currency: 'GBP' }, status, reason: 'x' },
  });

  test('is a fact about money and moves nothing else', () => {
    const open = after(sold, dispute('open'));
    assert.deepEqual([open.status, paymentStatus(open)], ['confirmed', 'paid']);
    assert.deepEqual(types(open, dispute('open')), []);
    const lost = after(open, dispute('lost'));
    assert.deepEqual(
      lost.disputes?.map(({ status }) => status),
      ['lost'],
    );
    assert.deepEqual(types(lost, dispute('open')), []);
    assert.equal(after(lost, dispute('won')).disputes?.[0]?.status, 'won');
    assert.equal(lost.messages.length, 2);
  });
});
