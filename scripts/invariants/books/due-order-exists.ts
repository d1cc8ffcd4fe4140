import type { SqlInvariant } from '../violation.ts';

export const dueOrderExists: SqlInvariant = {
  name: 'due work is about an order that exists',
  sql: `SELECT id AS subject, 'no such order' AS detail FROM due
      WHERE kind = 'order' AND id NOT IN (SELECT id FROM orders)`,
};
