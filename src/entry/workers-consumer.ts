import { isMessage } from '../core/message.ts';
import { findDue } from '../db/due.ts';
import type { Environment } from '../platform/workers/environment.ts';
import { nudgeAll } from '../platform/workers/nudges.ts';
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
    const platform = workersPlatform(environment, lifetime);
    const { bury, work } = await jobs();
    await Promise.all(
      batch.messages.map(async (message) => {
        try {
          if (!isMessage(message.body))
            platform.log('error', 'queue.unknown_message', { id: message.id });
          else if (batch.queue.endsWith(deadLetters)) bury(platform, message.body);
          else if (batch.queue.endsWith(webhooks))
            platform.background(work(platform, message.body));
          else await work(platform, message.body);
          message.ack();
        } catch (error) {
          platform.log('warn', 'queue.retry', { id: message.id, error: String(error) });
          message.retry({ delaySeconds: Math.min(2 ** message.attempts, 60) });
        }
      }),
    );
  },

  async scheduled(_controller, environment, lifetime) {
    const platform = workersPlatform(environment, lifetime);
    const found = await findDue(platform.db, platform.clock.nowMs(), sweepSize);
    await nudgeAll(environment, found);
    await environment.WRITERS.get(environment.WRITERS.idFromName('writer')).sweepSoon();
    const { tick } = await jobs();
    await tick(platform);
  },
} satisfies ExportedHandler<Environment>;
