import { type Deployment, serveOneOf } from '../http/many-shops.ts';
import { createMemoryCache } from '../platform/memory-cache.ts';
import { withDeadline } from '../platform/remote-database.ts';
import { openReader } from '../platform/server/database.ts';
import {
  cacheOfShop,
  configOfShop,
  createDirectory,
  directoryDeadlineMs,
  newKnownShops,
  type Shop,
} from '../platform/shops.ts';
import type { Served } from './served.ts';
import { type Opening, openShop, type ShopProcess } from './shop-process.ts';

/** Shops that appear while a worker runs are found within this. */
const lookPauseMs = 5_000;

/** What all shops of a process are opened with; a shop brings its own databases. */
type Common = Omit<Opening, 'url' | 'replicaUrl' | 'cache' | 'prepare'> & {
  /** Of the control table. */
  readonly shopsUrl: string;
};

/** Many shops as one process serves them: each is opened when it is first asked for. */
export function openManyShops(common: Common): Served {
  const { authToken, log, shopsUrl } = common;
  const warn = (error: unknown) => log('warn', 'shops.unknown', { error: String(error) });
  const directory = createDirectory({
    db: openReader(shopsUrl, authToken, withDeadline(directoryDeadlineMs)),
    known: newKnownShops(),
    nowMs: () => Date.now(),
  });
  const processes = shopProcesses(common);
  // A worker serves shops that nobody asks for, too.
  const look = () => void directory.all().then(processes.keep).catch(warn);
  const timer = common.works ? setInterval(look, lookPauseMs) : undefined;
  if (common.works) look();

  const deployment: Deployment = {
    config: common.config,
    clock: { nowMs: () => Date.now() },
    random: { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) },
  };
  return {
    fetch: (request, api, withPeer) =>
      serveOneOf({ directory, deployment: withPeer(deployment) }, request, (shop) => {
        const process = processes.of(shop);
        if (!(process instanceof Promise)) return api.fetch(request, withPeer(process.platform));
        return process.then(({ platform }) => api.fetch(request, withPeer(platform)));
      }),
    // Each shop's is waited for by itself.
    opened: async () => undefined,
    async stop() {
      clearInterval(timer);
      await processes.each(({ stop }) => stop());
    },
    giveBack: () => processes.each(({ giveBack }) => giveBack()),
  };
}

interface Opened {
  readonly shop: Shop;
  process: ShopProcess | Promise<ShopProcess>;
}

/** The shops that are open in this process. */
function shopProcesses(common: Common) {
  const cache = createMemoryCache();
  const warn = (error: unknown) => common.log('warn', 'shop.not_ended', { error: String(error) });
  const opened = new Map<string, Opened>();

  function start(shop: Shop): Promise<ShopProcess> {
    const process = openShop({
      ...common,
      config: configOfShop(common.config, shop),
      shop: shop.id,
      url: shop.databaseUrl,
      replicaUrl: shop.replicaUrl ?? undefined,
      cache: cacheOfShop(cache, shop),
      log: (level, event, fields) => common.log(level, event, { shop: shop.id, ...fields }),
    });
    const entry: Opened = { shop, process };
    opened.set(shop.id, entry);
    process.then(
      (ready) => {
        entry.process = ready;
      },
      // Whoever comes next tries again.
      () => void (opened.get(shop.id) === entry && opened.delete(shop.id)),
    );
    return process;
  }

  function processOf(shop: Shop): ShopProcess | Promise<ShopProcess> {
    const known = opened.get(shop.id);
    if (known?.shop.databaseUrl === shop.databaseUrl && known.shop.replicaUrl === shop.replicaUrl)
      return known.process;
    // Moved to another database: what the old one is doing comes to its end.
    if (known)
      Promise.resolve(known.process)
        .then(({ stop }) => stop())
        .catch(warn);
    return start(shop);
  }

  return {
    of: processOf,
    /** Opens all of these, and ends the others. */
    async keep(shops: readonly Shop[]): Promise<void> {
      await Promise.allSettled(shops.map(processOf));
      for (const [id, { process }] of opened) {
        if (shops.some((shop) => shop.id === id)) continue;
        opened.delete(id);
        await (await process).stop();
      }
    },
    async each(act: (process: ShopProcess) => Promise<unknown>): Promise<void> {
      const acts = [...opened.values()].map(async ({ process }) => await act(await process));
      await Promise.allSettled(acts);
    },
  };
}
