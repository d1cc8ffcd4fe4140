import { isMessage } from '../core/message.ts';
import { findDue } from '../db/due.ts';
import type { Shop } from '../platform/shops.ts';
import { directoryOf, shopWithId } from '../platform/workers/directory.ts';
import type { Environment } from '../platform/workers/environment.ts';
import { nudgeAll } from '../platform/workers/nudges.ts';
import { writerOf } from '../platform/workers/object-names.ts';
import { workersPlatform } from '../platform/workers/platform.ts';

// What works behind the answers: queues and the timer. It is a part of the Worker that serves the API, or, with
// `wrangler.consumer.toml`, a Worker of its own beside it.

const deadLetters = '-dead-letters';
/** Not waited for: a slow receiver must not hold up the queue. The row in `due` is the truth. */
const webhooks = '-webhooks';
const sweepSize = 100;

/** What a message leads to; an isolate that serves requests has no use for it. */
const jobs = () => import('../jobs.ts');

export default {
  /** Each message is acknowledged by itself: one that fails must not bring the others back. */
  async queue(batch, environment, lifetime) {
    const { bury, work } = await jobs();
    const { log } = workersPlatform(environment, lifetime);
    await Promise.all(
      batch.messages.map(async (message) => {
        try {
          const { body } = message;
          if (!isMessage(body)) log('error', 'queue.unknown_message', { id: message.id });
          else {
            const shop = await shopWithId(environment, body.shop);
            const platform = workersPlatform(environment, lifetime, { shop });
            if (batch.queue.endsWith(deadLetters)) bury(platform, body);
            else if (batch.queue.endsWith(webhooks)) platform.background(work(platform, body));
            else await work(platform, body);
          }
          message.ack();
        } catch (error) {
          log('warn', 'queue.retry', { id: message.id, error: String(error) });
          message.retry({ delaySeconds: Math.min(2 ** message.attempts, 60) });
        }
      }),
    );
  },

  async scheduled(_controller, environment, lifetime) {
    const shops = (await directoryOf(environment)?.all()) ?? [undefined];
    const { log } = workersPlatform(environment, lifetime);
    for (const shop of shops) {
      // The trouble of one shop is not that of the next.
      await sweep(environment, { lifetime, shop }).catch((error: unknown) =>
        log('error', 'sweep.failed', { shop: shop?.id, error: String(error) }),
      );
    }
  },
} satisfies ExportedHandler<Environment>;

async function sweep(
  environment: Environment,
  { lifetime, shop }: { lifetime: ExecutionContext; shop: Shop | undefined },
): Promise<void> {
  const platform = workersPlatform(environment, lifetime, { shop });
  const found = await findDue(platform.db, platform.clock.nowMs(), sweepSize);
  await nudgeAll(environment, found, shop?.id);
  await writerOf(environment, shop).sweepSoon();
  const { tick } = await jobs();
  await tick(platform);
}
