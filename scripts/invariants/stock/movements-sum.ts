import type { SqlInvariant } from '../violation.ts';

export const movementsSum: SqlInvariant = {
  name: 'movements sum to the level',
  sql: `SELECT variant_id AS subject, 'movements come to ' || sum(moved) || ', the level is ' || sum(level) AS detail
      FROM (
        SELECT variant_id, 0 AS moved, on_hand AS level FROM stock
        UNION ALL SELECT variant_id, delta, 0 FROM movements
      ) GROUP BY variant_id HAVING sum(moved) <> sum(level)`,
};
