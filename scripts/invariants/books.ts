import type { SqlInvariant } from './violation.ts';

// CROSS fixes the order of the joins: the planner would read every order again for each payment.
const refunds = `SELECT r.value->>'id' AS id, r.value->>'paymentId' AS payment, r.value->>'amount' AS amount,
    r.value->>'status' AS status
  FROM orders o CROSS JOIN json_each(o.doc, '$.refunds') r
  CROSS JOIN payments p ON p.id = r.value->>'paymentId' AND p.provider = 'test'`;

/** What two sides write down about the same thing: ours and the provider's, a code and its uses. */
export const bookInvariants: readonly SqlInvariant[] = [
  {
    name: 'one order a cart',
    sql: `SELECT cart_id AS subject, count(*) || ' orders' AS detail FROM orders GROUP BY cart_id HAVING count(*) > 1`,
  },
  {
    name: 'order numbers are unique',
    sql: `SELECT number AS subject, count(*) || ' orders' AS detail FROM orders GROUP BY number HAVING count(*) > 1`,
  },
  {
    name: 'a refund that succeeded is in the books of the provider',
    sql: `SELECT id AS subject, amount || ' of payment ' || payment AS detail FROM (
        SELECT id, payment, amount FROM (${refunds}) WHERE status = 'succeeded'
        EXCEPT SELECT id, payment_id, amount FROM test_refunds
      )`,
  },
  {
    // A pending one may be there already: its answer was lost and is asked for again.
    name: 'a refund in the books of the provider is one of an order',
    sql: `SELECT id AS subject, amount || ' of payment ' || payment_id AS detail FROM (
        SELECT id, payment_id, amount FROM test_refunds
        EXCEPT SELECT id, payment, amount FROM (${refunds}) WHERE status <> 'failed'
      )`,
  },
  {
    name: 'a captured payment is in the books of the provider',
    sql: `SELECT p.id AS subject, p.amount || ' captured, the provider has ' || coalesce(t.amount, 'nothing') AS detail
      FROM payments p LEFT JOIN test_payments t ON t.id = p.id AND t.state = 'succeeded'
      WHERE p.provider = 'test' AND p.status = 'captured' AND p.amount IS NOT t.amount`,
  },
  {
    name: 'money that the provider has is known to its order',
    sql: `SELECT p.id AS subject, 'succeeded at the provider, ' || p.status || ' here' AS detail
      FROM payments p JOIN test_payments t ON t.id = p.id
      WHERE t.state = 'succeeded' AND p.status IN ('failed', 'canceled') AND NOT EXISTS
        (SELECT 1 FROM due d WHERE d.kind = 'test-notification' AND d.id = p.id)`,
  },
  {
    name: 'a discount code is used as often as orders use it',
    sql: `SELECT c.code AS subject, 'used ' || c.used || ' times, by ' || count(u.order_id) || ' orders' AS detail
      FROM discount_codes c LEFT JOIN discount_uses u ON u.code_id = c.id AND NOT u.released
      GROUP BY c.id HAVING c.used <> count(u.order_id)`,
  },
  {
    name: 'due work is about an order that exists',
    sql: `SELECT id AS subject, 'no such order' AS detail FROM due
      WHERE kind = 'order' AND id NOT IN (SELECT id FROM orders)`,
  },
];
