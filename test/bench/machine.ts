import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, version } from 'node:os';

/** What the figures were measured on, and how busy it was with other things. */
export function describeMachine() {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}, ${version()}`,
    node: process.versions.node,
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** Resident memory of a process in MiB; undefined where the system does not tell. */
export function residentMiB(pid: number): number | undefined {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) / 1_024 : undefined;
  } catch {
    return undefined;
  }
}
