import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../../scripts/root.ts';
import { atEnd } from '../cleanup.ts';
import { childOf, processorSeconds, residentMiB } from '../machine.ts';
import { temporaryFolder } from '../server.ts';
import { bundleScript, startWorkerd } from '../worker.ts';
import type { BareWork } from './bare-server.ts';
import type { Contender } from './gets.ts';

/** The bare handler in a process of its own, with the same flags and the same start as a Kiosk. */
export async function startBare(runtime: 'node' | 'deno', work: BareWork): Promise<Contender> {
  const file = join(temporaryFolder(), 'work.json');
  writeFileSync(file, JSON.stringify(work));
  const program = runtime === 'deno' ? ['deno'] : [];
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/run.mjs'), ...program, 'test/bench/edge/bare-server.ts', file],
    { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  atEnd(() => ended(child));
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  const pid = () => childOf(child.pid ?? 0);
  return { url, processor: () => processorSeconds(pid()), resident: () => residentMiB(pid()) };
}

let script: Promise<string> | undefined;

/** The bare handler in workerd. */
export async function startBareWorker(answer?: BareWork['answer']): Promise<Contender> {
  script ??= bundleScript('test/bench/edge/bare-worker.ts');
  return await startWorkerd(await script, {
    durableObjects: { ROWS: { className: 'RowObject', useSQLite: true } },
    bindings: answer ? { ANSWER: JSON.stringify(answer) } : {},
  });
}

function ended(child: ChildProcess): Promise<unknown> | undefined {
  if (child.exitCode !== null || child.pid === undefined) return undefined;
  const end = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  return end;
}
