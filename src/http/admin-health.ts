import { z } from '@hono/zod-openapi';
import { ShopError } from '../core/error.ts';
import { timestamp } from '../core/text.ts';
import { measureDue } from '../db/measure-due.ts';
import type { Context } from '../platform/context.ts';
import { id, time } from './contract.ts';
import { probeWrite } from './health.ts';
import { type AnyOperation, operation } from './operation.ts';

const count = z.int().min(0);
const age = z.number().min(0).openapi({ description: 'Seconds; 0 when there is none' });
const states = { pending: count, retrying: count, delivered: count, dead: count };

const AdminHealth = z
  .object({
    status: z.enum(['ok', 'degraded']).openapi({
      description:
        '`degraded`: the database cannot be written, work is over a minute late, something was given up, or a receiver is paused because it failed',
    }),
    checked_at: time,
    database: z.object({ writable: z.boolean() }),
    writer: z
      .object({
        waiting: count,
        predicted_wait_ms: count.openapi({ description: 'For the next write' }),
      })
      .nullable()
      .openapi({
        description:
          'What waits for the writer of this process; null where the writer is elsewhere',
      }),
    work: z.object({
      oldest_due_at: time.nullable(),
      oldest_due_age_seconds: age,
      kinds: z.array(
        z
          .object({ kind: z.string(), due: count, leased: count, waiting: count, dead: count })
          .openapi('WorkDepth', {
            description:
              '`due`: now, and nobody does it. `leased`: being done. `waiting`: for later. `dead`: given up, for a person. Each counts the first 10,000 rows of its state.',
          }),
      ),
    }),
    deliveries: z.object(states).openapi({
      description: 'Of all webhook endpoints; each counts up to 1,000 a state',
    }),
    webhook_endpoints: z.array(
      z
        .object({
          id: id('webhookEndpoint'),
          status: z.enum(['active', 'paused']),
          failing_since: time.nullable(),
          events_behind: count.openapi({
            description: 'Events of the log beyond its place, wanted or not',
          }),
          ...states,
          oldest_undelivered_at: time.nullable(),
          oldest_undelivered_age_seconds: age,
        })
        .openapi('WebhookEndpointHealth'),
    ),
  })
  .openapi('AdminHealth');

/** What a room that delivers to receivers knows of them. */
interface ReceiverHealth {
  readonly id: string;
  readonly status: 'active' | 'paused';
  readonly failingSince: number | null;
  readonly behind: number;
  readonly pending: number;
  readonly retrying: number;
  readonly delivered: number;
  readonly dead: number;
  readonly oldestAt: number | null;
}

/** Work that is later than this means that nobody does it. */
const lateSeconds = 60;

type MeasureReceivers = (ctx: Context) => Promise<readonly ReceiverHealth[]>;

/** How the installation does: for dashboards and alarms. */
export const adminHealthRoutes = (measureReceivers: MeasureReceivers): AnyOperation[] => [
  operation(
    {
      id: 'getAdminHealth',
      method: 'get',
      path: '/v1/admin/health',
      tag: 'Admin: operations',
      summary: 'How is the installation doing?',
      description:
        'How much work there is and how late it is, whether the database can be written (a real write, at most one a second), and how webhook receivers stand. Cheap whatever there is: counts end at a limit.',
      access: 'orders:read',
      response: AdminHealth,
      problems: [],
    },
    async (ctx) => {
      try {
        return await measure(ctx, measureReceivers);
      } catch {
        throw new ShopError('database_unavailable', { retry_after: 2 });
      }
    },
  ),
];

async function measure(ctx: Context, measureReceivers: MeasureReceivers) {
  const nowMs = ctx.clock.nowMs();
  const [writable, { oldestDueAtMs, kinds }, receivers] = await Promise.all([
    probeWrite(ctx).then(
      () => true,
      () => false,
    ),
    measureDue(ctx.db, nowMs),
    measureReceivers(ctx),
  ]);
  const secondsSince = (ms: number | null) => (ms === null ? 0 : Math.max(0, nowMs - ms) / 1_000);
  const load = ctx.writer.load?.();
  const late = secondsSince(oldestDueAtMs) > lateSeconds;
  const givenUp = kinds.some(({ dead }) => dead > 0);
  const failing = receivers.some(
    ({ status, failingSince }) => status === 'paused' && failingSince !== null,
  );
  return {
    status: !writable || late || givenUp || failing ? ('degraded' as const) : ('ok' as const),
    checked_at: timestamp(nowMs),
    database: { writable },
    writer: load ? { waiting: load.waiting, predicted_wait_ms: load.predictedMs } : null,
    work: {
      oldest_due_at: oldestDueAtMs === null ? null : timestamp(oldestDueAtMs),
      oldest_due_age_seconds: secondsSince(oldestDueAtMs),
      kinds,
    },
    deliveries: {
      pending: sum(receivers, 'pending'),
      retrying: sum(receivers, 'retrying'),
      delivered: sum(receivers, 'delivered'),
      dead: sum(receivers, 'dead'),
    },
    webhook_endpoints: receivers.map((each) => ({
      id: each.id,
      status: each.status,
      failing_since: each.failingSince === null ? null : timestamp(each.failingSince),
      events_behind: each.behind,
      pending: each.pending,
      retrying: each.retrying,
      delivered: each.delivered,
      dead: each.dead,
      oldest_undelivered_at: each.oldestAt === null ? null : timestamp(each.oldestAt),
      oldest_undelivered_age_seconds: secondsSince(each.oldestAt),
    })),
  };
}

const sum = (
  receivers: readonly ReceiverHealth[],
  state: 'pending' | 'retrying' | 'delivered' | 'dead',
): number => receivers.reduce((total, each) => total + each[state], 0);
