import type { SqlInvariant } from '../violation.ts';

export const capturesAtProvider: SqlInvariant = {
  name: 'a captured payment is in the books of the provider',
  sql: `SELECT p.id AS subject, p.amount || ' captured, the provider has ' || coalesce(t.amount, 'nothing') AS detail
      FROM payments p LEFT JOIN test_payments t ON t.id = p.id AND t.state = 'succeeded'
      WHERE p.provider = 'test' AND p.status = 'captured' AND p.amount IS NOT t.amount`,
};
