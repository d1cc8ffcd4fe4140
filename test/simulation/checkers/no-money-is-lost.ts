import { ask, type Checker } from './evidence.ts';

export const noMoneyIsLost: Checker = {
  name: 'what the bank has taken paid for a confirmed order, or went back',
  async check(evidence) {
    const rows = await ask(
      evidence,
      `SELECT t.id, t.amount, o.status, o.total,
         (SELECT coalesce(sum(r.amount), 0) FROM test_refunds r WHERE r.payment_id = t.id) AS back
       FROM test_payments t LEFT JOIN payments p ON p.id = t.id LEFT JOIN orders o ON o.id = p.order_id
       WHERE t.state = 'succeeded'`,
    );
    return rows.flatMap(({ id, amount, status, total, back }) => {
      const delivers = status === 'confirmed' || status === 'completed';
      if (Number(back) > Number(amount)) return [`${id}: ${back} of ${amount} went back`];
      if (back === amount || (delivers && amount === total)) return [];
      return [`${id}: ${back} of ${amount} went back, its order is ${status}`];
    });
  },
};
