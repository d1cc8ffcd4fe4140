import { z } from '@hono/zod-openapi';
import { id } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { page } from '../../http/pagination.ts';
import { resourceOperations } from '../../http/resource.ts';
import {
  DeliveryList,
  DeliveryQuery,
  EventList,
  EventQuery,
  Replaying,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointInput,
  WebhookEndpointWithSecret,
  WebhookTest,
} from './contract.ts';
import { listEvents } from './list-events.ts';
import {
  findEndpoint,
  listDeliveries,
  listEndpoints,
  mustFindEndpoint,
  presentDelivery,
  presentEndpoint,
} from './queries.ts';
import { replayEvents } from './replay-events.ts';
import { rotateSecret } from './rotate-secret.ts';
import { changeEndpoint, createEndpoint, deleteEndpoint } from './save-endpoint.ts';
import { testEndpoint } from './test-endpoint.ts';

const tag = 'Admin: webhooks';
const path = '/v1/admin/webhook-endpoints';
const params = z.object({ id: id('webhookEndpoint') });

export const webhookAdminRoutes = [
  ...resourceOperations({
    name: 'WebhookEndpoint',
    noun: ['a', 'webhook endpoint', 'webhook endpoints'],
    path,
    tag,
    kind: 'webhookEndpoint',
    scopes: ['webhooks:read', 'webhooks:write'],
    schema: WebhookEndpoint,
    created: WebhookEndpointWithSecret,
    input: WebhookEndpointInput,
    change: WebhookEndpointChange,
    notFound: 'webhook_endpoint_not_found',
    problems: ['webhook_endpoint_limit'],
    about: {
      list: 'The newest first, without their secrets.',
      create:
        'It gets the events from now on; earlier ones by a replay. The secret is shown in this answer only: a repeat with the same Idempotency-Key is told `already_created`. The key needs `orders:read` too, since the receiver sees every order. A URL that leads to an inside address is refused, here and at every delivery.',
      change:
        'JSON Merge Patch. `status` pauses an endpoint or makes it active again: then it goes on from where it stood, and what had failed is tried at once.',
      remove: 'Nothing more is sent to it. Answers the endpoint as it was.',
    },
    examples: {
      create: { url: 'https://example.com/hooks/kiosk', events: ['order.*', 'payment.captured'] },
      change: { events: ['*'] },
    },
    list: (ctx, request) =>
      page(ctx, {
        list: 'webhook-endpoints',
        request,
        read: (limit, after) => listEndpoints(ctx, limit, after?.id),
        position: (row) => ({ key: '', id: row.id }),
        present: presentEndpoint,
      }),
    find: async (ctx, one) => {
      const found = await findEndpoint(ctx, one);
      return found && presentEndpoint(found);
    },
    create: createEndpoint,
    modify: changeEndpoint,
    remove: deleteEndpoint,
  }),
  operation(
    {
      id: 'rotateWebhookSecret',
      method: 'post',
      path: `${path}/{id}/rotate-secret`,
      tag,
      summary: 'Rotate the secret of a webhook endpoint',
      description:
        'The new secret is shown in this answer only. For 24 hours deliveries carry a signature by each, so that the receiver can change over without a gap.',
      access: 'webhooks:write',
      params,
      response: WebhookEndpointWithSecret,
      problems: ['webhook_endpoint_not_found', 'version_conflict'],
      idempotency: 'optional',
      showsSecret: true,
    },
    (ctx, input) => rotateSecret(ctx, input.params.id),
  ),
  operation(
    {
      id: 'replayWebhookEvents',
      method: 'post',
      path: `${path}/{id}/replay`,
      tag,
      summary: 'Deliver a range of events again',
      description:
        'Every event from `from` to `to` that the endpoint wants, both included, with the same ids as before. It is worked off in the background, beside what is new; `replay` of the endpoint says how far it is.',
      access: 'webhooks:write',
      params,
      body: Replaying,
      response: WebhookEndpoint,
      problems: ['webhook_endpoint_not_found', 'replay_running', 'version_conflict'],
      idempotency: 'optional',
      example: { from: 1, to: 250 },
    },
    (ctx, { params: { id: one }, body }) => replayEvents(ctx, { id: one, ...body }),
  ),
  operation(
    {
      id: 'testWebhookEndpoint',
      method: 'post',
      path: `${path}/{id}/test`,
      tag,
      summary: 'Send a test message to a webhook endpoint',
      description:
        'Posts a signed `webhook.test` at once and tells how it went. It is in no log and has no retries.',
      access: 'webhooks:write',
      params,
      response: WebhookTest,
      problems: ['webhook_endpoint_not_found'],
    },
    (ctx, input) => testEndpoint(ctx, input.params.id),
  ),
  operation(
    {
      id: 'listWebhookDeliveries',
      method: 'get',
      path: `${path}/{id}/deliveries`,
      tag,
      summary: 'Read the delivery log of a webhook endpoint',
      description:
        'One row an event, the latest first: how often it was tried, what the receiver answered, when it is tried next. Delivered ones are kept for 30 days. A dead one is also a dead letter, and is redriven as one.',
      access: 'webhooks:read',
      params,
      query: DeliveryQuery,
      response: DeliveryList,
      problems: ['webhook_endpoint_not_found', 'invalid_cursor'],
    },
    async (ctx, { params: { id: one }, query: { state, ...request } }) => {
      await mustFindEndpoint(ctx, one);
      return await page(ctx, {
        list: `deliveries:${one}:${state ?? ''}`,
        request,
        read: (limit, after) =>
          listDeliveries(
            ctx,
            { endpointId: one, state },
            { limit, beforeSeq: after && Number(after.key) },
          ),
        position: ({ seq }) => ({ key: seq, id: '' }),
        present: presentDelivery,
      });
    },
  ),
  operation(
    {
      id: 'listEvents',
      method: 'get',
      path: '/v1/admin/events',
      tag,
      summary: 'Read the event log',
      description:
        'Everything that happened, in the order of commits. To follow it, send `next_after` as `after` of the next request: no event is missed and none comes twice, however often or seldom you ask. Events are never changed and never removed.',
      access: 'orders:read',
      query: EventQuery,
      response: EventList,
      problems: ['invalid_cursor'],
    },
    async (ctx, { query: { after, types, ...request } }) => {
      let readTo = after;
      const list = await page(ctx, {
        list: 'events',
        request,
        read: async (limit, position) => {
          const from = position ? Number(position.key) : after;
          const read = await listEvents(ctx, { after: from, limit: limit - 1, types });
          readTo = read.readTo;
          return read.events;
        },
        position: ({ seq }) => ({ key: seq, id: '' }),
        present: (event) => event,
      });
      return { ...list, next_after: readTo };
    },
  ),
];
