import { ShopError } from '../../core/error.ts';
import { newId, randomText } from '../../core/id.ts';
import type { Claim, Context } from '../../platform/context.ts';
import { orderDecider, type OrderCommand } from './decide.ts';
import { type StockEffect, stockEffects } from './effects.ts';
import type { OrderEvent } from './event.ts';
import { fulfillmentStatus, isOpen, type Order, type Payment, paymentStatus } from './order.ts';
import { mustFindOrder, type StoredOrder } from './queries.ts';
import { nextLook } from './step.ts';

/** Callers of one order retry on each other's changes; more rounds than this means a storm. */
const roundsMax = 12;

interface Advance {
  readonly orderId: string;
  readonly command: OrderCommand;
  /** The order as just read. An older state costs a round: the append insists on its version. */
  readonly found?: StoredOrder;
  /** A key to be claimed in the same transaction: its second use changes nothing. */
  readonly claim?: Pick<Claim, 'key' | 'fingerprint' | 'taken'> | undefined;
  /** Whether a claim that is taken is as good as done: so with a notification that comes twice. */
  readonly repeatable?: boolean;
  /** Asked instead when the stock or the code that the command needs is not there any more. */
  readonly ifGone?: OrderCommand;
}

/**
 * Moves an order: decides on its latest state and appends what was decided, with everything that
 * follows from it, in one transaction. Deciding starts again when somebody else moved it in between.
 * @throws order_not_found, and whatever the decision refuses.
 */
export async function advanceOrder(ctx: Context, advance: Advance): Promise<StoredOrder> {
  let { command } = advance;
  for (let round = 0; round < roundsMax; round += 1) {
    const known = round === 0 ? advance.found : undefined;
    const found = known ?? (await mustFindOrder(ctx, advance.orderId));
    const nowMs = ctx.clock.nowMs();
    const decided = orderDecider.decide(found.order, command, nowMs);
    if (decided.length === 0 && (!advance.claim || isMoot(found.order, advance))) {
      // Nothing is appended, so no version is checked: only what was read now may say so.
      if (known) continue;
      return found;
    }
    const { outcome, moved } = await append(ctx, { found, decided, claim: advance.claim, nowMs });
    if (outcome === 'advanced') {
      if (advance.claim) advance.claim.taken = true;
      return moved;
    }
    if (outcome === 'claimed') {
      if (!advance.repeatable) throw new ShopError('idempotency_in_flight', { retry_after: 1 });
      return await mustFindOrder(ctx, advance.orderId);
    }
    if (outcome === 'stock_short' || outcome === 'code_used_up') {
      if (!advance.ifGone || command === advance.ifGone) throw new ShopError('stock_short');
      command = advance.ifGone;
    } else {
      await ctx.sleep(round * (2 + (ctx.random.bytes(1)[0] ?? 0) / 64));
    }
  }
  throw new ShopError('overloaded', { retry_after: 1 });
}

/** With every payment ended, a notification that changes nothing now never will: it needs no claim. */
const isMoot = (order: Order, { repeatable }: Advance): boolean =>
  repeatable === true && !order.payments.some(isOpen);

interface Append {
  readonly found: StoredOrder;
  readonly decided: readonly OrderEvent[];
  readonly claim: Advance['claim'];
  readonly nowMs: number;
}

/** Answers the verdict, and the order as it is if that is `advanced`. */
async function append(ctx: Context, { found, decided, claim, nowMs }: Append) {
  const { order, effects } = fold(found.order, decided);
  const { outcome } = await ctx.writer.command({
    view: 'advance_order',
    key: `step:${randomText(ctx, 26)}`,
    row: {
      claim_key: claim?.key ?? null,
      claim_fingerprint: claim?.fingerprint ?? null,
      order_id: order.id,
      expected_version: found.version,
      events: decided.map((event) => ({ id: newId(ctx, 'event'), ...event })),
      ...projection(order),
      stock: effects,
      hold: order.hold,
      reservation: order.reservation,
      codes: codesAfter(found.order, order),
      due_at: nextLook(order, nowMs),
      at: nowMs,
    },
  });
  return { outcome, moved: { order, version: found.version + decided.length } };
}

/** What becomes of the order's discount codes; null when they stay as they are. */
function codesAfter(before: Order, after: Order): 'released' | 'used' | null {
  if (before.status !== 'canceled' && after.status === 'canceled') return 'released';
  return before.status === 'canceled' && after.status !== 'canceled' ? 'used' : null;
}

function fold(
  before: Order,
  decided: readonly OrderEvent[],
): { order: Order; effects: StockEffect[] } {
  let order = before;
  const effects: StockEffect[] = [];
  for (const event of decided) {
    effects.push(...stockEffects(order, event));
    order = orderDecider.evolve(order, event);
  }
  return { order, effects };
}

/** The columns that are derived from an order's state. */
export function projection(order: Order) {
  return {
    doc: order,
    status: order.status,
    payment_status: paymentStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    payments: order.payments.map((payment) => paymentRow(order, payment)),
  };
}

const paymentRow = (order: Order, payment: Payment) => ({
  id: payment.id,
  provider: payment.provider,
  status: payment.status,
  amount: payment.amount,
  currency: order.currency,
  created_at: payment.createdAtMs,
});
