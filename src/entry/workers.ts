import { WorkerEntrypoint } from 'cloudflare:workers';
import { createApp } from '../app.ts';
import { isMessage } from '../core/message.ts';
import { findDue } from '../db/due.ts';
import { ActorObject } from '../platform/workers/actor-object.ts';
import type { Environment } from '../platform/workers/environment.ts';
import { answerAfar } from '../platform/workers/far-bodies.ts';
import { nudgeAll } from '../platform/workers/nudges.ts';
import { workersPlatform } from '../platform/workers/platform.ts';
import { cartActor } from '../shop/cart/cart.ts';

export { WriterObject } from '../platform/workers/writer-object.ts';

/** One cart. Its actor comes from its own file: the room's index would bring pricing and the catalog with it. */
export class CartObject extends ActorObject {
  protected override readonly actor = cartActor;
}

const app = createApp();

/** Makes the bodies of the catalog behind Workers Cache, which asks only for what no location has. */
export class Catalog extends WorkerEntrypoint<Environment> {
  override fetch(request: Request): Promise<Response> {
    return answerAfar(request, workersPlatform(this.env, this.ctx), app.fetch);
  }

  /** Nobody else can purge what is kept of this entrypoint. Answers what went wrong, if anything did. */
  async purge(tags: string[]): Promise<string | undefined> {
    if (!this.ctx.cache) return 'Workers Cache is not on for Catalog';
    const { success, errors } = await this.ctx.cache.purge({ tags });
    return success ? undefined : errors.map(({ code, message }) => `${code} ${message}`).join();
  }
}
const deadLetters = 'kiosk-dead-letters';
/** Not waited for: a slow receiver must not hold up the queue. The row in `due` is the truth. */
const webhooks = 'kiosk-webhooks';
const sweepSize = 100;

/** What a message leads to; an isolate that serves requests has no use for it. */
const jobs = () => import('../jobs.ts');

export default {
  fetch(request, environment, lifetime) {
    return app.fetch(request, workersPlatform(environment, lifetime, request));
  },

  /** Each message is acknowledged by itself: one that fails must not bring the others back. */
  async queue(batch, environment, lifetime) {
    const platform = workersPlatform(environment, lifetime);
    const { bury, work } = await jobs();
    await Promise.all(
      batch.messages.map(async (message) => {
        try {
          if (!isMessage(message.body))
            platform.log('error', 'queue.unknown_message', { id: message.id });
          else if (batch.queue === deadLetters) bury(platform, message.body);
          else if (batch.queue === webhooks) platform.background(work(platform, message.body));
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
