import type { SqlInvariant } from '../violation.ts';
import { refundsOfOrders } from './refunds-of-orders.ts';

// A pending one may be there already: its answer was lost and is asked for again.
export const refundsKnown: SqlInvariant = {
  name: 'a refund in the books of the provider is one of an order',
  sql: `SELECT id AS subject, amount || ' of payment ' || payment_id AS detail FROM (
        SELECT id, payment_id, amount FROM test_refunds
        EXCEPT SELECT id, payment, amount FROM (${refundsOfOrders}) WHERE status <> 'failed'
      )`,
};
