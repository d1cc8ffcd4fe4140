import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { adminKeyOf } from '../src/platform/server/admin-key.ts';
import { balancerAdvice, type BalancerName, balancerNames } from './cluster/balancer.ts';
import { Crew } from './cluster/crew.ts';
import { holdFolder, runningCluster } from './cluster/hold.ts';
import type { Part } from './cluster/part.ts';
import { type Cluster, startCluster } from './cluster/start-cluster.ts';
import { type Databases, startDatabases } from './cluster/start-databases.ts';
import { renderStatus, statusOf } from './cluster/status.ts';
import { freePort } from './port.ts';
import { root } from './root.ts';

// `npm run cluster`: a replicated database, processes of the API, workers and a load balancer (docs/cluster.md).

const usage = `usage: npm run cluster [-- OPTIONS]
  --apis N         processes of the API (2)
  --workers N      processes that work off what is due (1)
  --far MS         the last one and the second replica are a round trip of MS away from the primary
  --balancer NAME  ${balancerNames.join(', ')}; the first that is installed if left out
  --empty          without the sample shop
  --databases      only the libSQL servers, to restore a backup into them
  --plain          lines instead of a screen, as when the output is no terminal
  --roll           replaces the processes of the cluster that runs over DATA_DIR, one after the other`;

const eventsShown = 8;
const events: string[] = [];

function fail(message: string): never {
  console.error(`kiosk: ${message}`);
  process.exit(1);
}

const isCount = (value: number | undefined): value is number =>
  Number.isInteger(value) && value !== undefined && value >= 1 && value <= 32;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        apis: { type: 'string', default: '2' },
        workers: { type: 'string', default: '1' },
        far: { type: 'string', default: '0' },
        balancer: { type: 'string' },
        empty: { type: 'boolean', default: false },
        databases: { type: 'boolean', default: false },
        plain: { type: 'boolean', default: false },
        roll: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const [apis, workers, farMs] = [values.apis, values.workers, values.far].map(Number);
    if (!isCount(apis)) throw new Error('--apis is 1 to 32.');
    if (!isCount(workers)) throw new Error('--workers is 1 to 32.');
    if (farMs === undefined || !(farMs >= 0 && farMs <= 10_000))
      throw new Error('--far is 0 to 10000.');
    const balancer = balancerNames.find((name) => name === values.balancer);
    if (values.balancer !== undefined && !balancer)
      throw new Error(`--balancer is one of ${balancerNames.join(', ')}.`);
    return { ...values, apis, workers, farMs, balancer };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

const options = readOptions();
const dataDir = resolve(process.env['DATA_DIR'] || join(root, '.data'));
const host = process.env['HOST'] || '127.0.0.1';
const screen = process.stdout.isTTY === true && !options.plain;

/** Until there is a screen, events are lines there too: a start may fail for ever. */
let drawn = false;

function tell(event: string): void {
  const line = `${new Date().toISOString().slice(11, 19)}  ${event}`;
  events.push(line);
  events.splice(0, events.length - eventsShown);
  if (!screen || !drawn) console.log(line);
}

/** Asks the cluster that runs here to replace its processes, and waits for it. */
async function roll(): Promise<void> {
  const before = runningCluster(dataDir);
  if (!before) return fail(`no npm run cluster runs over ${dataDir}.`);
  process.kill(before.pid, 'SIGUSR2');
  for (;;) {
    await pause(200);
    const now = runningCluster(dataDir);
    if (!now) return fail('the cluster ended meanwhile.');
    if (now.rolls > before.rolls) return console.log('kiosk: every process is a new one.');
  }
}

async function portToUse(): Promise<number> {
  const wanted = Number(process.env['PORT'] || 8787);
  return await freePort(wanted, host).catch(() =>
    fail(
      `port ${wanted} is in use. Stop what listens there, or choose another: DATA_DIR=.data2 PORT=8788 npm run cluster`,
    ),
  );
}

