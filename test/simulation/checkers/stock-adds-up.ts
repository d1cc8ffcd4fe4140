import { type Order, quantitiesByVariant } from '../../../src/shop/orders/order.ts';
import { ask, type Checker, doneOnce, type Evidence } from './evidence.ts';

export const stockAddsUp: Checker = {
  name: 'what is on hand is what there was, and came, less what was sold',
  async check(evidence) {
    const levels = await ask(evidence, 'SELECT variant_id, on_hand FROM stock');
    const orders = (await ask(evidence, 'SELECT doc FROM orders')).map(
      ({ doc }) => JSON.parse(String(doc)) as Order,
    );
    return evidence.shop.items.flatMap(({ variantId, sku, opened }) => {
      const came = adjusted(evidence, sku);
      const gone = orders.reduce((sum, order) => sum + soldOf(order, variantId), 0);
      const level = levels.find((row) => row['variant_id'] === variantId)?.['on_hand'];
      const expected = opened + came - gone;
      return level === expected
        ? []
        : [`${sku}: ${level}, not ${opened} + ${came} − ${gone} = ${expected}`];
    });
  },
};

/** Acknowledged adjustments: each has a key, so each counts once. */
const adjusted = (evidence: Evidence, sku: string): number =>
  doneOnce(evidence, ({ ask }) => ask.path === `/v1/admin/inventory/${sku}/adjustments`).reduce(
    (sum, { body }) => sum + body.delta,
    0,
  );

/** Units of an order that left for good. */
function soldOf(order: Order, variantId: string): number {
  if (order.reservation !== 'committed' || order.status === 'canceled') return 0;
  const variants = new Map(order.lines.map((line) => [line.id, line.variantId]));
  const returned = order.refunds
    .filter(({ restock }) => restock)
    .flatMap(({ putBack, lines }) => putBack ?? lines)
    .filter(({ lineId }) => variants.get(lineId) === variantId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return (quantitiesByVariant(order).get(variantId) ?? 0) - returned;
}
