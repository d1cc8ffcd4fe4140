import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createApp } from '../app.ts';
import { findDue } from '../db/due.ts';
import { changesInHand } from '../http/admission.ts';
import { giveBackLeases, tick, work } from '../jobs.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import type { Platform } from '../platform/platform.ts';
import { adminKeyOf } from '../platform/server/admin-key.ts';
import { openDatabase, openDatabases, prepareDatabase } from '../platform/server/database.ts';
import { serveStatic } from '../platform/server/files.ts';
import { createLog } from '../platform/log.ts';
import { forgetExpiredActors } from '../platform/server/mailbox.ts';
import { migrate } from '../platform/server/migrate.ts';
import { serverPlatform } from '../platform/server/platform.ts';
import { silentQueue, startWorkerLoop, type WorkerLoop } from '../platform/server/worker.ts';
import { cartActor } from '../shop/cart/index.ts';
import { stoppable, stopOnSignal } from './stop.ts';

/** Serves a request. `peer` tells the address at the other end of its connection. */
export type Fetch = (
  request: Request,
  peer: () => string | undefined,
) => Response | Promise<Response>;

/** What Node and Deno do differently. */
export interface Runtime {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly args: readonly string[];
  /** Where its HTTP server lets longer headers in. */
  readonly headersMax?: number;
  listen(server: { fetch: Fetch; host: string; port: number }): Promise<{
    readonly port: number;
    close(): Promise<void>;
  }>;
  onSignal(stop: () => void): void;
  exit(code: number): void;
}

/** With more changes in hand than this, work behind the answers takes its turns one by one. */
const crowd = 16;

type Role = 'api' | 'worker' | 'all';

/** Serves the API, or works off what is due, or both, until a signal ends it. */
export async function startServer(runtime: Runtime): Promise<void> {
  try {
    await run(runtime);
  } catch (error) {
    const known = error instanceof ConfigError || (error instanceof Error && 'code' in error);
    console.error(known ? `kiosk: ${explain(error as Error)}` : error);
    runtime.exit(1);
  }
}

function explain(error: Error): string {
  const { code, port } = error as Error & { code?: string; port?: number };
  if (code === 'EADDRINUSE' || code === 'AddrInUse' || error.name === 'AddrInUse') {
    return `port ${port ?? ''} is in use. Stop what listens there, or set PORT to another one.`;
  }
  return error.message;
}

async function run(runtime: Runtime): Promise<void> {
  const { environment } = runtime;
  const dataDir = resolve(environment['DATA_DIR'] || '.data');
  const url = environment['DATABASE_URL'] || `file:${join(dataDir, 'kiosk.db')}`;
  mkdirSync(dataDir, { recursive: true });
  const shared = readConfig(environment);
  const config = {
    ...shared,
    adminKey: shared.adminKey ?? adminKeyOf(dataDir, shared.environment),
  };
  refuseUnknown(runtime.args);
  const role = readRole(runtime.args);
  const log = createLog(config.logLevel, (line) => console.error(line));
  const authToken = environment['DATABASE_AUTH_TOKEN'] || undefined;
  const replicaUrl = environment['DATABASE_REPLICA_URL'] || undefined;
  await makeReady({ url, authToken, config });
  const databases = openDatabases({ url, replicaUrl, authToken }, log);
  let loop: WorkerLoop = silentQueue;
  const served = serverPlatform({
    config,
    ...databases,
    db: databases.primary,
    actors: { cart: cartActor },
    queue: { send: (message, options) => loop.send(message, options) },
    log,
  });
  const platform: Platform = { ...served, headersMax: runtime.headersMax };
  if (runtime.args.includes('--sample')) await stockSample(platform);
  if (role !== 'api') loop = startWorker(platform);

  const listening = role === 'worker' ? undefined : await serveApi(runtime, platform);
  const name = listening
    ? `http://${environment['HOST'] || '127.0.0.1'}:${listening.port}`
    : `no API; works off ${url}`;
  console.log(`Kiosk is up (${role}): ${name}`);
  if (listening) {
    console.log(`  docs       ${name}/docs`);
    console.log(
      `  admin key  ${shared.adminKey === undefined ? config.adminKey : '(from ADMIN_KEY)'}`,
    );
    console.log(`  database   ${url}`);
  }

  let worked: Promise<void> | undefined;
  runtime.onSignal(
    stopOnSignal(
      {
        drainMs: listening ? readDrain(environment['DRAIN_MS']) : 0,
        leave() {
          listening?.leave();
          worked = loop.stop();
        },
        finish: () => Promise.allSettled([listening?.close(), worked]),
        giveBack: () => giveBackLeases(platform.writer),
      },
      runtime.exit,
    ),
  );
}

/** Migrates the database, whichever process comes first. @throws ConfigError when there is none */
async function makeReady({
  url,
  authToken,
  config,
}: {
  url: string;
  authToken: string | undefined;
  config: Config;
}): Promise<void> {
  const client = openDatabase(url, authToken);
  await prepareDatabase(client, url);
  await migrate(client, config);
  client.close();
}

/** A mistyped option must not start another server than was asked for. */
function refuseUnknown(args: readonly string[]): void {
  const unknown = args.find(
    (arg, index) => arg !== '--sample' && arg !== '--role' && args[index - 1] !== '--role',
  );
  if (unknown !== undefined) {
    throw new ConfigError(
      `unknown option ${unknown}; known are --sample and --role api|worker|all.`,
    );
  }
}

/** The port to listen on; 0 lets the system choose. */
function readPort(text: string | undefined): number {
  const port = Number(text || 8787);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new ConfigError(`PORT must be a number from 0 to 65535, not ${text}.`);
}

/** How long a load balancer is told before a stop; without one there is nobody to wait for. */
function readDrain(text: string | undefined): number {
  const drainMs = Number(text || 0);
  if (Number.isInteger(drainMs) && drainMs >= 0 && drainMs <= 60_000) return drainMs;
  throw new ConfigError(`DRAIN_MS must be a number from 0 to 60000, not ${text}.`);
}

function readRole(args: readonly string[]): Role {
  const at = args.indexOf('--role');
  const role = at < 0 ? 'all' : args[at + 1];
  if (role === 'api' || role === 'worker' || role === 'all') return role;
  throw new ConfigError('--role is one of api, worker, all.');
}

async function stockSample(platform: Platform): Promise<void> {
  const { stockSampleShop } = await import('./sample.ts');
  await stockSampleShop(platform);
}

function startWorker(platform: Platform): WorkerLoop {
  return startWorkerLoop({
    work: (message) => work(platform, message),
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

const platformFor = (platform: Platform, peer: string): Platform =>
  Object.assign(Object.create(platform) as Platform, { peer });

async function serveApi(runtime: Runtime, platform: Platform) {
  const app = createApp();
  const host = runtime.environment['HOST'] || '127.0.0.1';
  const port = readPort(runtime.environment['PORT']);
  const { rateLimits } = platform.config;
  const { fetch, leave } = stoppable(
    (request, peer) =>
      serveStatic(request) ??
      app.fetch(request, rateLimits ? platformFor(platform, peer() ?? 'unknown') : platform),
  );
  try {
    const listening = await runtime.listen({ fetch, host, port });
    // The first requests are served before all is there, and no later one waits for its part.
    platform.background(app.loadAll());
    return { ...listening, leave };
  } catch (error) {
    throw Object.assign(error as Error, { port });
  }
}
