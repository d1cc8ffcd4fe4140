import { ask, type Checker } from './evidence.ts';

export const confirmedOrdersArePaid: Checker = {
  name: 'an order is confirmed when it was paid, and not before',
  async check(evidence) {
    const rows = await ask(
      evidence,
      `SELECT e.stream, o.total FROM events e JOIN orders o ON o.id = e.stream
       WHERE e.type = 'order.confirmed' AND o.total > 0 AND NOT EXISTS (
         SELECT 1 FROM events p
         WHERE p.stream = e.stream AND p.type = 'payment.captured' AND p.version < e.version)`,
    );
    return rows.map(({ stream, total }) => `${stream}: ${total} were not paid`);
  },
};
