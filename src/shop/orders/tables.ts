import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** The projection of an order's events, written in the same transaction and rebuildable from them. */
export const orders = sqliteTable(
  'orders',
  {
    id: text().primaryKey(),
    number: integer().notNull(),
    /** One order a cart: this index decides that a cart is ordered, and nothing else does. */
    cartId: text('cart_id').notNull(),
    status: text().notNull(),
    paymentStatus: text('payment_status').notNull(),
    fulfillmentStatus: text('fulfillment_status').notNull(),
    email: text().notNull(),
    currency: text().notNull(),
    total: integer().notNull(),
    /** The state folded from the events (`Order`). */
    doc: text().notNull(),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('orders_number').on(table.number),
    uniqueIndex('orders_cart').on(table.cartId),
    index('orders_created').on(table.createdAt, table.id),
    index('orders_status').on(table.status, table.createdAt, table.id),
    index('orders_email').on(table.email, table.createdAt, table.id),
  ],
);

/** Which order a payment belongs to. A provider's event names only the payment. */
export const payments = sqliteTable(
  'payments',
  {
    id: text().primaryKey(),
    orderId: text('order_id').notNull(),
    provider: text().notNull(),
    status: text().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('payments_order').on(table.orderId)],
);
