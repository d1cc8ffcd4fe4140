import type { SqlInvariant } from '../violation.ts';

export const codeUses: SqlInvariant = {
  name: 'a discount code is used as often as orders use it',
  sql: `SELECT c.code AS subject, 'used ' || c.used || ' times, by ' || count(u.order_id) || ' orders' AS detail
      FROM discount_codes c LEFT JOIN discount_uses u ON u.code_id = c.id AND NOT u.released
      GROUP BY c.id HAVING c.used <> count(u.order_id)`,
};
