import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** The books of the `test` provider: what a bank would keep on its side. */
export const testPayments = sqliteTable('test_payments', {
  /** The payment id we sent as idempotency key: charging twice with it charges once. */
  id: text().primaryKey(),
  token: text().notNull(),
  amount: integer().notNull(),
  currency: text().notNull(),
  /** What the buyer or time decided: open, succeeded, failed, canceled. */
  state: text({ enum: ['open', 'succeeded', 'failed', 'canceled'] }).notNull(),
  /** When an open payment decides itself; null where the buyer does. */
  settlesAt: integer('settles_at'),
  /** Guards the buyer's page, since the id alone is no secret. */
  secret: text().notNull(),
  returnUrl: text('return_url'),
  createdAt: integer('created_at').notNull(),
});

export const testRefunds = sqliteTable(
  'test_refunds',
  {
    id: text().primaryKey(),
    paymentId: text('payment_id').notNull(),
    amount: integer().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('test_refunds_payment').on(table.paymentId, table.id)],
);
