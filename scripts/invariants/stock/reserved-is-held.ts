import type { SqlInvariant } from '../violation.ts';

export const reservedIsHeld: SqlInvariant = {
  name: 'reserved is what orders hold',
  sql: `SELECT variant_id AS subject, 'orders hold ' || sum(held) || ', reserved is ' || sum(reserved) AS detail
      FROM (
        SELECT variant_id, 0 AS held, reserved FROM stock
        UNION ALL SELECT variant_id, quantity, 0 FROM reservations WHERE state = 'held'
      ) GROUP BY variant_id HAVING sum(held) <> sum(reserved)`,
};
