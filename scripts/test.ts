import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { root } from './root.ts';

// `npm test`: the whole suite; `npm test -- test/unit` runs a folder or file of it.
const wanted = process.argv.slice(2);
const patterns = wanted.length === 0 ? ['test'] : wanted;
const files = patterns
  .flatMap((pattern) =>
    pattern.endsWith('.ts') ? [pattern] : globSync(`${pattern}/**/*.test.ts`, { cwd: root }),
  )
  .toSorted();
if (files.length === 0) {
  console.error(`kiosk: there is no test in ${patterns.join(', ')}.`);
  process.exit(1);
}
const child = spawn(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-concurrency=2',
    // A test that waits for what never comes fails by its name instead of holding everything up.
    '--test-timeout=180000',
    ...files,
  ],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