/** Who is far from the primary, if anybody is. */
function far(parts: readonly Part[]): string {
  const names = parts.filter(({ farMs }) => farMs > 0).map(({ name }) => name);
  return names.length === 0
    ? ''
    : `  far        ${names.join(' and ')}: a round trip of ${options.farMs} ms to the primary\n`;
}

const databasesUp = ({ primary }: Databases): string =>
  `The databases are up, without the API. To put a backup there:
  DATABASE_URL=${primary.url} DATABASE_AUTH_TOKEN=$(cat ${join(dataDir, 'cluster', 'database-auth-token')}) npm run restore -- FILE
Ctrl-C ends them; then npm run cluster starts everything.`;

const welcome = (cluster: Cluster, adminKey: string, balancer: BalancerName): string =>
  `Kiosk is up
  API        ${cluster.url}   (${balancer}, ${cluster.apis.length} processes)
  docs       ${cluster.url}/docs
  admin key  ${adminKey}
  data       ${dataDir}   (logs in cluster/)
  database   ${cluster.primary.url}   (the primary; its token is in cluster/database-auth-token)
${far(cluster.parts)}${balancer === 'built-in' ? `\n${balancerAdvice}\n` : ''}
npm run cluster -- --roll replaces its processes; Ctrl-C ends everything.`;

/** What a start needs whatever it starts: this folder for itself, and an end to all of it. */
function begin() {
  mkdirSync(join(dataDir, 'cluster'), { recursive: true });
  const hold = holdFolder(dataDir);
  if (hold.ended > 0)
    tell(
      `ended ${hold.ended} ${hold.ended === 1 ? 'part' : 'parts'} that a killed npm run cluster had left`,
    );
  const crew = new Crew(tell);
  const now = { crew, stopping: false, rolls: 0 };
  const stop = () => {
    if (now.stopping) return;
    now.stopping = true;
    void crew.end().finally(() => {
      hold.letGo();
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  setInterval(() => now.stopping || hold.write(crew.pids(), now.rolls), 500);
  return now;
}

type Begun = ReturnType<typeof begin>;

/** @throws after every part was ended, when the start failed */
async function started<T>(now: Begun, starting: Promise<T>): Promise<T> {
  return await starting.catch(async (error: unknown) => {
    // Whoever stopped it waits for the parts and ends this process.
    if (now.stopping) return await new Promise<never>(() => undefined);
    await now.crew.end();
    throw error;
  });
}

async function runDatabases(): Promise<void> {
  const now = begin();
  tell('starting a database and two replicas');
  const databases = await started(now, startDatabases({ dataDir, farMs: 0 }, now.crew));
  await Promise.all(now.crew.parts.map((part) => part.up()));
  if (!now.stopping) console.log(databasesUp(databases));
}

async function run(): Promise<void> {
  const now = begin();
  const port = await portToUse();
  const adminKey = process.env['ADMIN_KEY'] || adminKeyOf(dataDir, 'development');
  const { apis, workers, farMs, balancer } = options;
  tell(`starting a database, two replicas and ${apis + workers} processes`);
  const plan = { dataDir, adminKey, host, port, apis, workers, farMs, balancer };
  const cluster = await started(now, startCluster({ ...plan, sample: !options.empty }, now.crew));
  let rolling: Promise<void> | undefined;
  process.on('SIGUSR2', () => {
    rolling ??= cluster.roll().finally(() => {
      now.rolls += 1;
      rolling = undefined;
    });
  });
  const head = welcome(cluster, adminKey, cluster.balancer.name);
  if (!screen) console.log(head);
  const look = statusOf(cluster);
  for (let first = true; !now.stopping; first = false) {
    const table = renderStatus(await look());
    drawn = true;
    if (screen) console.log(`\u001b[H\u001b[2J${head}\n\n${table}\n\n${events.join('\n')}`);
    else if (first) console.log(table);
    await pause(1_000);
  }
}

const work = options.roll ? roll : options.databases ? runDatabases : run;
await work().catch((error: unknown) =>
  fail(error instanceof Error ? error.message : String(error)),
);
