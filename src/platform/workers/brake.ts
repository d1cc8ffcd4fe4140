import type { Brake, Log } from '../platform.ts';
import type { Environment } from './environment.ts';

/** What `wrangler.toml` says of each: the binding does not tell. */
const quotas = {
  any: { limit: 400, windowSeconds: 10 },
  money: { limit: 60, windowSeconds: 60 },
} as const;

/**
 * Counts for all isolates of a location, which the buckets of one isolate cannot; it counts roughly, so
 * it is a brake and no quota. One that does not work lets everybody through.
 */
export function brakeOf(environment: Environment, log: Log): Brake | undefined {
  const { BRAKE, MONEY_BRAKE } = environment;
  if (!BRAKE && !MONEY_BRAKE) return undefined;
  return async (kind, key) => {
    try {
      const outcome = await (kind === 'money' ? MONEY_BRAKE : BRAKE)?.limit({ key });
      return outcome?.success === false ? quotas[kind] : undefined;
    } catch (error) {
      log('warn', 'brake.failed', { error: String(error) });
      return undefined;
    }
  };
}
