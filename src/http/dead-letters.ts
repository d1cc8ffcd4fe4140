import { z } from '@hono/zod-openapi';
import { ShopError } from '../core/error.ts';
import { isMessage } from '../core/message.ts';
import { timestamp } from '../core/text.ts';
import { type DeadLetter, findDead, redrive } from '../db/due.ts';
import { listOf, optionalText, pageQuery, time } from './contract.ts';
import { operation } from './operation.ts';
import { page } from './pagination.ts';

const tag = 'Admin: operations';
const path = '/v1/admin/dead-letters';

const DeadLetterSchema = z
  .object({
    id: z.string().openapi({ example: 'order:ord_01kaqz3v5m7n0c2d4e6f8g1h3j' }),
    kind: z.string().openapi({ example: 'order' }),
    attempts: z.int(),
    error: z.string().nullable().openapi({ description: 'Why the last attempt failed' }),
    dead_at: time,
  })
  .openapi('DeadLetter');

const present = ({ kind, id, attempts, lastError, deadAt }: DeadLetter) => ({
  id: `${kind}:${id}`,
  kind,
  attempts,
  error: lastError?.split('\n')[0] ?? null,
  dead_at: timestamp(deadAt),
});

/** Work that failed too often waits here for a person. */
export const deadLetterRoutes = [
  operation(
    {
      id: 'listDeadLetters',
      method: 'get',
      path,
      tag,
      summary: 'List dead letters',
      description: 'Work that failed so often that it was given up, the latest first.',
      access: 'orders:read',
      query: z.strictObject(pageQuery),
      response: listOf(DeadLetterSchema, 'DeadLetterList'),
      problems: ['invalid_cursor'],
    },
    (ctx, { query }) =>
      page(ctx, {
        list: 'dead-letters',
        request: query,
        read: (limit, after) => findDead(ctx.db, limit, after),
        position: ({ deadAt, kind, id }) => ({ key: deadAt, id: `${kind}:${id}` }),
        present,
      }),
  ),
  operation(
    {
      id: 'redriveDeadLetter',
      method: 'post',
      path: `${path}/{id}/redrive`,
      tag,
      summary: 'Redrive a dead letter',
      description: 'Makes the work due again at once, with all its attempts before it.',
      access: 'orders:write',
      params: z.object({
        id: optionalText(200).min(1).openapi({ example: 'order:ord_01kaqz3v5m7n0c2d4e6f8g1h3j' }),
      }),
      response: z
        .object({ id: z.string(), redriven: z.literal(true) })
        .openapi('RedrivenDeadLetter'),
      problems: ['dead_letter_not_found'],
      idempotency: 'optional',
    },
    async (ctx, { params }) => {
      const [kind = '', ...rest] = params.id.split(':');
      const message = { kind, id: rest.join(':') };
      if (!isMessage(message)) throw new ShopError('dead_letter_not_found');
      if (!(await redrive(ctx.writer, message, ctx.clock.nowMs())))
        throw new ShopError('dead_letter_not_found');
      await ctx.queue.send(message);
      return { id: params.id, redriven: true };
    },
  ),
];
