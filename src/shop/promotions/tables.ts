import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

export const discountCodes = sqliteTable(
  'discount_codes',
  {
    id: text().primaryKey(),
    code: text().notNull(),
    /** Upper case, which is how codes are compared. */
    normalized: text().notNull(),
    type: text({ enum: ['percentage', 'fixed', 'free_shipping'] }).notNull(),
    /** Percentage: ten-thousandths of a percent. Fixed: minor units. */
    value: integer().notNull(),
    /** Of a fixed value and of the minimum. */
    currency: text(),
    minimumSubtotal: integer('minimum_subtotal'),
    usageLimit: integer('usage_limit'),
    usageLimitPerCustomer: integer('usage_limit_per_customer'),
    startsAt: integer('starts_at'),
    endsAt: integer('ends_at'),
    used: integer().notNull().default(0),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('discount_codes_normalized').on(table.normalized),
    index('discount_codes_created').on(table.createdAt, table.id),
    check('discount_codes_used', sql`${table.used} >= 0`),
  ],
);

/** Which order used a code, and whose it is: those not released are the count behind both limits. */
export const discountUses = sqliteTable(
  'discount_uses',
  {
    codeId: text('code_id').notNull(),
    orderId: text('order_id').notNull(),
    customer: text().notNull(),
    /** Given back by an order that was canceled; a late payment takes it again. */
    released: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.codeId] }),
    index('discount_uses_customer').on(table.codeId, table.customer),
  ],
);
