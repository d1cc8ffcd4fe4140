import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What there is of each variant. The CHECKs are the alarm; the commands' guards are the rule. */
export const stock = sqliteTable(
  'stock',
  {
    variantId: text('variant_id').primaryKey(),
    onHand: integer('on_hand').notNull(),
    reserved: integer().notNull().default(0),
    policy: text({ enum: ['deny', 'continue'] }).notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    check('stock_reserved', sql`${table.reserved} >= 0`),
    check(
      'stock_oversold',
      sql`${table.policy} = 'continue' OR ${table.reserved} <= ${table.onHand}`,
    ),
  ],
);

/** Every change of `on_hand`: a variant's movements sum to its level. */
export const movements = sqliteTable(
  'movements',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    variantId: text('variant_id').notNull(),
    delta: integer().notNull(),
    reason: text().notNull(),
    orderId: text('order_id'),
    at: integer().notNull(),
  },
  (table) => [index('movements_variant').on(table.variantId, table.seq)],
);

/**
 * What an order holds of a variant, until it ends in exactly one of committed, released, expired.
 * A payment that succeeds after its hold expired takes a new hold, with the next `hold` number.
 */
export const reservations = sqliteTable(
  'reservations',
  {
    orderId: text('order_id').notNull(),
    hold: integer().notNull(),
    variantId: text('variant_id').notNull(),
    quantity: integer().notNull(),
    state: text({ enum: ['held', 'committed', 'released', 'expired'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.hold, table.variantId] })],
);
