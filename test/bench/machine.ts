import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

export type Machine = ReturnType<typeof describeMachine>;

/** What the figures were measured on, and how busy it was with other things. */
export function describeMachine() {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch} ${release()}`,
    node: process.versions.node,
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** Resident memory of a process in MiB; NaN where the system does not tell. */
export const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readProc(pid, 'status'))?.[1]) / 1_024;

/** Hundredths of a second are what the system counts in. */
const ticksPerSecond = 100;

/** Processor time that a process took until now, in seconds; NaN where the system does not tell. */
export function processorSeconds(pid: number): number {
  // The name, in parentheses, may have spaces in it.
  const fields = readProc(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** The children of a process; none where the system does not tell. */
export const childrenOf = (pid: number): number[] =>
  readProc(pid, `task/${pid}/children`).split(' ').map(Number).filter(Boolean);

/** The first child of a process; 0 where the system does not tell. */
export const childOf = (pid: number): number => childrenOf(pid)[0] ?? 0;

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
