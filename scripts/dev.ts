import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { stockSampleShop } from '../src/entry/sample.ts';
import { readConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';
import { adminKeyOf } from '../src/platform/server/admin-key.ts';
import { readDatabase } from '../src/db/read.ts';
import { openDatabase, prepareDatabase } from '../src/platform/server/database.ts';
import { migrate } from '../src/platform/server/migrate.ts';
import { serverPlatform } from '../src/platform/server/platform.ts';
import { silentQueue } from '../src/platform/server/worker.ts';
import { cartActor } from '../src/shop/cart/index.ts';
import { holdDataDir } from './dev-lock.ts';
import { settingNames } from './settings.ts';
import { writeSplit } from './split.ts';
import { startSqld } from './sqld.ts';
import { root } from './root.ts';

// `npm run dev`: a libSQL server, the sample shop, and `wrangler dev` in front of both. With `-- --split` the queues
// and the timer are a Worker of their own.

const dataDir = resolve(process.env['DATA_DIR'] || join(root, '.data'));
const host = process.env['HOST'] || '127.0.0.1';
const split = process.argv.includes('--split');
const children: ChildProcess[] = [];
let stopping = false;
let letGo = (): void => undefined;

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  letGo();
  for (const child of children) child.kill('SIGTERM');
  const force = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
    process.exit(code);
  }, 3_000);
  void Promise.all(children.map(ended)).then(() => {
    clearTimeout(force);
    process.exit(code);
  });
}

const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', done));

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
process.on('SIGHUP', () => stop(0));

function fail(message: string): void {
  console.error(`kiosk: ${message}`);
  stop(1);
}

/** Finds out early and says it plainly, instead of in the middle of another program's output. */
async function portToUse(): Promise<number> {
  const wanted = Number(process.env['PORT'] || 8787);
  return await new Promise((found, refuse) => {
    const probe = createServer();
    probe.on('error', () =>
      refuse(
        new Error(
          `port ${wanted} is in use. Stop what listens there, or choose another: DATA_DIR=.data2 PORT=8788 npm run dev`,
        ),
      ),
    );
    probe.listen(wanted, host, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}

async function startDatabase(): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given?.startsWith('file:')) {
    throw new Error(
      'wrangler dev cannot open a file: database. Leave DATABASE_URL out, or give an http: one.',
    );
  }
  if (given) return given;
  const sqld = await startSqld(join(dataDir, 'sqld'));
  children.push(sqld.process);
  sqld.process.once('exit', () => stopping || fail('the libSQL server ended unexpectedly.'));
  return sqld.url;
}

async function migrateAndStock(url: string): Promise<void> {
  const token = process.env['DATABASE_AUTH_TOKEN'] || undefined;
  const config = readConfig(process.env);
  const writing = openDatabase(url, token);
  await prepareDatabase(writing, url);
  await migrate(writing, config);
  const platform = serverPlatform({
    config,
    writing,
    db: readDatabase(writing),
    actors: { cart: cartActor },
    queue: silentQueue,
    log: createLog('warn', (line) => console.error(line)),
  });
  // The pause of a write that waits keeps no process alive.
  const awake = setInterval(() => undefined, 1_000);
  await stockSampleShop(platform).finally(() => clearInterval(awake));
  writing.close();
}

function startWrangler(port: number, variables: Record<string, string>): void {
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/wrangler/bin/wrangler.js'),
      'dev',
      ...(split ? writeSplit().flatMap((config) => ['--config', config]) : []),
      '--env',
      'dev',
      '--port',
      String(port),
      '--ip',
      host,
      '--persist-to',
      join(dataDir, 'wrangler'),
      '--show-interactive-dev-session=false',
      '--log-level',
      'warn',
      ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: environmentOf(variables) },
  );
  children.push(child);
  child.once('exit', (code) => stopping || fail(`wrangler dev ended (${code ?? 'by a signal'}).`));
}

/** `--var` reaches the first Worker alone; what all Workers share is read from the environment. */
const environmentOf = (variables: Record<string, string>): NodeJS.ProcessEnv =>
  split ? { ...process.env, ...variables, CLOUDFLARE_INCLUDE_PROCESS_ENV: 'true' } : process.env;

async function untilItAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 600 && !stopping; tries += 1) {
    const up = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  if (!stopping) throw new Error('wrangler dev did not answer within a minute.');
}

try {
  mkdirSync(dataDir, { recursive: true });
  const port = await portToUse();
  letGo = holdDataDir(dataDir);
  const adminKey = process.env['ADMIN_KEY'] || adminKeyOf(dataDir, 'development');
  const databaseUrl = await startDatabase();
  writeFileSync(join(dataDir, 'database-url'), databaseUrl);
  await migrateAndStock(databaseUrl);
  const passedOn = settingNames.flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value] as const] : [];
  });
  startWrangler(port, {
    ...Object.fromEntries(passedOn),
    DATABASE_URL: databaseUrl,
    ADMIN_KEY: adminKey,
    // `wrangler.toml` is for deployments, and has it on.
    RATE_LIMITS: process.env['RATE_LIMITS'] || 'off',
  });
  const url = `http://${host}:${port}`;
  await untilItAnswers(url);
  if (!stopping) console.log(welcome(url, adminKey));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function welcome(url: string, adminKey: string): string {
  const session = readFileSync(join(root, 'scripts/first-order.sh'), 'utf8')
    .replaceAll('http://127.0.0.1:8787', url)
    .trim();
  const shown = session.split('\n').filter((line) => !line.startsWith('#!'));
  return `
Kiosk is up
  API        ${url}
  docs       ${url}/docs
  admin key  ${adminKey}
  data       ${dataDir}  (npm run reset starts over, after Ctrl-C)

A first order, to be pasted into another terminal:

${shown.map((line) => `  ${line}`).join('\n')}

Ctrl-C ends everything.`;
}
