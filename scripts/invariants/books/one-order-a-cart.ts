import type { SqlInvariant } from '../violation.ts';

export const oneOrderACart: SqlInvariant = {
  name: 'one order a cart',
  sql: `SELECT cart_id AS subject, count(*) || ' orders' AS detail FROM orders GROUP BY cart_id HAVING count(*) > 1`,
};
