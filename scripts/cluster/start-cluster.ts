import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../port.ts';
import { type Balancer, type BalancerName, bestBalancer, openBalancer } from './balancer.ts';
import type { Crew } from './crew.ts';
import { type Database, type Databases, startDatabases } from './start-databases.ts';
import type { Part, Spawned } from './part.ts';
import { answersOk, local, startNode } from './servers.ts';
import { watchWrites, type Watchdog, type WatchdogLimits } from './watchdog.ts';

export interface ClusterPlan {
  readonly dataDir: string;
  readonly adminKey: string;
  readonly host: string;
  /** Of the balancer; every other port is one that is free. */
  readonly port: number;
  /** Processes of the API, two at least. */
  readonly apis: number;
  readonly workers: number;
  /** The round trip to the primary from the last process and the second replica; 0: as near as the others. */
  readonly farMs: number;
  readonly balancer?: BalancerName | undefined;
  readonly sample: boolean;
  readonly watchdog?: WatchdogLimits;
}

export interface Cluster {
  readonly url: string;
  readonly parts: readonly Part[];
  readonly apis: readonly Part[];
  readonly primary: Database;
  readonly replicas: readonly Database[];
  readonly workers: readonly Part[];
  readonly door: Part;
  readonly balancer: Balancer;
  readonly watchdog: Watchdog;
  /** What a client of the databases shows. */
  readonly token: string;
  /** Puts new processes of the API and the workers in the place of the old ones, one after the other. */
  roll(): Promise<void>;
  /** Ends every part; within five seconds, whatever they are doing. */
  stop(): Promise<void>;
}

/** How long a process says that it is about to go: several checks of the balancer. */
const drainMs = 1_500;
/** Until the balancer has found a new process. */
const noticeMs = 1_000;
/** Draining, and the ten seconds that a process has for what it began. */
const rollStopMs = 15_000;

/** The processes of the service. */
function services(plan: ClusterPlan, crew: Crew, folder: string, ground: Databases) {
  const { primary, replicas, farUrl, token } = ground;
  const shared = {
    DATA_DIR: plan.dataDir,
    ADMIN_KEY: plan.adminKey,
    DATABASE_AUTH_TOKEN: token,
    HOST: '127.0.0.1',
    TRUSTED_PROXIES: process.env['TRUSTED_PROXIES'] || '127.0.0.1/32',
    // One that is set for all is open to the first of them only.
    METRICS_PORT: '',
  };
  function api(index: number, port: number): Part {
    const name = `api-${index + 1}`;
    const isFar = plan.farMs > 0 && index === plan.apis - 1;
    // The far region has a replica of its own.
    const near = plan.farMs > 0 ? Number(isFar) : index % replicas.length;
    const environment = {
      ...shared,
      PORT: String(port),
      DRAIN_MS: String(drainMs),
      DATABASE_URL: isFar ? farUrl : primary.url,
      DATABASE_REPLICA_URL: replicas[near]?.url,
    };
    let sample = plan.sample && index === 0;
    return crew.add({
      name,
      port,
      farMs: isFar ? plan.farMs : 0,
      stopMs: rollStopMs,
      probe: () => answersOk(`${local(port)}/health`),
      async launch(spawned) {
        const args = ['src/entry/node.ts', '--role', 'api', ...(sample ? ['--sample'] : [])];
        await startNode({ name, folder, args, environment }, spawned);
        sample = false;
      },
    });
  }
  function worker(index: number, port: number): Part {
    const name = `worker-${index + 1}`;
    const args = ['src/entry/node.ts', '--role', 'worker'];
    // Its only port: one that is frozen does not answer there.
    const metrics = { METRICS_PORT: String(port), METRICS_HOST: '127.0.0.1' };
    const environment = { ...shared, ...metrics, DATABASE_URL: primary.url };
    const launch = (spawned: Spawned) => startNode({ name, folder, args, environment }, spawned);
    const probe = () => answersOk(`${local(port)}/health`, 1_000);
    return crew.add({ name, port, stopMs: rollStopMs, launch, probe });
  }
  return { api, worker };
}

/** Starts every part, each when what it needs is there; resolves when requests are served. */
export async function startCluster(plan: ClusterPlan, crew: Crew): Promise<Cluster> {
  const folder = join(plan.dataDir, 'cluster');
  const port = plan.port || (await freePort());
  const ground = await startDatabases(plan, crew);
  const { api, worker: startWorker } = services(plan, crew, folder, ground);
  // The first one makes the tables, and stocks the shop.
  const apis = [api(0, await freePort())];
  await apis[0]?.up();
  for (let index = 1; index < plan.apis; index += 1) apis.push(api(index, await freePort()));
  const workers: Part[] = [];
  for (let index = 0; index < plan.workers; index += 1)
    workers.push(startWorker(index, await freePort()));
  const targets = apis.map(({ name, port: to = 0 }) => ({ name, port: to }));
  const door = { host: plan.host, port, folder, targets };
  const balancer = openBalancer(plan.balancer ?? bestBalancer(), door);
  await Promise.all(crew.parts.map((part) => part.up()));
  const gate = crew.add({ name: 'balancer', port, launch: balancer.launch });
  await gate.up();
  await Promise.all(apis.map((each) => untilReady(each)));
  const watched = { apis, primary: ground.primary.part, probe: ground.primary.probe };
  const watchdog = await watchWrites(watched, crew.tell, plan.watchdog);
  const behind = [...apis, ...workers];
  return {
    url: `http://${plan.host}:${port}`,
    parts: crew.parts,
    apis,
    workers,
    balancer,
    watchdog,
    door: gate,
    primary: ground.primary,
    replicas: ground.replicas,
    token: ground.token,
    async roll() {
      for (const part of behind) {
        crew.tell(`${part.name} is replaced`);
        await part.replace();
        if (!apis.includes(part)) continue;
        await untilReady(part);
        await pause(noticeMs);
      }
      crew.tell('every process of the API and every worker is a new one');
    },
    async stop() {
      watchdog.stop();
      await crew.end();
      await Promise.all(ground.proxies.map((proxy) => proxy.close()));
    },
  };
}

async function untilReady(part: Part): Promise<void> {
  for (let tries = 0; tries < 300 && part.state !== 'ended'; tries += 1) {
    const ready = await answersOk(`${local(part.port ?? 0)}/ready`).then(
      () => true,
      () => false,
    );
    if (ready) return;
    await pause(50);
  }
}
