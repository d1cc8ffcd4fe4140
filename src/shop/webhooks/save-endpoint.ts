import { mayUse } from '../../core/caller.ts';
import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import { refusalOf } from '../../core/network.ts';
import { commit } from '../../db/commit.ts';
import { schedule } from '../../db/due.ts';
import { inWords, insistOn } from '../../db/precondition.ts';
import { requireChange, statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { reachOf } from '../../platform/outgoing.ts';
import { lastSeq } from '../orders/index.ts';
import {
  countEndpoints,
  type EndpointRow,
  mustFindEndpoint,
  presentEndpoint,
  refusals,
} from './queries.ts';
import { newSecret } from './secret.ts';

interface EndpointInput {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

/** Each event is a row and a request for every endpoint: a shop that needs more fans out by itself. */
const endpointsMax = 50;

/**
 * Adds a receiver of the events from now on. The answer shows its secret, and nothing else ever does.
 * @throws insufficient_scope, invalid_request for a URL that leads inside, webhook_endpoint_limit
 */
export async function createEndpoint(ctx: Context, input: EndpointInput) {
  mayReadOrders(ctx);
  judge(ctx, input.url);
  if ((await countEndpoints(ctx)) >= endpointsMax)
    throw new ShopError('webhook_endpoint_limit', { limit: endpointsMax });
  const nowMs = ctx.clock.nowMs();
  const row: EndpointRow = {
    id: newId(ctx, 'webhookEndpoint'),
    url: input.url,
    description: input.description,
    events: JSON.stringify(input.events),
    status: 'active',
    pausedReason: null,
    pausedAt: null,
    secret: newSecret(ctx.random),
    oldSecret: null,
    oldSecretUntil: null,
    cursor: await lastSeq(ctx),
    replayNext: null,
    replayTo: null,
    failedFirst: 0,
    notBefore: 0,
    failingSince: null,
    version: 1,
    createdAt: nowMs,
    updatedAt: nowMs,
  };
  const insert = statement`INSERT INTO webhook_endpoints
      (id, url, description, events, status, secret, cursor, version, created_at, updated_at)
    VALUES (${row.id}, ${row.url}, ${row.description}, ${row.events}, 'active', ${row.secret}, ${row.cursor}, 1,
      ${nowMs}, ${nowMs})`;
  const shown = presentEndpoint(row);
  const answer = { ...shown, secret: row.secret };
  return await commit(ctx, { statements: [insert], answer, kept: shown });
}

/**
 * Changes a receiver. One that becomes active, or gets another URL, starts afresh from where it stood.
 * @throws webhook_endpoint_not_found, version_conflict, insufficient_scope, invalid_request
 */
export async function changeEndpoint(
  ctx: Context,
  input: {
    id: string;
    change: { [K in keyof EndpointInput]?: EndpointInput[K] | undefined } & {
      status?: 'active' | 'paused' | undefined;
    };
    ifVersion: number | undefined;
  },
) {
  mayReadOrders(ctx);
  const before = await mustFindEndpoint(ctx, input.id);
  insistOn(input.ifVersion, before);
  if (input.change.url !== undefined) judge(ctx, input.change.url);
  const { events, status, ...change } = definedOnly(input.change);
  const nowMs = ctx.clock.nowMs();
  const row: EndpointRow = {
    ...before,
    ...change,
    ...(events ? { events: JSON.stringify(events) } : {}),
    ...(status && status !== before.status ? turned(status, nowMs) : {}),
    version: before.version + 1,
    updatedAt: nowMs,
  };
  const afresh = row.status === 'active' && (before.status !== 'active' || row.url !== before.url);
  const statements = [
    statement`UPDATE webhook_endpoints SET url = ${row.url}, description = ${row.description}, events = ${row.events},
        status = ${row.status}, paused_reason = ${row.pausedReason}, paused_at = ${row.pausedAt},
        version = ${row.version}, updated_at = ${nowMs}
      WHERE id = ${row.id} AND version = ${before.version} AND status <> 'deleted'`,
    requireChange('version'),
    ...(afresh ? startAfresh(row.id, nowMs) : []),
  ];
  const answer = presentEndpoint({ ...row, ...(afresh ? { failingSince: null } : {}) });
  const changed = await inWords(commit(ctx, { statements, answer }), refusals(ctx, row.id));
  if (afresh) await ctx.queue.send({ kind: 'webhook', id: row.id });
  return changed;
}

/** Hides a receiver and forgets its secret; its deliveries go later, a bounded number at a time. */
export async function deleteEndpoint(
  ctx: Context,
  { id, ifVersion }: { id: string; ifVersion: number | undefined },
) {
  const before = await mustFindEndpoint(ctx, id);
  insistOn(ifVersion, before);
  const statements = [
    statement`UPDATE webhook_endpoints SET status = 'deleted', secret = '', old_secret = NULL
      WHERE id = ${id} AND version = ${before.version} AND status <> 'deleted'`,
    requireChange('version'),
    statement`DELETE FROM due WHERE kind = 'webhook' AND id = ${id}`,
    // `;` follows `:` among the characters.
    statement`DELETE FROM due WHERE kind = 'delivery' AND id > ${`${id}:`} AND id < ${`${id};`}`,
  ];
  const answer = presentEndpoint(before);
  return await inWords(commit(ctx, { statements, answer }), refusals(ctx, id));
}

/** Whoever names a receiver makes it see every order. */
function mayReadOrders(ctx: Context): void {
  if (!mayUse(ctx.caller, 'orders:read'))
    throw new ShopError('insufficient_scope', { required_scope: 'orders:read' });
}

function judge(ctx: Context, url: string): void {
  const refusal = refusalOf(url, reachOf(ctx.config));
  if (!refusal) return;
  const { code, detail } = refusal;
  const errors = [{ pointer: '/url', code, detail }];
  throw new ShopError('invalid_request', { errors }, `/url: ${detail}`);
}

const turned = (status: 'active' | 'paused', nowMs: number) =>
  status === 'active'
    ? { status, pausedReason: null, pausedAt: null }
    : { status, pausedReason: 'requested' as const, pausedAt: nowMs };

const startAfresh = (id: string, nowMs: number) => [
  statement`UPDATE webhook_endpoints SET failed_first = 0, not_before = 0, failing_since = NULL WHERE id = ${id}`,
  statement`UPDATE deliveries SET next_try_at = ${nowMs} WHERE endpoint_id = ${id} AND state = 'retrying'`,
  schedule('webhook', id, nowMs),
];
