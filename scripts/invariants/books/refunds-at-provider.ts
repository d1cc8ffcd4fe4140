import type { SqlInvariant } from '../violation.ts';
import { refundsOfOrders } from './refunds-of-orders.ts';

export const refundsAtProvider: SqlInvariant = {
  name: 'a refund that succeeded is in the books of the provider',
  sql: `SELECT id AS subject, amount || ' of payment ' || payment AS detail FROM (
        SELECT id, payment, amount FROM (${refundsOfOrders}) WHERE status = 'succeeded'
        EXCEPT SELECT id, payment_id, amount FROM test_refunds
      )`,
};
