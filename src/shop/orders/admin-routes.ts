import { z } from '@hono/zod-openapi';
import { timestamp } from '../../core/text.ts';
import { id, listOf, pageQuery } from '../../http/contract.ts';
import { type AnyOperation, operation } from '../../http/operation.ts';
import { page } from '../../http/pagination.ts';
import { cancelOrder, captureOrder, fulfillOrder, refundOrder } from './change-order.ts';
import {
  Fulfilling,
  Order,
  OrderEventRecord,
  OrderFilter,
  OrderList,
  Refunding,
} from './contract.ts';
import { presentEventData, presentOrder } from './present.ts';
import { listOrderEvents, listOrders, mustFindOrder } from './queries.ts';

const tag = 'Admin: orders';
const path = '/v1/admin/orders';
const params = z.object({ id: id('order') });

const move = { method: 'post', tag, access: 'orders:write', params, response: Order } as const;
const moveProblems = ['order_not_found', 'invalid_transition'] as const;

export const orderAdminRoutes: AnyOperation[] = [
  operation(
    {
      id: 'listOrders',
      method: 'get',
      path,
      tag,
      summary: 'List orders',
      description: 'The newest first; filters narrow together.',
      access: 'orders:read',
      query: z.strictObject({ ...pageQuery, ...OrderFilter }),
      response: OrderList,
      problems: ['invalid_cursor'],
    },
    (ctx, { query: { limit, cursor, ...filter } }) =>
      page(ctx, {
        list: 'orders',
        request: { limit, cursor },
        read: (rows, after) =>
          listOrders(ctx, filter, {
            limit: rows,
            after: after && { key: Number(after.key), id: after.id },
          }),
        position: ({ order }) => ({ key: order.createdAtMs, id: order.id }),
        present: presentOrder,
      }),
  ),
  operation(
    {
      id: 'getAdminOrder',
      method: 'get',
      path: `${path}/{id}`,
      tag,
      summary: 'Read an order',
      description: 'Read from the primary.',
      access: 'orders:read',
      params,
      response: Order,
      problems: ['order_not_found'],
    },
    async (ctx, input) => presentOrder(await mustFindOrder(ctx, input.params.id)),
  ),
  operation(
    {
      id: 'listOrderEvents',
      method: 'get',
      path: `${path}/{id}/events`,
      tag,
      summary: 'Read the history of an order',
      description:
        'Everything that happened to it, the oldest first. The order is the fold of these.',
      access: 'orders:read',
      params,
      query: z.strictObject(pageQuery),
      response: listOf(OrderEventRecord, 'OrderEventList'),
      problems: ['order_not_found', 'invalid_cursor'],
    },
    async (ctx, { params: { id: order }, query }) => {
      const { currency } = (await mustFindOrder(ctx, order)).order;
      return await page(ctx, {
        list: 'order-events',
        request: query,
        read: (limit, after) => listOrderEvents(ctx, order, Number(after?.key ?? 0), limit),
        position: (event) => ({ key: event.version, id: '' }),
        present: ({ id: event, seq, version, type, data, at }) => ({
          id: event,
          seq,
          version,
          type,
          data: presentEventData(JSON.parse(data), currency),
          at: timestamp(at),
        }),
      });
    },
  ),
  operation(
    {
      ...move,
      id: 'cancelOrder',
      path: `${path}/{id}/cancel`,
      summary: 'Cancel an order',
      description: 'Before anything was sent. Stock comes back; captured money is sent back.',
      problems: [...moveProblems, 'provider_unavailable'],
      idempotency: 'optional',
    },
    (ctx, input) => cancelOrder(ctx, input.params.id),
  ),
  operation(
    {
      ...move,
      id: 'captureOrder',
      path: `${path}/{id}/capture`,
      summary: 'Capture the payment of an order',
      description: 'An authorized payment, or a bank transfer that has arrived.',
      problems: [...moveProblems, 'provider_unavailable'],
      idempotency: 'required',
    },
    (ctx, input) => captureOrder(ctx, input.params.id),
  ),
  operation(
    {
      ...move,
      id: 'refundOrder',
      path: `${path}/{id}/refunds`,
      summary: 'Refund an order',
      description:
        'An amount, lines (their share of what was paid), or all that is left. Together never more than was captured.',
      body: Refunding,
      problems: [...moveProblems, 'refund_exceeds_captured', 'line_not_found'],
      idempotency: 'required',
      example: { amount: { amount: 100, currency: 'GBP' } },
    },
    (ctx, { params: { id: order }, body }) => refundOrder(ctx, { orderId: order, ...body }),
  ),
  operation(
    {
      ...move,
      id: 'fulfillOrder',
      path: `${path}/{id}/fulfillments`,
      summary: 'Fulfill an order',
      description: 'Records that goods were sent. An order whose lines were all sent is completed.',
      body: Fulfilling,
      problems: [...moveProblems, 'line_not_found'],
      idempotency: 'optional',
      example: { tracking: { carrier: 'Royal Mail', number: 'AB123456789GB' } },
    },
    (ctx, { params: { id: order }, body }) => fulfillOrder(ctx, { orderId: order, ...body }),
  ),
];
