import { ask, type Checker } from './evidence.ts';

export const paymentsAreToldTruly: Checker = {
  name: 'no payment is called failed that the bank has taken',
  async check(evidence) {
    const rows = await ask(
      evidence,
      `SELECT e.stream, t.id FROM events e JOIN test_payments t ON t.id = e.data->>'paymentId'
       WHERE t.state = 'succeeded' AND e.type = 'payment.failed'`,
    );
    return rows.map(({ stream, id }) => `${stream}: ${id}`);
  },
};
