import { ask, type Checker } from './evidence.ts';

export const paidOnce: Checker = {
  name: 'the buyer of an order pays it once',
  async check(evidence) {
    const rows = await ask(
      evidence,
      `SELECT o.id, sum(t.amount) - sum((SELECT coalesce(sum(r.amount), 0) FROM test_refunds r WHERE r.payment_id = t.id))
         AS kept, o.total
       FROM orders o JOIN payments p ON p.order_id = o.id JOIN test_payments t ON t.id = p.id
       WHERE t.state = 'succeeded' GROUP BY o.id HAVING kept > o.total`,
    );
    return rows.map(({ id, kept, total }) => `${id}: ${kept} were taken for ${total}`);
  },
};
