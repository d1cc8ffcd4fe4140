// Starts the server once, has it load everything, and ends it: NODE_COMPILE_CACHE then holds what Node makes of
// TypeScript. Part of the image (deploy/Dockerfile), with Node's options as they are when it runs: they are in the key.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './root.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-compile-'));
const server = spawn(process.execPath, [...process.execArgv, 'src/entry/node.ts'], {
  cwd: root,
  env: { ...process.env, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', METRICS_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(server, 'exit');
for await (const line of createInterface(server.stdout)) {
  const url = /Kiosk is up.*(http:\S+)/.exec(line)?.[1];
  if (url === undefined) continue;
  // One path of each part (src/app.ts): a part is loaded before it answers, whatever that is.
  for (const path of ['/health', '/v1/products', '/v1/orders/none', '/v1/admin/products'])
    await (await fetch(url + path)).arrayBuffer();
  server.kill('SIGTERM');
}
const [code] = (await ended) as [number | null];
rmSync(dataDir, { recursive: true, force: true });
process.exit(code ?? 1);
