import { ask, type Checker } from './evidence.ts';

export const notificationsCountOnce: Checker = {
  name: 'a payment is captured once, and a refund ends once, however often one is told',
  async check(evidence) {
    const rows = await ask(
      evidence,
      `SELECT stream, type, coalesce(data->>'paymentId', '') || coalesce(data->>'refundId', '') AS about,
         count(*) AS times
       FROM events WHERE type IN ('payment.captured', 'payment.late', 'refund.succeeded')
       GROUP BY 1, 2, 3 HAVING times > 1`,
    );
    return rows.map(({ stream, type, about, times }) => `${stream}: ${times} × ${type} ${about}`);
  },
};
