import type { SqlInvariant } from '../violation.ts';

export const uniqueNumbers: SqlInvariant = {
  name: 'order numbers are unique',
  sql: `SELECT number AS subject, count(*) || ' orders' AS detail FROM orders GROUP BY number HAVING count(*) > 1`,
};
