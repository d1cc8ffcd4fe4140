import { z } from '@hono/zod-openapi';
import {
  id,
  listOf,
  optionalText,
  Page,
  pageQuery,
  text,
  time,
  version,
} from '../../http/contract.ts';

const pattern = z
  .string()
  .max(60)
  .regex(/^(\*|[a-z_]+\.(\*|[a-z_]+))$/, {
    message: 'must be *, a group such as order.*, or a type such as order.placed',
  });

const fields = {
  url: text(2_000).openapi({
    description: 'Where events are posted to, on the public internet; in production over TLS only',
    example: 'https://example.com/hooks/kiosk',
  }),
  description: optionalText(200),
  events: z
    .array(pattern)
    .min(1)
    .max(50)
    .openapi({ description: '`*`, `order.*` or `order.placed`', example: ['order.*'] }),
};

export const WebhookEndpointInput = z
  .strictObject({ ...fields, description: fields.description.default('') })
  .openapi('WebhookEndpointInput');

export const WebhookEndpointChange = z
  .strictObject({ ...fields, status: z.enum(['active', 'paused']) })
  .partial()
  .openapi('WebhookEndpointChange');

export const WebhookEndpoint = z
  .object({
    id: id('webhookEndpoint'),
    ...fields,
    status: z
      .enum(['active', 'paused'])
      .openapi({ description: 'A paused one keeps its place and loses nothing' }),
    paused: z
      .object({
        reason: z.enum(['requested', 'failing', 'gone']).openapi({
          description:
            '`failing`: nothing got through for five days. `gone`: the receiver answered 410.',
        }),
        at: time,
      })
      .nullable(),
    failing_since: time
      .nullable()
      .openapi({ description: 'Of the first failure since the last success' }),
    replay: z
      .object({ next: z.int(), to: z.int() })
      .nullable()
      .openapi({ description: 'The range of the log that is still to be delivered again' }),
    version,
    created_at: time,
    updated_at: time,
  })
  .openapi('WebhookEndpoint');

export const WebhookEndpointWithSecret = WebhookEndpoint.extend({
  secret: z.string().openapi({ description: 'Signs the deliveries. Shown only here' }),
}).openapi('WebhookEndpointWithSecret');

const place = z.union([z.int().min(0), time]);

export const Replaying = z
  .strictObject({
    from: place.openapi({ description: 'The first event: its `seq`, or a moment' }),
    to: place.optional().openapi({ description: 'The last event; the latest if left out' }),
  })
  .openapi('ReplayInput');

export const WebhookTest = z
  .object({
    delivered: z.boolean(),
    response_status: z.int().nullable(),
    duration_ms: z.int(),
    error: z.string().nullable(),
  })
  .openapi('WebhookTest');

const deliveryState = z.enum(['pending', 'retrying', 'delivered', 'dead']);

export const DeliveryQuery = z.strictObject({ ...pageQuery, state: deliveryState.optional() });

export const Delivery = z
  .object({
    event_id: id('event'),
    seq: z.int(),
    type: z.string().openapi({ example: 'order.placed' }),
    order_id: id('order'),
    state: deliveryState,
    attempts: z.int(),
    response_status: z
      .int()
      .nullable()
      .openapi({ description: 'Of the last attempt; null where no answer came' }),
    duration_ms: z.int().nullable(),
    error: z.string().nullable().openapi({ example: 'HTTP 500' }),
    next_try_at: time.nullable(),
    attempted_at: time.nullable(),
    created_at: time,
  })
  .openapi('Delivery');

export const DeliveryList = listOf(Delivery, 'DeliveryList');

/** A row of the public log, and the body of a webhook: the same. */
export const Event = z
  .object({
    id: id('event').openapi({ description: 'Also the `webhook-id`: the same at every delivery' }),
    seq: z.int().openapi({ description: 'The order of commits over the whole shop', example: 17 }),
    type: z.string().openapi({ example: 'order.confirmed' }),
    timestamp: time,
    order_id: id('order'),
    version: version.openapi({ description: 'Of the order after this event' }),
    data: z.record(z.string(), z.unknown()),
  })
  .openapi('Event');

const whole = (value: unknown) =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;

export const EventQuery = z.strictObject({
  ...pageQuery,
  after: z.preprocess(whole, z.int().min(0).default(0)).openapi({
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'The `seq` of the last event you have: what follows it is answered',
  }),
  types: z
    .string()
    .max(1_000)
    .optional()
    .transform((list) => list?.split(',').map((each) => each.trim()))
    .pipe(z.array(pattern).max(50).optional())
    .openapi({ type: 'string', description: '`order.*,payment.captured`; all if left out' }),
});

export const EventList = z
  .object({
    data: z.array(Event),
    page: Page,
    next_after: z.int().openapi({
      description: 'Send it as `after` next time: there is nothing that you have missed before it',
    }),
  })
  .openapi('EventList');
