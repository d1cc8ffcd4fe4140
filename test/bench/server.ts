import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../runtime/server-process.ts';
import type { Shop } from './shop.ts';

/** `npm run start:node` as a user starts it. Its database outlives it, so that it can be looked at. */
export interface BenchServer extends Shop {
  readonly databaseUrl: string;
  readonly stop: () => Promise<unknown>;
  readonly forget: () => void;
}

export async function startNode({
  args = [],
  environment = {},
  dataDir = mkdtempSync(join(tmpdir(), 'kiosk-bench-')),
}: {
  args?: readonly string[];
  environment?: Record<string, string>;
  dataDir?: string;
} = {}): Promise<BenchServer> {
  const server = await startServerProcess(['src/entry/node.ts', ...args], {
    DATA_DIR: dataDir,
    ...environment,
  });
  return {
    url: server.url,
    adminKey: server.adminKey,
    databaseUrl: environment['DATABASE_URL'] ?? `file:${join(dataDir, 'kiosk.db')}`,
    stop: () => server.stop(),
    forget: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
