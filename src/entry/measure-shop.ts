import { measureDue } from '../db/measure-due.ts';
import { changesInHand } from '../http/admission.ts';
import { contextWith, systemContext } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';
import type { Measures } from '../platform/server/observe/telemetry.ts';
import { countOversold } from '../shop/inventory/index.ts';
import { measureWebhooks } from '../shop/webhooks/index.ts';

/** What whoever watches a shop is told when it asks: of the near copy, since none of it binds anything. */
export function measuresOf(platform: Platform): Measures {
  const { replica, clock, config } = platform;
  const ctx = contextWith(systemContext(platform, 'metrics'), { db: replica });
  return {
    changesInHand: () => changesInHand(config),
    async books() {
      const { oldestDueAtMs, kinds: work } = await measureDue(replica, clock.nowMs());
      const endpoints = await measureWebhooks(ctx);
      return { oldestDueAtMs, work, endpoints, oversold: await countOversold(replica) };
    },
  };
}
