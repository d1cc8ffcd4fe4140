import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './root.ts';

// The Worker as it is deployed, and what it weighs on its way to the edge. An isolate reads all of it
// before its first request, so that what is never run costs too.
const limitKiB = 200;

const folder = mkdtempSync(join(tmpdir(), 'kiosk-worker-'));
try {
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  execFileSync(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--minify', '--outdir', folder],
    { cwd: root, stdio: 'pipe', env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } },
  );
  const sizeKiB = gzipSync(readFileSync(join(folder, 'workers.js'))).length / 1_024;
  console.log(`The Worker has ${sizeKiB.toFixed(1)} KiB of ${limitKiB}, compressed`);
  if (sizeKiB > limitKiB) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
