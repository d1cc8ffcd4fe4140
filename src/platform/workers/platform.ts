import { heardOfPrimary, newOutlook, type Outlook } from '../../db/copies.ts';
import { LRUCache } from 'lru-cache';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { createMemoryCache } from '../memory-cache.ts';
import { reachOf } from '../outgoing.ts';
import type { ActorKind, Mailbox, Platform } from '../platform.ts';
import { brakeOf } from './brake.ts';
import { layeredCache } from './cache.ts';
import { catalogOf, type Environment, type Exports, settingsOf } from './environment.ts';
import { askAfar } from './far-bodies.ts';
import { openCopies } from '../remote-database.ts';
import { cacheOfShop, configOfShop, type Shop } from '../shops.ts';
import { opening } from './database.ts';
import { ofShop, queueOf } from './nudges.ts';
import { createOutgoing } from './outgoing.ts';
import { nameIn, writerOf } from './object-names.ts';
import { remoteWriter } from './writer-object.ts';

/** What an isolate keeps between requests: plain data only, since I/O belongs to its request. */
interface Kept {
  readonly config: Platform['config'];
  readonly memory: Platform['cache'];
  /** By shop and database; of the only one by an empty name. */
  readonly shops: LRUCache<string, KeptOfShop>;
}

interface KeptOfShop {
  readonly config: Platform['config'];
  readonly outlook: Outlook;
}

/** Shops whose memory an isolate keeps; one that is pushed out begins anew. */
const shopsMax = 500;

const kept = new WeakMap<Environment, Kept>();

function keptFor(environment: Environment): Kept {
  const found = kept.get(environment);
  if (found) return found;
  const made: Kept = {
    config: readConfig(settingsOf(environment)),
    memory: createMemoryCache(),
    shops: new LRUCache({ max: shopsMax }),
  };
  kept.set(environment, made);
  return made;
}

function keptOfShop({ config, shops }: Kept, shop: Shop | undefined): KeptOfShop {
  // Of this database: what is known of the place that a shop left says nothing of where it went.
  const name = shop ? `${shop.id} ${shop.databaseUrl}` : '';
  const found = shops.get(name);
  if (found) return found;
  const made = { config: shop ? configOfShop(config, shop) : config, outlook: newOutlook() };
  shops.set(name, made);
  return made;
}

type Lifetime = Pick<ExecutionContext, 'waitUntil'> & { readonly exports?: Exports };

/** The platform of one request, message batch or timer of a Worker; of a shop, where there are many. */
export function workersPlatform(
  environment: Environment,
  lifetime: Lifetime,
  { request, shop }: { readonly request?: Request; readonly shop?: Shop | undefined } = {},
): Platform {
  const all = keptFor(environment);
  const { config, outlook } = keptOfShop(all, shop);
  const { DATABASE_AUTH_TOKEN: token } = environment;
  const url = shop?.databaseUrl ?? environment.DATABASE_URL;
  const replicaUrl = shop ? shop.replicaUrl : environment.DATABASE_REPLICA_URL;
  const log = logOf(config, shop);
  const background = (work: Promise<unknown>) =>
    lifetime.waitUntil(
      work.catch((error: unknown) => log('warn', 'background.failed', { error: String(error) })),
    );
  const catalog = catalogOf(environment, lifetime.exports);
  const nowMs = () => Date.now();
  const { primary, copies } = openCopies({
    open: opening(token),
    url,
    replicaUrl: replicaUrl || undefined,
    outlook,
    nowMs,
    background,
    log,
  });
  return {
    config,
    db: primary,
    replica: copies.near,
    copies,
    writer: remoteWriter(
      () => writerOf(environment, shop),
      (progress) => heardOfPrimary(outlook, progress, nowMs()),
    ),
    mailbox: (kind) => mailboxOf(environment[namespaceOf[kind]], shop),
    queue: {
      // Sending can take long when the queue is in trouble; the row in `due` makes waiting needless.
      send: async (message, options) =>
        background(queueOf(environment, message).send(ofShop(message, shop?.id), options)),
    },
    cache: cacheOf(all, {
      shop,
      far: catalog && ((asked) => askAfar(catalog, { ...asked, shop: shop?.id }, log)),
    }),
    clock: { nowMs },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    fetch: (input, init) => fetch(input, init),
    outgoing: createOutgoing(reachOf(config)),
    background,
    sleep: (ms) => scheduler.wait(ms),
    // Nothing of it outlives its request.
    timer: (ms) => ({ over: scheduler.wait(ms), stop: () => undefined }),
    log,
    // The edge lets eight times as much in.
    headersMax: 16_384,
    ...(config.rateLimits && request
      ? {
          // The edge sets it, whatever the caller sent.
          peer: request.headers.get('cf-connecting-ip') ?? 'unknown',
          brake: brakeOf(environment, log),
        }
      : {}),
  };
}

const namespaceOf = { cart: 'CARTS' } as const satisfies Record<ActorKind, keyof Environment>;

/** A fresh stub for each call: one that has thrown is of no use any more. */
function mailboxOf(namespace: Environment['CARTS'], shop: Shop | undefined): Mailbox {
  const stub = (id: string) => namespace.get(namespace.idFromName(nameIn(shop?.id, id)));
  return {
    send: async (id, command) => await stub(id).send(command),
    peek: async (id) => await stub(id).peek(),
    answers: (id) => ({
      find: async (key) => await stub(id).findAnswer(key),
      keep: async (answer) => await stub(id).keepAnswer(answer),
    }),
  };
}

function logOf(config: Platform['config'], shop: Shop | undefined): Platform['log'] {
  const log = createLog(config.logLevel, (line, level) => console[level](line));
  return shop ? (level, event, fields) => log(level, event, { shop: shop.id, ...fields }) : log;
}

function cacheOf(
  { memory }: Kept,
  { shop, far }: { readonly shop: Shop | undefined; readonly far: Platform['cache']['far'] },
): Platform['cache'] {
  const layered = layeredCache(memory);
  return { ...(shop ? cacheOfShop(layered, shop) : layered), ...(far ? { far } : {}) };
}
