import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { fixedSeeds, fixedSteps } from './fixed-seeds.ts';
import { addSeen } from './seen.ts';
import { simulate } from './simulate.ts';

/** What these seeds are for. One of them missing means that the workload has gone to sleep. */
const mustBeSeen = [
  'order.confirmed',
  'order.canceled hold_expired',
  'order.canceled requested',
  'payment.unknown',
  'payment.failed',
  'payment.requires_action',
  'payment.late re_reserved',
  'payment.late refunded',
  'refund.created requested',
  'refund.created order_canceled',
  'order.fulfilled',
  'stock_short',
  'total_changed',
  'code_not_applicable',
  'cart_completed',
  'idempotency_conflict',
  'idempotency_in_flight',
  'refund_exceeds_captured',
  'inventory_below_reserved',
  'version_conflict',
  'outcome_unknown',
  'no answer',
  'replayed',
];

describe('a simulated shop', () => {
  const seen: Record<string, number> = {};

  for (const seed of fixedSeeds) {
    test(`breaks no rule with seed ${seed}, and runs the same way twice`, async () => {
      const first = await simulate({ seed, steps: fixedSteps });
      assert.deepEqual(first.violations, []);
      assert.ok(first.steps > fixedSteps);
      addSeen(seen, first.seen);
      // More turns for whatever is ready: nothing may have been left half-way between two steps.
      const second = await simulate({ seed, steps: fixedSteps, turns: 3 });
      assert.equal(second.digest, first.digest);
    });
  }

  after(() => {
    assert.deepEqual(
      mustBeSeen.filter((what) => !seen[what]),
      [],
    );
  });
});
