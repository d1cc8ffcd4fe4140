import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../port.ts';
import { type SqldOptions, startSqld } from '../sqld.ts';
import type { Crew } from './crew.ts';
import { type DatabaseProbe, databaseProbe } from './database.ts';
import { type DelayProxy, delayProxy } from './delay-proxy.ts';
import { databaseKeys } from './keys.ts';
import type { Part, Spawned } from './part.ts';
import { local } from './servers.ts';

export interface DatabasesPlan {
  readonly dataDir: string;
  /** The round trip to the primary from the second replica; 0: as near as the other. */
  readonly farMs: number;
}

export interface Database {
  readonly part: Part;
  readonly url: string;
  readonly probe: DatabaseProbe;
}

/** The libSQL servers: what each listens on stays the same when it is started again. */
export async function startDatabases(plan: DatabasesPlan, crew: Crew) {
  const folder = join(plan.dataDir, 'cluster');
  mkdirSync(folder, { recursive: true });
  const { jwtKeyFile, adminKey, token } = databaseKeys(folder);
  const proxies: DelayProxy[] = [];
  const leads = await freePort();
  async function far(port: number): Promise<number> {
    const proxy = await delayProxy({ port }, plan.farMs);
    proxies.push(proxy);
    return proxy.port;
  }
  const directoryOf = (name: string): string => join(plan.dataDir, name);
  async function server(
    name: string,
    launch: (directory: string, options: SqldOptions) => Promise<unknown>,
    farMs = 0,
  ): Promise<Database> {
    const port = await freePort();
    const probe = databaseProbe(local(port), token);
    const start = (spawned: Spawned) =>
      launch(directoryOf(name), { port, jwtKeyFile, adminKey, spawned });
    // The primary is asked by the watchdog: only a write tells how it is.
    const asked = name === 'primary' ? {} : { probe: () => probe.position() };
    const part = crew.add({ name, port, farMs, launch: start, ...asked });
    return { part, url: local(port), probe };
  }
  const primary = await server('primary', (directory, options) =>
    startSqld(directory, { ...options, strong: true, leads }),
  );
  await primary.part.up();
  const follows = [local(leads), local(plan.farMs > 0 ? await far(leads) : leads)];
  const replicas = await Promise.all(
    ['replica-1', 'replica-2'].map((name, index) =>
      server(
        name,
        (directory, options) => startSqld(directory, { ...options, follows: follows[index] ?? '' }),
        index === 1 ? plan.farMs : 0,
      ),
    ),
  );
  const farUrl = plan.farMs > 0 ? local(await far(Number(new URL(primary.url).port))) : primary.url;
  return { primary, replicas, farUrl, token, proxies };
}

export type Databases = Awaited<ReturnType<typeof startDatabases>>;
