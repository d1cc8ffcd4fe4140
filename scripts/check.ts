import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.ts';

// `npm run check`: everything that is checked without running the shop, side by side.

interface Check {
  readonly name: string;
  readonly run: readonly string[];
  /** A sign that the tool really looked: some report success when they saw nothing. */
  readonly mustSay?: RegExp;
}

const bin = (name: string) => join(root, 'node_modules/.bin', name);
const node = (file: string, ...args: string[]) => [process.execPath, join(root, file), ...args];

const checks: readonly Check[] = [
  { name: 'format', run: [bin('oxfmt'), '--check'] },
  { name: 'lint', run: [bin('oxlint'), '--deny-warnings'] },
  { name: 'types', run: node('node_modules/typescript7/bin/tsc', '-p', '.') },
  {
    name: 'types of the Worker',
    run: node('node_modules/typescript7/bin/tsc', '-p', 'tsconfig.workers.json'),
  },
  {
    name: 'imports',
    run: [bin('depcruise'), 'src', '--config', '.dependency-cruiser.cjs'],
    mustSay: /[1-9]\d+ modules/,
  },
  { name: 'API document', run: [bin('redocly'), 'lint', 'public/openapi.json'] },
  { name: 'deployments', run: node('scripts/deployments.ts'), mustSay: /KiB of/ },
  {
    name: 'tidy',
    run: [
      process.execPath,
      '--test',
      '--test-reporter=dot',
      'test/tidy.test.ts',
      'test/deploy.test.ts',
    ],
  },
];

async function perform({ name, run, mustSay }: Check): Promise<boolean> {
  const started = performance.now();
  const [command = '', ...args] = run;
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((done) => {
    child.on('error', (error) => {
      output += error.message;
      done(1);
    });
    child.on('close', (exit) => done(exit ?? 1));
  });
  const ok = code === 0 && (mustSay === undefined || mustSay.test(output));
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!ok) console.log(output.trim());
  return ok;
}

const results = await Promise.all(checks.map(perform));
process.exitCode = results.every(Boolean) ? 0 : 1;
