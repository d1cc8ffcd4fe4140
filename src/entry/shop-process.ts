import type { Message } from '../core/message.ts';
import { findDue } from '../db/due.ts';
import { changesInHand } from '../http/admission.ts';
import { giveBackLeases, tick, work } from '../jobs.ts';
import type { Config } from '../platform/config.ts';
import type { Platform } from '../platform/platform.ts';
import { bringUp, bringUpServer } from '../platform/server/bring-up.ts';
import { isFile, openDatabases } from '../platform/server/database.ts';
import { forgetExpiredActors } from '../platform/server/mailbox.ts';
import { serverPlatform } from '../platform/server/platform.ts';
import { silentQueue, startWorkerLoop, type WorkerLoop } from '../platform/server/worker.ts';
import type { ShopWatch, Telemetry } from '../platform/server/observe/telemetry.ts';
import { cartActor } from '../shop/cart/index.ts';
import { measuresOf } from './measure-shop.ts';

/** With more changes in hand than this, work behind the answers takes its turns one by one. */
const crowd = 16;

/** What a shop is opened with. */
export interface Opening {
  readonly config: Config;
  readonly url: string;
  readonly replicaUrl: string | undefined;
  readonly authToken: string | undefined;
  /** Whether this process works off what is due. */
  readonly works: boolean;
  readonly log: Platform['log'];
  readonly headersMax: number | undefined;
  /** Who watches, if anybody does, and what it calls the shop, where there are many. */
  readonly telemetry?: Telemetry | undefined;
  readonly shop?: string;
  /** The process's, of which the shop has its part; one of its own if left out. */
  readonly cache?: Platform['cache'];
  /** Done once the database is there, before anything works on it. */
  readonly prepare?: (platform: Platform) => Promise<void>;
}

/** A shop as this process serves it. */
export interface ShopProcess {
  readonly platform: Platform;
  /** Takes nothing new, and waits for what is being done. */
  stop(): Promise<void>;
  /** Gives back the leases of work that did not end. */
  giveBack(): Promise<unknown>;
}

/** A shop whose database was perhaps not asked yet. */
export interface UnopenedShop extends ShopProcess {
  /**
   * Brings its database to this version, whichever process comes first, and begins to work.
   * @throws ConfigError when trying again will not help
   */
  open(): Promise<void>;
}

/** Opens a shop's database. @throws ConfigError when there is none */
export async function openShop(opening: Opening): Promise<ShopProcess> {
  const shop = await unopenedShop(opening);
  try {
    await shop.open();
    return shop;
  } catch (error) {
    await shop.stop();
    throw error;
  }
}

/** Nobody asks a shop that was left this long: no request lasts longer than ten seconds. */
const leftMs = 15_000;

/** A shop before its database is asked; a file is there at once. */
export async function unopenedShop(opening: Opening): Promise<UnopenedShop> {
  const { url, config, log } = opening;
  if (isFile(url)) await bringUp(opening);
  const databases = openDatabases(opening, log);
  let loop: WorkerLoop = silentQueue;
  const watch = opening.telemetry?.watch(opening.shop);
  const made = serverPlatform({
    config,
    ...databases,
    db: databases.primary,
    actors: { cart: cartActor },
    queue: { send: (message, options) => loop.send(message, options) },
    log,
    watch: watch?.writer,
  });
  const { headersMax, cache = made.cache } = opening;
  const own: Platform = { ...made, cache, ...(headersMax ? { headersMax } : {}) };
  const platform = watch ? watch.platform(own, measuresOf(own)) : own;
  let stopped = false;
  return {
    platform,
    async open() {
      if (!isFile(url)) await bringUpServer(opening, databases);
      await opening.prepare?.(platform);
      if (opening.works && !stopped) loop = startWorker(platform, watch);
    },
    async stop() {
      stopped = true;
      await loop.stop();
      watch?.end();
      void platform.timer(leftMs).over.then(() => databases.close());
    },
    giveBack: () => giveBackLeases(platform.writer),
  };
}

function startWorker(platform: Platform, watch: ShopWatch | undefined): WorkerLoop {
  const run = (message: Message) => work(platform, message);
  return startWorkerLoop({
    work: watch ? (message) => watch.work(message, () => run(message)) : run,
    // Buyers first: what was acknowledged is done a little later.
    isCrowded: () => changesInHand(platform.config) > crowd,
    findDue: (limit) => findDue(platform.db, platform.clock.nowMs(), limit),
    tick: async () => {
      await tick(platform);
      await forgetExpiredActors(platform.writer, platform.clock.nowMs());
    },
    log: platform.log,
  });
}
