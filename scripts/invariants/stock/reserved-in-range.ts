import type { SqlInvariant } from '../violation.ts';

export const reservedInRange: SqlInvariant = {
  name: 'reserved stays between nothing and what is on hand',
  sql: `SELECT variant_id AS subject, reserved || ' reserved of ' || on_hand AS detail FROM stock
      WHERE reserved < 0 OR (policy <> 'continue' AND reserved > on_hand)`,
};
