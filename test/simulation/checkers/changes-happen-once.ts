import type { Order } from '../../../src/shop/orders/order.ts';
import { ask, type Checker, doneOnce, type Evidence } from './evidence.ts';

/** What may be asked of an order under a key, and how many of its marks are in the order. */
const kinds: readonly { readonly path: RegExp; marks(order: Order): number }[] = [
  {
    path: /^\/v1\/admin\/orders\/(\w+)\/refunds$/,
    marks: ({ refunds }) => refunds.filter(({ reason }) => reason === 'requested').length,
  },
  {
    path: /^\/v1\/admin\/orders\/(\w+)\/fulfillments$/,
    marks: ({ fulfillments }) => fulfillments.length,
  },
  {
    path: /^\/v1\/orders\/(\w+)\/payments$/,
    // The first attempt came with the checkout.
    marks: ({ payments }) => Math.max(0, payments.length - 1),
  },
];

export const changesHappenOnce: Checker = {
  name: 'each refund, shipment and payment that was acknowledged happened, and once',
  async check(evidence) {
    const rows = await ask(evidence, 'SELECT doc FROM orders');
    return rows.flatMap(({ doc }) => wrongIn(evidence, JSON.parse(String(doc)) as Order));
  },
};

const wrongIn = (evidence: Evidence, order: Order): string[] =>
  kinds.flatMap(({ path, marks }) => {
    const asked = doneOnce(evidence, ({ ask }) => path.exec(ask.path)?.[1] === order.id);
    const there = marks(order);
    return asked.length === there
      ? []
      : [`${order.id}: ${asked.length} of ${path.source} acknowledged, ${there} there`];
  });
