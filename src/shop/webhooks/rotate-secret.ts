import { commit } from '../../db/commit.ts';
import { inWords } from '../../db/precondition.ts';
import { requireChange, statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { mustFindEndpoint, presentEndpoint, refusals } from './queries.ts';
import { dayMs } from './retry.ts';
import { newSecret } from './secret.ts';

/** How long the secret before it signs too. */
const overlapMs = dayMs;

/**
 * Gives an endpoint a new secret, shown in this answer only. For a day both sign: a receiver takes over the
 * new one in between. @throws webhook_endpoint_not_found, version_conflict
 */
export async function rotateSecret(ctx: Context, id: string) {
  const before = await mustFindEndpoint(ctx, id);
  const nowMs = ctx.clock.nowMs();
  const secret = newSecret(ctx.random);
  const version = before.version + 1;
  const until = nowMs + overlapMs;
  const statements = [
    statement`UPDATE webhook_endpoints SET secret = ${secret}, old_secret = secret, old_secret_until = ${until},
        version = ${version}, updated_at = ${nowMs}
      WHERE id = ${id} AND version = ${before.version} AND status <> 'deleted'`,
    requireChange('version'),
  ];
  const shown = presentEndpoint({ ...before, version, updatedAt: nowMs });
  const answer = { ...shown, secret };
  return await inWords(commit(ctx, { statements, answer, kept: shown }), refusals(ctx, id));
}
