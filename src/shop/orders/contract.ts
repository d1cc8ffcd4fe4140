import { z } from '@hono/zod-openapi';
import {
  Address,
  currency,
  httpUrl,
  id,
  listOf,
  Message,
  Money,
  quantity,
  text,
  time,
  version,
  Totals,
} from '../../http/contract.ts';

const lineQuantity = z.strictObject({ line_id: id('line'), quantity }).openapi('LineQuantity');

const uniqueLines = (lines: readonly { line_id: string }[]) =>
  new Set(lines.map((line) => line.line_id)).size === lines.length;
const lineQuantities = z
  .array(lineQuantity)
  .min(1)
  .max(2_000)
  .refine(uniqueLines, { message: 'names a line twice' });

export const PaymentChoice = z
  .strictObject({
    provider: text(50).openapi({ example: 'test' }),
    token: text(500)
      .optional()
      .openapi({ description: 'What the provider gave the client', example: 'tok_success' }),
    return_url: httpUrl
      .optional()
      .openapi({ description: 'Where the provider sends the buyer back to' }),
  })
  .openapi('PaymentChoice', { example: { provider: 'test', token: 'tok_success' } });

export const Refunding = z
  .strictObject({
    amount: Money.refine((value) => value.amount > 0, { message: 'must be above 0' }).optional(),
    lines: lineQuantities.optional(),
    restock: z
      .boolean()
      .default(false)
      .openapi({ description: 'Puts the units of `lines` back into stock' }),
  })
  .refine((body) => body.amount === undefined || body.lines === undefined, {
    message: 'takes amount or lines, not both',
  })
  .refine((body) => !body.restock || body.lines !== undefined, { message: 'restock needs lines' })
  .openapi('RefundInput');

export const Fulfilling = z
  .strictObject({
    lines: lineQuantities.optional().openapi({ description: 'All that is left if left out' }),
    tracking: z
      .strictObject({ carrier: text(100), number: text(100), url: httpUrl.optional() })
      .optional()
      .openapi({ example: { carrier: 'Royal Mail', number: 'AB123456789GB' } }),
  })
  .openapi('FulfillmentInput');

export const Payment = z
  .object({
    id: id('payment'),
    provider: z.string(),
    status: z.enum([
      'created',
      'requires_action',
      'authorized',
      'captured',
      'partially_refunded',
      'refunded',
      'failed',
      'canceled',
      'expired',
      'unknown',
    ]),
    amount: Money,
    next_action: z.object({ type: z.literal('redirect'), url: z.string() }).optional(),
    client_secret: z.string().optional().openapi({
      description: 'With it the buyer’s browser finishes a payment that is open',
    }),
    reason: z.string().optional(),
  })
  .openapi('Payment');

const orderStatus = z.enum(['pending', 'confirmed', 'completed', 'canceled', 'on_hold']);
const paymentStatus = z.enum([
  'pending',
  'authorized',
  'paid',
  'partially_refunded',
  'refunded',
  'failed',
  'voided',
]);
const fulfillmentStatus = z.enum(['unfulfilled', 'partially_fulfilled', 'fulfilled', 'returned']);

export const Order = z
  .object({
    id: id('order'),
    number: z.int().openapi({ example: 1001 }),
    status: orderStatus,
    payment_status: paymentStatus,
    fulfillment_status: fulfillmentStatus,
    currency,
    lines: z.array(
      z
        .object({
          id: id('line'),
          variant_id: id('variant'),
          sku: z.string(),
          title: z.string(),
          quantity: z.int(),
          unit_price: Money,
          discount: Money,
          total: Money.openapi({ description: 'unit_price × quantity − discount' }),
          tax: Money,
        })
        .openapi('OrderLine'),
    ),
    totals: Totals,
    discount_codes: z.array(z.object({ code: z.string(), amount: Money })),
    email: z.string(),
    shipping_address: Address.nullable(),
    billing_address: Address.nullable(),
    shipping_option: z.object({ id: z.string(), title: z.string(), price: Money }).nullable(),
    note: z.string().nullable(),
    payment: Payment.nullable().openapi({
      description: 'The payment that counts, else the latest attempt',
    }),
    fulfillments: z.array(
      z
        .object({
          id: id('fulfillment'),
          lines: z.array(lineQuantity),
          tracking: z
            .object({ carrier: z.string(), number: z.string(), url: z.string().optional() })
            .nullable(),
          created_at: time,
        })
        .openapi('Fulfillment'),
    ),
    refunds: z.array(
      z
        .object({
          id: id('refund'),
          amount: Money,
          status: z.enum(['pending', 'succeeded', 'failed']),
          reason: z
            .enum(['requested', 'order_canceled', 'payment_late', 'paid_twice', 'made_at_provider'])
            .openapi({
              description: '`made_at_provider`: somebody sent the money back there, and not here',
            }),
          failure_reason: z.string().optional().openapi({
            description: 'Why the money could not be sent back, in the provider’s words',
          }),
          lines: z.array(lineQuantity),
          restock: z.boolean(),
          created_at: time,
        })
        .openapi('Refund'),
    ),
    disputes: z
      .array(
        z
          .object({
            id: z.string().openapi({ description: 'The provider’s id', example: 'du_1Pgc' }),
            payment_id: id('payment'),
            amount: Money,
            status: z.enum(['open', 'won', 'lost']),
            reason: z.string().openapi({ example: 'fraudulent' }),
            created_at: time,
          })
          .openapi('Dispute'),
      )
      .openapi({
        description:
          'What the buyer’s bank wants back. It changes no state of the order: fulfillment is for people to decide, and the answer is given at the provider.',
      }),
    messages: z.array(Message),
    hold_expires_at: time
      .nullable()
      .openapi({ description: 'Until when stock is held for a pending order' }),
    version,
    created_at: time,
  })
  .openapi('Order');

export const PlacedOrder = Order.extend({
  access_token: z
    .string()
    .openapi({ description: 'Lets its bearer read the order. Shown here and in replays only.' }),
}).openapi('PlacedOrder');

export const OrderList = listOf(Order, 'OrderList');

export const OrderFilter = {
  status: orderStatus.optional(),
  payment_status: paymentStatus.optional(),
  fulfillment_status: fulfillmentStatus.optional(),
  email: text(254).optional(),
  created_after: time.optional(),
  created_before: time.optional(),
};

export const OrderEventRecord = z
  .object({
    id: id('event'),
    seq: z.int().openapi({ description: 'The order of commits over the whole shop' }),
    version,
    type: z.string().openapi({ example: 'order.confirmed' }),
    data: z.record(z.string(), z.unknown()),
    at: time,
  })
  .openapi('OrderEvent');
