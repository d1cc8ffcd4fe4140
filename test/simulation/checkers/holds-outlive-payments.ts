import { type OrderEvent, orderDecider } from '../../../src/shop/orders/index.ts';
import { isOpen, type Order } from '../../../src/shop/orders/order.ts';
import { ask, type Checker, grouped } from './evidence.ts';

export const holdsOutlivePayments: Checker = {
  name: 'goods are held for as long as their payment may still succeed',
  async check(evidence) {
    const rows = await ask(
      evidence,
      'SELECT stream, type, data FROM events ORDER BY stream, version',
    );
    return [...grouped(rows, ({ stream }) => String(stream))].flatMap(([order, events]) =>
      letGo(
        events.map(({ type, data }) => ({ type, data: JSON.parse(String(data)) }) as OrderEvent),
      )
        .filter(({ payments }) => payments.some(isOpen))
        .map(({ payments }) => `${order} let go while a payment was ${payments.at(-1)?.status}`),
    );
  },
};

/** The states in which an order gave up what it held unsold. */
function letGo(events: readonly OrderEvent[]): Order[] {
  const found: Order[] = [];
  let order = orderDecider.initialState;
  for (const event of events) {
    const before = order.reservation;
    order = orderDecider.evolve(order, event);
    if (before === 'held' && (order.reservation === 'released' || order.reservation === 'expired'))
      found.push(order);
  }
  return found;
}
