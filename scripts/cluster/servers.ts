import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

export const local = (port: number): string => `http://127.0.0.1:${port}`;

/** A Node process of the service: its log goes to a file of its name; resolves when it says that it is up. */
export async function startNode(
  {
    name,
    folder,
    args,
    environment,
  }: {
    readonly name: string;
    readonly folder: string;
    readonly args: readonly string[];
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
  spawned: (child: ChildProcess) => void,
): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } },
  );
  spawned(child);
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log.write(chunk);
      if (said.length < 100_000) said += chunk.toString();
      if (said.includes('is up')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('close', () => {
      log.end();
      reject(new Error(said.trim().split('\n').at(-1)));
    });
  });
}

/** Asks a server of this machine; a silent one has failed. @throws */
export async function answersOk(url: string, deadlineMs = 2_000): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(deadlineMs) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}
