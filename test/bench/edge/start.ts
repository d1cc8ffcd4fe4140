import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { root } from '../../../scripts/root.ts';
import { median } from '../quantile.ts';
import { startNode, temporaryFolder } from '../server.ts';
import { ms, type Row } from '../table.ts';
import { bundleWorker } from '../worker.ts';

const starts = 5;
const sizeMaxKiB = 200;
const activeMaxMs = 40;
const readyMaxMs = 600;

/** What it takes until the first request: a Worker's size and start-up, a Node's way to its socket. */
export async function benchStart(say: (line: string) => void): Promise<Row[]> {
  const size = gzipSync(readFileSync(await bundleWorker(['--minify']))).length / 1_024;
  const actives: number[] = [];
  for (let start = 0; start < starts; start += 1) actives.push(await activeMs());
  say(`active ${actives.map(ms).join(', ')}`);
  const dataDir = temporaryFolder();
  const readies: number[] = [];
  const processors: number[] = [];
  let resident = 0;
  // The first one migrates, and compiles what later ones find compiled.
  for (let start = 0; start <= starts; start += 1) {
    const begunMs = performance.now();
    const server = await startNode({ dataDir });
    if (start > 0) {
      readies.push(performance.now() - begunMs);
      processors.push(server.processor() * 1_000);
    }
    resident = server.resident();
    await server.stop();
  }
  say(`ready ${readies.map(ms).join(', ')}`);
  const limit = (
    name: string,
    [value, most, unit]: [number, number, string],
    note: string,
  ): Row => ({
    section: 'start',
    name,
    measured: `${value.toFixed(0)} ${unit}`,
    floor: `${most} ${unit}`,
    ratio: value / most,
    target: { atMost: 1 },
    notes: [note],
  });
  const spread = (values: readonly number[]) =>
    `median of ${values.length}, ${ms(Math.min(...values))} to ${ms(Math.max(...values))}`;
  return [
    limit('Worker, compressed', [size, sizeMaxKiB, 'KiB'], 'minified, as it is deployed'),
    limit('Worker, active at start-up', [median(actives), activeMaxMs, 'ms'], spread(actives)),
    limit(
      'Node, ready on a migrated database',
      [median(readies), readyMaxMs, 'ms'],
      `${spread(readies)} · processor ${ms(median(processors))} · ${resident.toFixed(0)} MiB resident`,
    ),
  ];
}

/** What `wrangler check startup` says: samples of the script's start that were not idle. */
async function activeMs(): Promise<number> {
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  const profile = join(temporaryFolder(), 'start.cpuprofile');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [wrangler, 'check', 'startup', '--args=--minify', '--outfile', profile],
    { cwd: root },
  );
  return Number(/Active: ([\d.]+) ms/.exec(stdout)?.[1]);
}
