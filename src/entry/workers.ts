import { WorkerEntrypoint } from 'cloudflare:workers';
import { createApp } from '../app.ts';
import { serveOneOf } from '../http/many-shops.ts';
import { ActorObject } from '../platform/workers/actor-object.ts';
import { directoryOf, shopWithId } from '../platform/workers/directory.ts';
import type { Environment } from '../platform/workers/environment.ts';
import { answerAfar, shopAsked } from '../platform/workers/far-bodies.ts';
import { workersPlatform } from '../platform/workers/platform.ts';
import { cartActor } from '../shop/cart/cart.ts';
import consumer from './workers-consumer.ts';

export { WriterObject } from '../platform/workers/writer-object.ts';

/** One cart. Its actor comes from its own file: the room's index would bring pricing and the catalog with it. */
export class CartObject extends ActorObject {
  protected override readonly actor = cartActor;
}

const app = createApp();

/** Makes the bodies of the catalog behind Workers Cache, which asks only for what no location has. */
export class Catalog extends WorkerEntrypoint<Environment> {
  override async fetch(request: Request): Promise<Response> {
    const shop = await shopWithId(this.env, shopAsked(request));
    return await answerAfar(request, workersPlatform(this.env, this.ctx, { shop }), app.fetch);
  }

  /** Nobody else can purge what is kept of this entrypoint. Answers what went wrong, if anything did. */
  async purge(tags: string[]): Promise<string | undefined> {
    if (!this.ctx.cache) return 'Workers Cache is not on for Catalog';
    const { success, errors } = await this.ctx.cache.purge({ tags });
    return success ? undefined : errors.map(({ code, message }) => `${code} ${message}`).join();
  }
}

export default {
  fetch(request, environment, lifetime) {
    const only = workersPlatform(environment, lifetime, { request });
    const directory = directoryOf(environment);
    if (!directory) return app.fetch(request, only);
    return serveOneOf({ directory, deployment: only }, request, (shop) =>
      app.fetch(request, workersPlatform(environment, lifetime, { request, shop })),
    );
  },

  ...consumer,
} satisfies ExportedHandler<Environment>;
