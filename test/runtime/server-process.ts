import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';

export const adminKey = 'runtime-test-admin-key-of-at-least-32-characters';

/** A running server of one runtime, started as a user starts it. */
export interface ServerProcess {
  readonly url: string;
  readonly adminKey: string;
  /** Of the launcher; the server is its child. */
  readonly pid: number;
  readonly output: () => string;
  /** Sends SIGINT and resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `scripts/run.mjs ARGS` on a free port over a data folder of its own, and waits until it says what it should. */
export async function startServerProcess(
  args: readonly string[],
  environment: Record<string, string> = {},
  said: 'is up' | 'waits' = 'is up',
): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-runtime-'));
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), ...args], {
    cwd: root,
    // A group of its own, so that a stop reaches all it started and nothing else.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      ADMIN_KEY: adminKey,
      LOG_LEVEL: 'warn',
      ...environment,
    },
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = new RegExp(`Kiosk ${said}[^]*?(http://[\\d.]+:\\d+|no API)`).exec(output);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`ended with ${code} before it was up:\n${output}`)),
    );
  });
  return {
    url,
    adminKey,
    pid: child.pid ?? 0,
    output: () => output,
    async stop() {
      const code = await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  });
}
