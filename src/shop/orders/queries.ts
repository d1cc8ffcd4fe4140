import { ShopError } from '../../core/error.ts';
import type { Statement } from '../../core/statement.ts';
import { row, rows } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import type { events } from '../../db/tables.ts';
import type { Context } from '../../platform/context.ts';
import type { Order } from './order.ts';

/** An order as stored: its state and how many events it took. */
export interface StoredOrder {
  readonly order: Order;
  readonly version: number;
}

interface OrderRow {
  readonly doc: string;
  readonly version: number;
}

const read = (found: OrderRow): StoredOrder => ({
  order: JSON.parse(found.doc) as Order,
  version: found.version,
});

/** Reads an order on the primary. */
export async function findOrder(ctx: Context, id: string): Promise<StoredOrder | undefined> {
  const found = await row<OrderRow>(
    ctx.db,
    statement`SELECT doc, version FROM orders WHERE id = ${id}`,
  );
  return found && read(found);
}

/** @throws order_not_found */
export async function mustFindOrder(ctx: Context, id: string): Promise<StoredOrder> {
  const found = await findOrder(ctx, id);
  if (!found) throw new ShopError('order_not_found');
  return found;
}

/** The order that a cart became. */
export async function findOrderOfCart(ctx: Context, cartId: string): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    statement`SELECT id FROM orders WHERE cart_id = ${cartId}`,
  );
  return found?.id;
}

/** The order that a payment belongs to. */
export async function findOrderOfPayment(
  ctx: Context,
  paymentId: string,
): Promise<{ orderId: string; provider: string } | undefined> {
  return await row(
    ctx.db,
    statement`SELECT order_id AS orderId, provider FROM payments WHERE id = ${paymentId}`,
  );
}

export interface OrderFilter {
  readonly status?: string | undefined;
  readonly payment_status?: string | undefined;
  readonly fulfillment_status?: string | undefined;
  readonly email?: string | undefined;
  readonly created_after?: string | undefined;
  readonly created_before?: string | undefined;
}

/** Orders, the newest first, after the one at `after`. */
export async function listOrders(
  ctx: Context,
  filter: OrderFilter,
  page: { readonly limit: number; readonly after?: { key: number; id: string } | undefined },
): Promise<StoredOrder[]> {
  const conditions: Statement[] = [statement`true`];
  if (filter.status) conditions.push(statement`status = ${filter.status}`);
  if (filter.payment_status) conditions.push(statement`payment_status = ${filter.payment_status}`);
  if (filter.fulfillment_status)
    conditions.push(statement`fulfillment_status = ${filter.fulfillment_status}`);
  if (filter.email) conditions.push(statement`email = ${filter.email}`);
  if (filter.created_after)
    conditions.push(statement`created_at >= ${Date.parse(filter.created_after)}`);
  if (filter.created_before)
    conditions.push(statement`created_at <= ${Date.parse(filter.created_before)}`);
  if (page.after)
    conditions.push(statement`(created_at, id) < (${page.after.key}, ${page.after.id})`);
  const found = await rows<OrderRow>(
    ctx.db,
    statement`SELECT doc, version FROM orders WHERE ${joined(conditions, ' AND ')}
      ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`,
  );
  return found.map(read);
}

/** The history of one order after `afterVersion`, oldest first. */
export async function listOrderEvents(
  ctx: Context,
  id: string,
  afterVersion: number,
  limit: number,
) {
  return await rows<typeof events.$inferSelect>(
    ctx.db,
    statement`SELECT seq, id, stream, version, type, data, at FROM events
      WHERE stream = ${id} AND version > ${afterVersion} ORDER BY version LIMIT ${limit}`,
  );
}
