import { sign } from '../../core/webhook-signature.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { findEvent } from '../orders/index.ts';
import type { DueDelivery, EndpointRow } from './queries.ts';
import { nextTryMs, readRetryAfter } from './retry.ts';

/** Well below the lease of the endpoint's work, so that a silent receiver is not asked by two at once. */
const attemptTimeoutMs = 10_000;

export interface Attempt {
  readonly delivered: boolean;
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
  readonly retryAfterMs: number | undefined;
}

/** Sends a signed message to an endpoint: 2xx is success, and nothing else is. */
export async function send(
  ctx: Context,
  endpoint: EndpointRow,
  message: { readonly id: string; readonly body: string; readonly timeoutMs?: number },
): Promise<Attempt> {
  const begunMs = ctx.clock.nowMs();
  const old = endpoint.oldSecret !== null && begunMs < (endpoint.oldSecretUntil ?? 0);
  const secrets = old ? [endpoint.secret, endpoint.oldSecret ?? ''] : [endpoint.secret];
  const { id, body, timeoutMs = attemptTimeoutMs } = message;
  const answer = await ctx.outgoing({
    url: endpoint.url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Kiosk-Webhooks/1',
      ...sign(secrets, { id, timestampSeconds: Math.floor(begunMs / 1_000), body }),
    },
    body,
    timeoutMs,
  });
  const nowMs = ctx.clock.nowMs();
  const durationMs = nowMs - begunMs;
  if ('failed' in answer) {
    const error = `${answer.failed}: ${answer.detail}`;
    return { delivered: false, status: null, durationMs, error, retryAfterMs: undefined };
  }
  const { status } = answer;
  const delivered = status >= 200 && status < 300;
  return {
    delivered,
    status,
    durationMs,
    error: delivered ? null : `HTTP ${status}`,
    retryAfterMs: delivered ? undefined : readRetryAfter(answer.retryAfter, nowMs),
  };
}

/**
 * Tries a delivery once and records how it went. Dying in between leaves it as it was: it is sent again
 * with the same id, by which a receiver knows it.
 */
export async function attemptDelivery(
  ctx: Context,
  endpoint: EndpointRow,
  delivery: DueDelivery,
): Promise<Attempt> {
  const event = await findEvent(ctx, delivery.seq);
  if (!event) throw new Error(`there is no event ${delivery.seq}`);
  const attempt = await send(ctx, endpoint, { id: event.id, body: JSON.stringify(event) });
  await record(ctx, { endpoint, delivery, eventId: event.id, attempt });
  return attempt;
}

interface Recording {
  readonly endpoint: EndpointRow;
  readonly delivery: DueDelivery;
  readonly eventId: string;
  readonly attempt: Attempt;
}

async function record(
  ctx: Context,
  { endpoint, delivery, eventId, attempt }: Recording,
): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  const attempts = delivery.attempts + 1;
  const { delivered, status, durationMs, error, retryAfterMs } = attempt;
  const jitter = (ctx.random.bytes(1)[0] ?? 0) / 256;
  const nextMs = delivered ? nowMs : nextTryMs(attempts, { nowMs, jitter, retryAfterMs });
  const state = delivered ? 'delivered' : nextMs === null ? 'dead' : 'retrying';
  // What another process has delivered meanwhile stays delivered.
  const update = statement`UPDATE deliveries SET state = ${state}, attempts = ${attempts},
      next_try_at = ${nextMs ?? nowMs}, response_status = ${status}, duration_ms = ${durationMs},
      error = ${error}, attempted_at = ${nowMs}
    WHERE endpoint_id = ${endpoint.id} AND seq = ${delivery.seq}
      AND (${delivered} OR state IN ('pending', 'retrying'))`;
  if (state !== 'dead') {
    await ctx.writer.apply(update);
    return;
  }
  ctx.log('error', 'webhook.dead', { endpoint: endpoint.id, event: eventId, error });
  // A dead letter like any other: listed, and redriven as work of its own kind.
  const letter = statement`INSERT INTO due(kind, id, at, attempts, dead_at, last_error)
    VALUES ('delivery', ${`${endpoint.id}:${delivery.seq}`}, ${nowMs}, ${attempts}, ${nowMs}, ${error})
    ON CONFLICT(kind, id) DO UPDATE SET at = excluded.at, attempts = excluded.attempts,
      dead_at = excluded.dead_at, last_error = excluded.last_error`;
  await ctx.writer.batch([update, letter]);
}
