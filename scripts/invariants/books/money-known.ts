import type { SqlInvariant } from '../violation.ts';

export const moneyKnown: SqlInvariant = {
  name: 'money that the provider has is known to its order',
  sql: `SELECT p.id AS subject, 'succeeded at the provider, ' || p.status || ' here' AS detail
      FROM payments p JOIN test_payments t ON t.id = p.id
      WHERE t.state = 'succeeded' AND p.status IN ('failed', 'canceled') AND NOT EXISTS
        (SELECT 1 FROM due d WHERE d.kind = 'test-notification' AND d.id = p.id)`,
};
