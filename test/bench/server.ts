import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSqld } from '../../scripts/sqld.ts';
import { startServerProcess } from '../runtime/server-process.ts';
import { endProcess } from '../support/end-process.ts';
import { atEnd } from './cleanup.ts';
import { childOf, processorSeconds, residentMiB } from './machine.ts';
import type { Shop } from './shop.ts';

/** A server as a user starts it. Its database outlives it until the section ends. */
export interface BenchServer extends Shop {
  readonly databaseUrl: string;
  /** Resident memory in MiB. */
  readonly resident: () => number;
  /** Processor time until now, in seconds. */
  readonly processor: () => number;
  readonly stop: () => Promise<unknown>;
}

interface Start {
  readonly args?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly dataDir?: string;
}

/** `npm run start:node`. */
export const startNode = (start: Start = {}): Promise<BenchServer> =>
  startServer(['src/entry/node.ts'], start);

/** `npm run start:deno`. */
export const startDeno = (start: Start = {}): Promise<BenchServer> =>
  startServer(['deno', 'src/entry/deno.ts'], start);

async function startServer(
  program: readonly string[],
  { args = [], environment = {}, dataDir = temporaryFolder() }: Start,
): Promise<BenchServer> {
  const server = await startServerProcess([...program, ...args], {
    DATA_DIR: dataDir,
    ...environment,
  });
  atEnd(server.stop);
  return {
    url: server.url,
    adminKey: server.adminKey,
    databaseUrl: environment['DATABASE_URL'] ?? `file:${join(dataDir, 'kiosk.db')}`,
    resident: () => residentMiB(childOf(server.pid)),
    processor: () => processorSeconds(childOf(server.pid)),
    stop: server.stop,
  };
}

/** All that this run writes. A section that is interrupted goes on for a moment, hence also at the very end. */
export const runFolder = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
process.once('exit', () => rmSync(runFolder, { recursive: true, force: true }));

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(runFolder, 'part-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A libSQL server of the section's own that acknowledges what is on disk. */
export async function startStrongSqld(): Promise<string> {
  const sqld = await startSqld(temporaryFolder(), { strong: true });
  atEnd(() => endProcess(sqld.process));
  return sqld.url;
}
