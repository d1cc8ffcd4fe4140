import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { orderDecider } from '../../src/shop/orders/decide.ts';
import { stockEffects } from '../../src/shop/orders/effects.ts';
import type { OrderEvent } from '../../src/shop/orders/event.ts';
import { evolve } from '../../src/shop/orders/evolve.ts';
import type { Order } from '../../src/shop/orders/order.ts';
import { nextLook, nextStep } from '../../src/shop/orders/step.ts';
import { captured, confirmed, given, payment, placedOrder } from '../support/states.ts';

const step = (order: Order, at: number) => nextStep(order, at)?.type;
const said = (
  type: 'payment.failed' | 'payment.unknown' | 'payment.pending' | 'payment.requires_action',
): OrderEvent => ({ type, data: { paymentId: 'pay_1' } });
const expired: OrderEvent = { type: 'order.canceled', data: { reason: 'hold_expired' } };

describe('the next step', () => {
  test('of a new order is its payment, left to the request for a moment', () => {
    const order = given(placedOrder(), payment());
    assert.equal(step(order, 0), 'start-payment');
    assert.equal(nextLook(order, 0), 3_000);
  });

  test('of a payment that nobody began in time is to begin it still, for a while', () => {
    const order = given(placedOrder(), payment());
    assert.equal(step(order, 929_999), 'start-payment');
    assert.equal(step(order, 930_000), 'cancel-payment');
  });

  test('of an open payment is to ask, and at the end of the hold to call it off', () => {
    const order = given(placedOrder(), payment(), said('payment.requires_action'));
    assert.equal(step(order, 10), 'poll-payment');
    assert.equal(nextLook(order, 0), 2_000);
    assert.equal(nextLook(order, 899_999), 900_000);
    assert.equal(step(order, 900_000), 'cancel-payment');
  });

  test('never ends a hold while the outcome is unknown', () => {
    const order = given(placedOrder(), payment(), said('payment.unknown'));
    assert.equal(step(order, 9e6), 'poll-payment');
    assert.equal(nextLook(order, 9e6), 9e6 + 60_000);
  });

  test('of a declined payment is to wait for another until the hold ends', () => {
    const order = given(placedOrder(), payment(), said('payment.failed'));
    assert.equal(step(order, 10), undefined);
    assert.equal(nextLook(order, 10), 900_000);
    assert.equal(step(order, 900_000), 'expire');
    assert.equal(nextLook(order, 900_000), 900_000);
  });

  test('of a paid order is to confirm it, of a free one too', () => {
    assert.equal(step(given(placedOrder(), payment(), captured), 0), 'confirm');
    assert.equal(
      step(
        given(placedOrder({ totals: { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 } })),
        0,
      ),
      'confirm',
    );
  });

  test('of a canceled order is to make sure that no money comes', () => {
    assert.equal(
      step(given(placedOrder(), payment(), said('payment.pending'), expired), 0),
      'cancel-payment',
    );
    assert.equal(
      step(given(placedOrder(), payment(), said('payment.failed'), expired), 0),
      undefined,
    );
    assert.equal(
      nextLook(given(placedOrder(), payment(), said('payment.failed'), expired), 0),
      null,
    );
  });

  test('is a pending refund before all else', () => {
    const order = given(placedOrder(), payment(), captured, confirmed);
    const [asked] = orderDecider.decide(
      order,
      { type: 'refund', refundId: 'ref_1', restock: false },
      0,
    );
    assert.ok(asked);
    assert.equal(step(evolve(order, asked), 0), 'send-refund');
    assert.equal(step(order, 0), undefined);
  });

  test('a transfer is not asked for, only waited for', () => {
    const order = given(placedOrder(), payment({ provider: 'manual' }), said('payment.pending'));
    assert.equal(nextLook(order, 0), 900_000);
  });
});

describe('stock', () => {
  /** Applies events one by one, and sums what they do to the stock of `a` after its three were reserved. */
  function moved(events: readonly OrderEvent[]): { onHand: number; reserved: number } {
    let order = given(placedOrder());
    const level = { onHand: 0, reserved: 3 };
    for (const event of events) {
      for (const effect of stockEffects(order, event).filter(
        (each) => each.variant_id === 'var_a',
      )) {
        level.onHand += effect.on_hand;
        level.reserved += effect.reserved;
      }
      order = evolve(order, event);
    }
    return level;
  }
  const canceled: OrderEvent = { type: 'order.canceled', data: { reason: 'requested' } };
  const returned = (quantity: number, id = 'ref_1'): OrderEvent => ({
    type: 'refund.created',
    data: {
      refund: {
        id,
        paymentId: 'pay_1',
        amount: 0,
        status: 'pending',
        lines: [{ lineId: 'a', quantity }],
        restock: true,
        reason: 'requested',
        createdAtMs: 0,
      },
    },
  });

  test('leaves with the confirmation and comes back with a cancellation', () => {
    assert.deepEqual(moved([confirmed]), { onHand: -3, reserved: 0 });
    assert.deepEqual(moved([canceled]), { onHand: 0, reserved: 0 });
    assert.deepEqual(moved([expired]), { onHand: 0, reserved: 0 });
    assert.deepEqual(moved([confirmed, canceled]), { onHand: 0, reserved: 0 });
  });

  test('is reserved again by a late payment', () => {
    const late: OrderEvent = {
      type: 'payment.late',
      data: { paymentId: 'pay_1', resolution: 're_reserved' },
    };
    assert.deepEqual(moved([expired, late]), { onHand: 0, reserved: 3 });
    assert.deepEqual(moved([expired, late, confirmed]), { onHand: -3, reserved: 0 });
    assert.deepEqual(
      moved([
        expired,
        { type: 'payment.late', data: { paymentId: 'pay_1', resolution: 'refunded' } },
      ]),
      { onHand: 0, reserved: 0 },
    );
  });

  test('comes back once, by a return or by the cancellation', () => {
    assert.deepEqual(moved([confirmed, returned(2)]), { onHand: -1, reserved: 0 });
    assert.deepEqual(moved([confirmed, returned(2), canceled]), { onHand: 0, reserved: 0 });
    // Put into stock before it had left, as of an order that waits for a person: it is taken out again.
    assert.deepEqual(moved([returned(2), canceled]), { onHand: 0, reserved: 0 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 }), (quantity) => {
        assert.deepEqual(
          moved([confirmed, returned(quantity), returned(3 - quantity, 'ref_2'), canceled]),
          { onHand: 0, reserved: 0 },
        );
      }),
    );
  });
});
