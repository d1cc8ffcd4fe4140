import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { root } from '../root.ts';
import { haproxyConfig, nginxConfig } from './balancer-config.ts';

export interface Target {
  readonly name: string;
  readonly port: number;
}

export interface Door {
  readonly host: string;
  readonly port: number;
  readonly folder: string;
  readonly targets: readonly Target[];
}

export const balancerNames = ['haproxy', 'nginx', 'built-in'] as const;
export type BalancerName = (typeof balancerNames)[number];

/** What stands before the processes of the API. */
export interface Balancer {
  readonly name: BalancerName;
  readonly launch: (spawned: (child: ChildProcess) => void) => Promise<void>;
  /** Requests so far: by target, or of `balancer` where it does not tell them apart. */
  readonly requests: () => Promise<Readonly<Record<string, number>>>;
}

const isInstalled = (command: string): boolean => !spawnSync(command, ['-v']).error;

/** The best that is installed. */
export const bestBalancer = (): BalancerName =>
  (['haproxy', 'nginx'] as const).find(isInstalled) ?? 'built-in';

export const balancerAdvice =
  'The balancer is a small one of our own: for a look, not for traffic. For a real one: apt-get install haproxy, or\nbrew install haproxy.';

async function untilItAnswers(child: ChildProcess, { host, port }: Door): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error('the balancer ended: its log says why');
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, host, () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the balancer did not answer');
}

function start(door: Door, command: string, args: readonly string[], ipc = false): ChildProcess {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  });
  // The exit is told by 'close'; a command that is missing says so here.
  child.on('error', () => undefined);
  const log = createWriteStream(join(door.folder, 'balancer.log'), { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false });
  child.once('close', () => log.end());
  return child;
}

function haproxy(door: Door): Balancer {
  const config = join(door.folder, 'haproxy.cfg');
  return {
    name: 'haproxy',
    async launch(spawned) {
      writeFileSync(join(door.folder, '503.http'), nobodyIsReady);
      writeFileSync(config, haproxyConfig(door));
      const child = start(door, 'haproxy', ['-db', '-q', '-f', config]);
      spawned(child);
      await untilItAnswers(child, door);
    },
    async requests() {
      const [head = '', ...lines] = (
        await askSocket(join(door.folder, 'haproxy.sock'), 'show stat\n')
      ).split('\n');
      const names = head.replace('# ', '').split(',');
      const [server, total] = [names.indexOf('svname'), names.indexOf('req_tot')];
      const known = new Set(door.targets.map(({ name }) => name));
      return Object.fromEntries(
        lines.flatMap((line) => {
          const fields = line.split(',');
          const name = fields[server] ?? '';
          return known.has(name)
            ? [[name, Number(fields[total] || fields[names.indexOf('stot')])]]
            : [];
        }),
      );
    },
  };
}

function nginx(door: Door): Balancer {
  const config = join(door.folder, 'nginx.conf');
  return {
    name: 'nginx',
    async launch(spawned) {
      writeFileSync(config, nginxConfig(door));
      const child = start(door, 'nginx', ['-p', door.folder, '-c', config, '-e', 'stderr']);
      spawned(child);
      await untilItAnswers(child, door);
    },
    async requests() {
      const answer = await askSocket(join(door.folder, 'nginx.sock'), 'GET / HTTP/1.0\r\n\r\n');
      return { balancer: Number(/\n \d+ \d+ (\d+)/.exec(answer)?.[1] ?? 0) };
    },
  };
}

function builtIn(door: Door): Balancer {
  let counts: Record<string, number> = {};
  return {
    name: 'built-in',
    async launch(spawned) {
      const targets = door.targets.map(({ name, port }) => `${name}=${port}`);
      const file = join(root, 'scripts/cluster/built-in-balancer.ts');
      const child = start(
        door,
        process.execPath,
        [file, door.host, String(door.port), ...targets],
        true,
      );
      child.on('message', (told) => {
        counts = told as Record<string, number>;
      });
      spawned(child);
      await untilItAnswers(child, door);
    },
    requests: async () => counts,
  };
}

export const openBalancer = (name: BalancerName, door: Door): Balancer =>
  ({ haproxy, nginx, 'built-in': builtIn })[name](door);

async function askSocket(path: string, question: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(path, () => socket.write(question));
    socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

const nobodyIsReady = [
  'HTTP/1.0 503 Service Unavailable',
  'Cache-Control: no-store',
  'Connection: close',
  'Content-Type: application/problem+json',
  'Retry-After: 2',
  '',
  '{"type":"/docs/problems/overloaded","title":"No process of the API is ready","status":503,"code":"overloaded","retryable":true}',
].join('\r\n');
