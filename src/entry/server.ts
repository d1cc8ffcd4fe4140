import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createApp } from '../app.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import type { Platform } from '../platform/platform.ts';
import { adminKeyOf } from '../platform/server/admin-key.ts';
import { serveStatic } from '../platform/server/files.ts';
import { createLog } from '../platform/log.ts';
import { openManyShops } from './many-shops.ts';
import { openOneShop } from './one-shop.ts';
import type { Served, WithPeer } from './served.ts';
import { stoppable, stopOnSignal } from './stop.ts';
import { watchProcess } from './watch.ts';

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

type Role = 'api' | 'worker' | 'all';

/** Serves the API, or works off what is due, or both, until a signal ends it. */
export async function startServer(runtime: Runtime): Promise<void> {
  // A pause of the platform, as of a write that waits for its turn, keeps no process alive: this does.
  const awake = setInterval(() => undefined, 60_000);
  try {
    await run(runtime);
  } catch (error) {
    const known = error instanceof ConfigError || (error instanceof Error && 'code' in error);
    console.error(known ? `kiosk: ${explain(error as Error)}` : error);
    runtime.exit(1);
  } finally {
    clearInterval(awake);
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
  const { environment, headersMax } = runtime;
  const dataDir = resolve(environment['DATA_DIR'] || '.data');
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
  const telemetry = await watchProcess(runtime);
  const common = { config, authToken, works: role !== 'api', log, headersMax, telemetry };
  const shopsUrl = environment['SHOPS_DATABASE_URL'] || undefined;
  const url = shopsUrl ?? (environment['DATABASE_URL'] || `file:${join(dataDir, 'kiosk.db')}`);
  const served = shopsUrl
    ? openManyShops({ ...common, shopsUrl })
    : await openOneShop({
        ...common,
        url,
        replicaUrl: environment['DATABASE_REPLICA_URL'] || undefined,
        ...(runtime.args.includes('--sample') ? { prepare: stockSample } : {}),
      });

  const listening = role === 'worker' ? undefined : await serveApi(runtime, config, served);
  let worked: Promise<void> | undefined;
  runtime.onSignal(
    stopOnSignal(
      {
        drainMs: listening ? readDrain(environment['DRAIN_MS']) : 0,
        leave() {
          listening?.leave();
          worked = served.stop();
        },
        finish: () => Promise.allSettled([listening?.close(), worked]),
        giveBack: () => Promise.allSettled([served.giveBack(), telemetry?.stop()]),
      },
      runtime.exit,
    ),
  );

  const name = listening
    ? `http://${environment['HOST'] || '127.0.0.1'}:${listening.port}`
    : `no API; works off ${url}`;
  await served.opened((reason) => {
    console.log(`Kiosk waits for its database (${role}): ${name}`);
    console.log(`  database   ${url} (${reason})`);
  });
  console.log(`Kiosk is up (${role}): ${name}`);
  if (listening) {
    console.log(`  docs       ${name}/docs`);
    console.log(
      `  admin key  ${shared.adminKey === undefined ? config.adminKey : '(from ADMIN_KEY)'}`,
    );
    console.log(`  ${shopsUrl ? 'shops    ' : 'database '}  ${url}`);
  }
  if (telemetry?.metricsUrl) console.log(`  metrics    ${telemetry.metricsUrl}`);
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

const naming =
  (peer: string): WithPeer =>
  (asked) => ({ ...asked, peer });
const asItIs: WithPeer = (asked) => asked;

async function serveApi(runtime: Runtime, { rateLimits }: Config, served: Served) {
  const api = createApp();
  const host = runtime.environment['HOST'] || '127.0.0.1';
  const port = readPort(runtime.environment['PORT']);
  const { fetch, leave } = stoppable(
    (request, peer) =>
      serveStatic(request) ??
      served.fetch(request, api, rateLimits ? naming(peer() ?? 'unknown') : asItIs),
  );
  try {
    const listening = await runtime.listen({ fetch, host, port });
    // The first requests are served before all is there, and no later one waits for its part.
    void api.loadAll();
    return { ...listening, leave };
  } catch (error) {
    throw Object.assign(error as Error, { port });
  }
}
