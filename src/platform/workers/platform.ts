import { heardOfPrimary, newOutlook, type Outlook } from '../../db/copies.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { createMemoryCache } from '../memory-cache.ts';
import { reachOf } from '../outgoing.ts';
import type { ActorKind, Platform } from '../platform.ts';
import { brakeOf } from './brake.ts';
import { layeredCache } from './cache.ts';
import { catalogOf, type Environment, type Exports, settingsOf } from './environment.ts';
import { askAfar } from './far-bodies.ts';
import { openCopies } from '../remote-database.ts';
import { opening } from './database.ts';
import { queueOf } from './nudges.ts';
import { createOutgoing } from './outgoing.ts';
import { remoteWriter } from './writer-object.ts';

/** What an isolate keeps between requests: plain data only, since I/O belongs to its request. */
interface Kept {
  readonly config: Platform['config'];
  readonly memory: Platform['cache'];
  readonly outlook: Outlook;
}

const kept = new WeakMap<Environment, Kept>();

function keptFor(environment: Environment): Kept {
  const known = kept.get(environment);
  if (known) return known;
  const made = {
    config: readConfig(settingsOf(environment)),
    memory: createMemoryCache(),
    outlook: newOutlook(),
  };
  kept.set(environment, made);
  return made;
}

/** The platform of one request, message batch or timer of a Worker. */
export function workersPlatform(
  environment: Environment,
  lifetime: Pick<ExecutionContext, 'waitUntil'> & { readonly exports?: Exports },
  request?: Request,
): Platform {
  const { config, memory, outlook } = keptFor(environment);
  const {
    DATABASE_URL: url,
    DATABASE_REPLICA_URL: replicaUrl,
    DATABASE_AUTH_TOKEN: token,
  } = environment;
  const log = createLog(config.logLevel, (line, level) => console[level](line));
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
  const namespaces: Record<ActorKind, Environment['CARTS']> = { cart: environment.CARTS };
  return {
    config,
    db: primary,
    replica: copies.near,
    copies,
    writer: remoteWriter(environment.WRITERS, (position) =>
      heardOfPrimary(outlook, position, nowMs()),
    ),
    mailbox(kind) {
      const stub = (id: string) => namespaces[kind].get(namespaces[kind].idFromName(id));
      return {
        send: async (id, command) => await stub(id).send(command),
        peek: async (id) => await stub(id).peek(),
      };
    },
    queue: {
      // Sending can take long when the queue is in trouble; the row in `due` makes waiting needless.
      send: async (message, options) =>
        background(queueOf(environment, message).send(message, options)),
    },
    cache: layeredCache(memory, catalog && ((asked) => askAfar(catalog, asked, log))),
    clock: { nowMs },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    fetch: (input, init) => fetch(input, init),
    outgoing: createOutgoing(reachOf(config)),
    background,
    sleep: (ms) => scheduler.wait(ms),
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
