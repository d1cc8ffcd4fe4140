import type { Json } from '../history.ts';
import { answered, ask, type Checker } from './evidence.ts';

export const acknowledgedOrdersExist: Checker = {
  name: 'an order that a buyer was told of exists, as the buyer was told',
  async check(evidence) {
    const rows = await ask(evidence, 'SELECT id, number, cart_id, total, doc FROM orders');
    const orders = new Map(rows.map((row) => [row['id'], row]));
    return answered(evidence).flatMap(({ ask: { path }, answer: { status, body } }) => {
      const cart = /^\/v1\/carts\/(\w+)\/checkout$/.exec(path)?.[1];
      if (cart === undefined || status !== 201) return [];
      const row = orders.get(body.id);
      if (!row) return [`${body.id} does not exist`];
      const units = (lines: Json[], id: string) =>
        lines.map((line) => `${line.quantity} ${line[id]}`).join();
      const same =
        row['cart_id'] === cart &&
        row['number'] === body.number &&
        row['total'] === body.totals.total.amount &&
        units(JSON.parse(String(row['doc'])).lines, 'variantId') ===
          units(body.lines, 'variant_id');
      return same ? [] : [`${body.id} is another than its buyer was told`];
    });
  },
};
