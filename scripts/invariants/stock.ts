import type { SqlInvariant } from './violation.ts';

/** What holds of stock at every moment, whatever else is under way. */
export const stockInvariants: readonly SqlInvariant[] = [
  {
    name: 'reserved stays between nothing and what is on hand',
    sql: `SELECT variant_id AS subject, reserved || ' reserved of ' || on_hand AS detail FROM stock
      WHERE reserved < 0 OR (policy <> 'continue' AND reserved > on_hand)`,
  },
  {
    name: 'movements sum to the level',
    sql: `SELECT variant_id AS subject, 'movements come to ' || sum(moved) || ', the level is ' || sum(level) AS detail
      FROM (
        SELECT variant_id, 0 AS moved, on_hand AS level FROM stock
        UNION ALL SELECT variant_id, delta, 0 FROM movements
      ) GROUP BY variant_id HAVING sum(moved) <> sum(level)`,
  },
  {
    name: 'reserved is what orders hold',
    sql: `SELECT variant_id AS subject, 'orders hold ' || sum(held) || ', reserved is ' || sum(reserved) AS detail
      FROM (
        SELECT variant_id, 0 AS held, reserved FROM stock
        UNION ALL SELECT variant_id, quantity, 0 FROM reservations WHERE state = 'held'
      ) GROUP BY variant_id HAVING sum(held) <> sum(reserved)`,
  },
  {
    name: 'goods of a confirmed order leave stock once',
    sql: `SELECT order_id AS subject, variant_id || ': committed ' || sum(committed) || ', left ' || sum(gone) AS detail
      FROM (
        SELECT order_id, variant_id, quantity AS committed, 0 AS gone FROM reservations WHERE state = 'committed'
        UNION ALL SELECT order_id, variant_id, 0, -delta FROM movements WHERE reason = 'sale'
      ) GROUP BY order_id, variant_id HAVING sum(committed) <> sum(gone)`,
  },
];
