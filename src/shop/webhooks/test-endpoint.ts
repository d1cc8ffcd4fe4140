import { newId } from '../../core/id.ts';
import { timestamp } from '../../core/text.ts';
import type { Context } from '../../platform/context.ts';
import { send } from './attempt-delivery.ts';
import { mustFindEndpoint } from './queries.ts';

/** Somebody waits for the answer, and no request lasts ten seconds. */
const testTimeoutMs = 5_000;

/**
 * Sends a signed `webhook.test` at once, and tells how it went. It is no event: neither the log nor the
 * delivery log has it. @throws webhook_endpoint_not_found
 */
export async function testEndpoint(ctx: Context, endpointId: string) {
  const endpoint = await mustFindEndpoint(ctx, endpointId);
  const id = newId(ctx, 'event');
  const body = JSON.stringify({
    id,
    type: 'webhook.test',
    timestamp: timestamp(ctx.clock.nowMs()),
    data: { endpoint_id: endpoint.id },
  });
  const attempt = await send(ctx, endpoint, { id, body, timeoutMs: testTimeoutMs });
  return {
    delivered: attempt.delivered,
    response_status: attempt.status,
    duration_ms: attempt.durationMs,
    error: attempt.error,
  };
}
