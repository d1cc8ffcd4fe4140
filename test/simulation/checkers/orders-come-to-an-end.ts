import { ask, type Checker } from './evidence.ts';

export const ordersComeToAnEnd: Checker = {
  name: 'no order waits for ever',
  async check(evidence) {
    // The bank of the simulation never captures another amount, so nothing waits for a person either.
    const rows = await ask(
      evidence,
      `SELECT id, status, payment_status FROM orders WHERE status IN ('pending', 'on_hold')`,
    );
    return rows.map(
      (row) => `${row['id']} is ${row['status']}, its payment ${row['payment_status']}`,
    );
  },
};
