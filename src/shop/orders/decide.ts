import type { Decider } from '../../core/decider.ts';
import { ShopError } from '../../core/error.ts';
import type { DisputeReport, PaymentReport } from '../payments/index.ts';
import type { LateResolution, OrderEvent } from './event.ts';
import { evolve, unplaced } from './evolve.ts';
import { isCancelable, lineOf, refuseMove } from './moves.ts';
import {
  capturedPayment,
  type Fulfillment,
  fulfillmentStatus,
  isOpen,
  latestPayment,
  type LineQuantity,
  type Order,
  type Payment,
  type Refund,
  refundable,
  unitsToSend,
} from './order.ts';
import { recordDispute, recordPayment, startPayment } from './payment.ts';
import { type HeardRefund, recordRefunds, refund } from './refund.ts';

/** What may be asked of an order. Ids come from outside, so that deciding again gives the same events. */
export type OrderCommand =
  | { readonly type: 'start-payment'; readonly payment: Payment; readonly holdExpiresAtMs: number }
  | {
      readonly type: 'record-payment';
      readonly paymentId: string;
      readonly report: PaymentReport;
      /** How a late payment ends, and the refund it takes if the goods are gone. */
      readonly late: LateResolution;
      readonly refundId: string;
    }
  | { readonly type: 'confirm' }
  | { readonly type: 'expire' }
  | { readonly type: 'cancel'; readonly refundId: string }
  | {
      readonly type: 'refund';
      readonly refundId: string;
      readonly amount?: number | undefined;
      readonly lines?: readonly LineQuantity[] | undefined;
      readonly restock: boolean;
    }
  | {
      readonly type: 'record-refunds';
      readonly paymentId: string;
      readonly refunds: readonly HeardRefund[];
    }
  | {
      readonly type: 'record-dispute';
      readonly paymentId: string;
      readonly dispute: DisputeReport;
    }
  | {
      readonly type: 'fulfill';
      readonly fulfillmentId: string;
      readonly lines?: readonly LineQuantity[] | undefined;
      readonly tracking: Fulfillment['tracking'];
    };

export const orderDecider: Decider<Order, OrderCommand, OrderEvent> = {
  initialState: unplaced,
  decide,
  evolve,
};

function decide(order: Order, command: OrderCommand, nowMs: number): readonly OrderEvent[] {
  switch (command.type) {
    case 'start-payment':
      return startPayment(order, command, nowMs);
    case 'record-payment':
      return recordPayment(order, command, nowMs);
    case 'confirm':
      if (order.status !== 'pending') return [];
      return order.totals.total === 0 || capturedPayment(order)
        ? [{ type: 'order.confirmed', data: {} }]
        : [];
    case 'expire':
      return expire(order, nowMs);
    case 'cancel':
      return cancel(order, command.refundId, nowMs);
    case 'refund':
      return refund(order, command, nowMs);
    case 'record-refunds':
      return recordRefunds(order, command, nowMs);
    case 'record-dispute':
      return recordDispute(order, command, nowMs);
    case 'fulfill':
      return fulfill(order, command, nowMs);
  }
}

function expire(order: Order, nowMs: number): OrderEvent[] {
  const latest = latestPayment(order);
  const mayStillSucceed = latest !== undefined && isOpen(latest);
  if (order.status !== 'pending' || nowMs < order.holdExpiresAtMs) return [];
  if (mayStillSucceed || capturedPayment(order) || order.totals.total === 0) return [];
  return [{ type: 'order.canceled', data: { reason: 'hold_expired' } }];
}

function cancel(order: Order, refundId: string, nowMs: number): OrderEvent[] {
  if (!isCancelable(order)) refuseMove(order, 'canceled');
  // A buyer began another payment after the last one was given up: that one has to be given up first.
  const latest = latestPayment(order);
  if (order.status === 'pending' && latest && isOpen(latest))
    throw new ShopError('overloaded', { retry_after: 1 });
  const canceled: OrderEvent = { type: 'order.canceled', data: { reason: 'requested' } };
  const payment = capturedPayment(order);
  const amount = refundable(order);
  if (!payment || amount === 0) return [canceled];
  const refund: Refund = {
    id: refundId,
    paymentId: payment.id,
    amount,
    status: 'pending',
    // The stock comes back with the cancellation itself, not with the money.
    lines: [],
    restock: false,
    reason: 'order_canceled',
    createdAtMs: nowMs,
  };
  return [canceled, { type: 'refund.created', data: { refund } }];
}

function fulfill(
  order: Order,
  command: Extract<OrderCommand, { type: 'fulfill' }>,
  nowMs: number,
): OrderEvent[] {
  if (order.status !== 'confirmed') refuseMove(order, 'fulfilled');
  const open = order.lines
    .map((line) => ({ lineId: line.id, quantity: unitsToSend(order, line) }))
    .filter((line) => line.quantity > 0);
  const lines = command.lines ?? open;
  for (const { lineId, quantity } of lines) {
    lineOf(order, lineId);
    const left = open.find((line) => line.lineId === lineId)?.quantity ?? 0;
    if (quantity > left) refuseMove(order, 'fulfilled');
  }
  const event: OrderEvent = {
    type: 'order.fulfilled',
    data: {
      fulfillment: {
        id: command.fulfillmentId,
        lines,
        tracking: command.tracking,
        createdAtMs: nowMs,
      },
    },
  };
  const complete = fulfillmentStatus(evolve(order, event)) !== 'partially_fulfilled';
  return complete ? [event, { type: 'order.completed', data: {} }] : [event];
}
