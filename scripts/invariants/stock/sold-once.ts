import type { SqlInvariant } from '../violation.ts';

export const soldOnce: SqlInvariant = {
  name: 'goods of a confirmed order leave stock once',
  sql: `SELECT order_id AS subject, variant_id || ': committed ' || sum(committed) || ', left ' || sum(gone) AS detail
      FROM (
        SELECT order_id, variant_id, quantity AS committed, 0 AS gone FROM reservations WHERE state = 'committed'
        UNION ALL SELECT order_id, variant_id, 0, -delta FROM movements WHERE reason = 'sale'
      ) GROUP BY order_id, variant_id HAVING sum(committed) <> sum(gone)`,
};
