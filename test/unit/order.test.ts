import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { orderDecider, type OrderCommand } from '../../src/shop/orders/decide.ts';
import { evolve } from '../../src/shop/orders/evolve.ts';
import {
  fulfillmentStatus,
  type Order,
  paymentStatus,
  refundable,
} from '../../src/shop/orders/order.ts';
import { nextStep } from '../../src/shop/orders/step.ts';
import { aPayment, captured, confirmed, given, payment, placedOrder } from '../support/states.ts';

const now = 1_000;
const pending = given(placedOrder(), payment());
const paid = given(placedOrder(), payment(), captured);
const sold = given(placedOrder(), payment(), captured, confirmed);

/** The types of what a command leads to. */
const types = (order: Order, command: OrderCommand, at = now) =>
  orderDecider.decide(order, command, at).map(({ type }) => type);
const after = (order: Order, command: OrderCommand, at = now) =>
  orderDecider.decide(order, command, at).reduce(evolve, order);
const refuses = (order: Order, command: OrderCommand, code: string, at = now) =>
  assert.throws(() => orderDecider.decide(order, command, at), { code });

const reported = (
  status: 'captured' | 'failed' | 'unknown' | 'created' | 'canceled' | 'requires_action',
  amount?: number,
): OrderCommand => ({
  type: 'record-payment',
  paymentId: 'pay_1',
  report: { status, ...(amount === undefined ? {} : { amount: { amount, currency: 'GBP' } }) },
  late: 're_reserved',
  refundId: 'ref_1',
});
const refund = (
  more: Partial<Extract<OrderCommand, { type: 'refund' }>> = {},
  id = 'ref_1',
): OrderCommand => ({ type: 'refund', refundId: id, restock: false, ...more });
type Heard = Extract<OrderCommand, { type: 'record-refunds' }>['refunds'][number];
const heardRefund = (status: Heard['status'], more: Partial<Heard> = {}): Heard => ({
  status,
  refundId: 'ref_1',
  newId: 'ref_new',
  amount: { amount: 1_000, currency: 'GBP' },
  ...more,
});
const heard = (status: Heard['status'], more: Partial<Heard> = {}): OrderCommand => ({
  type: 'record-refunds',
  paymentId: 'pay_1',
  refunds: [heardRefund(status, more)],
});
const fulfill = (lines?: { lineId: string; quantity: number }[], id = 'ful_1'): OrderCommand => ({
  type: 'fulfill',
  fulfillmentId: id,
  lines,
  tracking: null,
});
const cancel: OrderCommand = { type: 'cancel', refundId: 'ref_c' };

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
