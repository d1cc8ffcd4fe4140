import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running cluster writes down, for `--roll` and for whoever comes after it was killed. */
export interface Held {
  readonly pid: number;
  /** Finished rolling restarts. */
  readonly rolls: number;
  readonly parts: readonly { readonly pid: number; readonly started: string }[];
}

const fileOf = (dataDir: string): string => join(dataDir, 'cluster', 'cluster.json');

/** When a process was started: a number may be another's by now. */
const startOf = (pid: number): string =>
  spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What was written down here last, if anything. */
function lastHeld(dataDir: string): Held | undefined {
  const file = fileOf(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Held) : undefined;
}

/** The cluster that runs over this folder. */
export function runningCluster(dataDir: string): Held | undefined {
  const held = lastHeld(dataDir);
  return held && isAlive(held.pid) ? held : undefined;
}

export interface Hold {
  /** How many parts of a killed cluster were ended. */
  readonly ended: number;
  write(parts: readonly number[], rolls: number): void;
  letGo(): void;
}

/**
 * Two servers over one database file would each believe to be alone: only one cluster at a time, and what a
 * killed one left running is ended first.
 */
export function holdFolder(dataDir: string): Hold {
  const running = runningCluster(dataDir);
  if (running) {
    throw new Error(
      `another npm run cluster (pid ${running.pid}) uses ${dataDir}. Stop it, or give this one a folder and port of its own: DATA_DIR=.data2 PORT=8788 npm run cluster`,
    );
  }
  const left = (lastHeld(dataDir)?.parts ?? []).filter(
    ({ pid, started }) => isAlive(pid) && started !== '' && startOf(pid) === started,
  );
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  const known = new Map<number, string>();
  return {
    ended: left.length,
    write(pids, rolls) {
      for (const pid of pids) if (!known.has(pid)) known.set(pid, startOf(pid));
      const parts = pids.map((pid) => ({ pid, started: known.get(pid) ?? '' }));
      const held: Held = { pid: process.pid, rolls, parts };
      // Whoever reads meanwhile finds the old one or the new one.
      writeFileSync(`${fileOf(dataDir)}.new`, JSON.stringify(held));
      renameSync(`${fileOf(dataDir)}.new`, fileOf(dataDir));
    },
    letGo: () => rmSync(fileOf(dataDir), { force: true }),
  };
}
