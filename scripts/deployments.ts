import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { root } from './root.ts';

// What would be deployed, of each configuration to each environment: wrangler's dry run says nothing against it, and
// the Worker weighs little on its way to the edge. An isolate reads all of it before its first request, so that what
// is never run costs too.
const limitKiB = 200;

const folder = mkdtempSync(join(tmpdir(), 'kiosk-worker-'));

async function dryRun(config: string, environment: string, ...args: string[]): Promise<void> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/wrangler/bin/wrangler.js'),
      'deploy',
      '--dry-run',
      '--config',
      config,
      '--env',
      environment,
      ...args,
    ],
    { cwd: root, env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } },
  );
  const complaint = /WARNING[\s\S]*/.exec(stdout + stderr)?.[0];
  if (complaint) throw new Error(`${config}, ${environment}: ${complaint}`);
}

/** Bundles it once: environments differ in bindings alone. Answers the bundle. */
async function bundle(config: string, made: string): Promise<Buffer> {
  await dryRun(config, 'production', '--minify', '--outdir', folder);
  const file = join(folder, made);
  for (const environment of ['staging', 'dev'])
    await dryRun(config, environment, file, '--no-bundle');
  return readFileSync(file);
}

try {
  const [worker] = await Promise.all([
    bundle('wrangler.toml', 'workers.js'),
    bundle('wrangler.consumer.toml', 'workers-consumer.js'),
  ]);
  const sizeKiB = gzipSync(worker).length / 1_024;
  console.log(`The Worker has ${sizeKiB.toFixed(1)} KiB of ${limitKiB}, compressed`);
  if (sizeKiB > limitKiB) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
