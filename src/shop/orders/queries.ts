import { ShopError } from '../../core/error.ts';
import { and, asc, desc, eq, gt, gte, lt, lte, or, type SQL } from 'drizzle-orm';
import { row } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import { events } from '../../db/tables.ts';
import type { Context } from '../../platform/context.ts';
import type { Order } from './order.ts';
import { orders } from './tables.ts';

/** An order as stored: its state and how many events it took. */
export interface StoredOrder {
  readonly order: Order;
  readonly version: number;
}

const stored = { doc: orders.doc, version: orders.version };

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
  const conditions: (SQL | undefined)[] = [
    filter.status === undefined ? undefined : eq(orders.status, filter.status),
    filter.payment_status === undefined
      ? undefined
      : eq(orders.paymentStatus, filter.payment_status),
    filter.fulfillment_status === undefined
      ? undefined
      : eq(orders.fulfillmentStatus, filter.fulfillment_status),
    filter.email === undefined ? undefined : eq(orders.email, filter.email),
    filter.created_after === undefined
      ? undefined
      : gte(orders.createdAt, Date.parse(filter.created_after)),
    filter.created_before === undefined
      ? undefined
      : lte(orders.createdAt, Date.parse(filter.created_before)),
  ];
  if (page.after) {
    const { key, id } = page.after;
    conditions.push(
      or(lt(orders.createdAt, key), and(eq(orders.createdAt, key), lt(orders.id, id))),
    );
  }
  const found = await ctx.db
    .select(stored)
    .from(orders)
    .where(and(...conditions))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(page.limit);
  return found.map(read);
}

/** The history of one order after `afterVersion`, oldest first. */
export async function listOrderEvents(
  ctx: Context,
  id: string,
  afterVersion: number,
  limit: number,
) {
  return await ctx.db
    .select()
    .from(events)
    .where(and(eq(events.stream, id), gt(events.version, afterVersion)))
    .orderBy(asc(events.version))
    .limit(limit);
}
