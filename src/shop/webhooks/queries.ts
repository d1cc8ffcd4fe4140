import { ShopError } from '../../core/error.ts';
import { timestamp } from '../../core/text.ts';
import { row, rows } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import type { deliveries, webhookEndpoints } from './tables.ts';

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
type DeliveryRow = typeof deliveries.$inferSelect;

const time = (ms: number | null): string | null => (ms === null ? null : timestamp(ms));

/** An endpoint as the admin API shows it, which is without its secret. */
export const presentEndpoint = (row: EndpointRow) => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: JSON.parse(row.events) as string[],
  status: row.status === 'active' ? ('active' as const) : ('paused' as const),
  paused:
    row.pausedReason === null || row.pausedAt === null
      ? null
      : { reason: row.pausedReason, at: timestamp(row.pausedAt) },
  failing_since: time(row.failingSince),
  replay:
    row.replayNext === null || row.replayTo === null
      ? null
      : { next: row.replayNext, to: row.replayTo },
  version: row.version,
  created_at: timestamp(row.createdAt),
  updated_at: timestamp(row.updatedAt),
});

const selectEndpoints = statement`SELECT id, url, description, events, status, paused_reason AS pausedReason,
    paused_at AS pausedAt, secret, old_secret AS oldSecret, old_secret_until AS oldSecretUntil, cursor,
    replay_next AS replayNext, replay_to AS replayTo, failed_first AS failedFirst, not_before AS notBefore,
    failing_since AS failingSince, version, created_at AS createdAt, updated_at AS updatedAt
  FROM webhook_endpoints WHERE status <> 'deleted'`;

export async function findEndpoint(
  ctx: Pick<Context, 'db'>,
  id: string,
): Promise<EndpointRow | undefined> {
  return await row<EndpointRow>(ctx.db, statement`${selectEndpoints} AND id = ${id}`);
}

/** @throws webhook_endpoint_not_found */
export async function mustFindEndpoint(ctx: Context, id: string): Promise<EndpointRow> {
  const found = await findEndpoint(ctx, id);
  if (!found) throw new ShopError('webhook_endpoint_not_found');
  return found;
}

/** What the guards of a change to an endpoint mean. */
export const refusals = (ctx: Context, id: string) => ({
  'guard:version': async () =>
    new ShopError('version_conflict', {
      current_version: (await findEndpoint(ctx, id))?.version ?? null,
    }),
});

/** Endpoints, the newest first: their ids sort by age. */
export async function listEndpoints(
  ctx: Context,
  limit: number,
  afterId: string | undefined,
): Promise<EndpointRow[]> {
  const older = afterId === undefined ? statement`` : statement`AND id < ${afterId}`;
  return await rows<EndpointRow>(
    ctx.db,
    statement`${selectEndpoints} ${older} ORDER BY id DESC LIMIT ${limit}`,
  );
}

export async function countEndpoints(ctx: Context): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    statement`SELECT count(*) AS count FROM webhook_endpoints WHERE status <> 'deleted'`,
  );
  return found?.count ?? 0;
}

/** What became of one event at one receiver. */
export const presentDelivery = (row: DeliveryRow) => ({
  event_id: row.eventId,
  seq: row.seq,
  type: row.type,
  order_id: row.stream,
  state: row.state,
  attempts: row.attempts,
  response_status: row.responseStatus,
  duration_ms: row.durationMs,
  error: row.error,
  next_try_at:
    row.state === 'retrying' || row.state === 'pending' ? timestamp(row.nextTryAt) : null,
  attempted_at: time(row.attemptedAt),
  created_at: timestamp(row.createdAt),
});

/** The delivery log of an endpoint, the latest event first. */
export async function listDeliveries(
  ctx: Context,
  { endpointId, state }: { endpointId: string; state?: DeliveryRow['state'] | undefined },
  { limit, beforeSeq }: { limit: number; beforeSeq?: number | undefined },
): Promise<DeliveryRow[]> {
  const conditions = [statement`endpoint_id = ${endpointId}`];
  if (state) conditions.push(statement`state = ${state}`);
  if (beforeSeq !== undefined) conditions.push(statement`seq < ${beforeSeq}`);
  return await rows<DeliveryRow>(
    ctx.db,
    statement`SELECT endpoint_id AS endpointId, seq, event_id AS eventId, type, stream, state, attempts,
        next_try_at AS nextTryAt, response_status AS responseStatus, duration_ms AS durationMs, error,
        created_at AS createdAt, attempted_at AS attemptedAt
      FROM deliveries WHERE ${joined(conditions, ' AND ')} ORDER BY seq DESC LIMIT ${limit}`,
  );
}

/** A delivery that is to be tried now. */
export interface DueDelivery {
  readonly seq: number;
  readonly stream: string;
  readonly attempts: number;
}

/** First tries in the order of their events, and retries whose time has come. */
export async function findDueDeliveries(
  ctx: Context,
  endpointId: string,
  { firstMax, retriesMax }: { firstMax: number; retriesMax: number },
): Promise<{ first: DueDelivery[]; retries: DueDelivery[] }> {
  const [first, retries] = await Promise.all([
    rows<DueDelivery>(
      ctx.db,
      statement`SELECT seq, stream, attempts FROM deliveries
        WHERE endpoint_id = ${endpointId} AND state = 'pending' ORDER BY seq LIMIT ${firstMax}`,
    ),
    rows<DueDelivery>(
      ctx.db,
      statement`SELECT seq, stream, attempts FROM deliveries
        WHERE endpoint_id = ${endpointId} AND state = 'retrying' AND next_try_at <= ${ctx.clock.nowMs()}
        ORDER BY next_try_at LIMIT ${retriesMax}`,
    ),
  ]);
  return { first, retries };
}
