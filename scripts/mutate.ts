// Makes mistakes on purpose, each in a copy of the tree, and looks whether the simulation notices:
// `npm run mutate`. See docs/simulation.md.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Mutation, mutations } from '../test/simulation/mutations.ts';
import { root } from './root.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '150' },
    jobs: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
});

/** What a run of the simulation reads. */
const copied = ['src', 'migrations', 'scripts', 'test', 'package.json', 'tsconfig.json', 'public'];

/** A tree that hangs, or spins, is caught as well. */
const patienceMs = 15 * 60_000;

function mutatedTree({ edits }: Mutation): { path: string; misfits: string[] } {
  const path = mkdtempSync(join(tmpdir(), 'kiosk-mutation-'));
  for (const name of copied) cpSync(join(root, name), join(path, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
  const misfits: string[] = [];
  for (const { file, find, put } of edits) {
    const before = readFileSync(join(path, file), 'utf8');
    const times = before.split(find).length - 1;
    if (times !== 1) misfits.push(`${file} has ${times} × ${find}`);
    writeFileSync(
      join(path, file),
      before.replace(find, () => put),
    );
  }
  return { path, misfits };
}

/** Runs the hunt in a tree; answers whether it found something, and its last words. */
async function huntIn(path: string): Promise<{ caught: boolean; words: string }> {
  const script = join(path, 'scripts/mutate/hunt.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, values.seeds],
    { cwd: path, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  const note = (chunk: Buffer) => void lines.push(...chunk.toString().trim().split('\n'));
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const code = await new Promise<number | null>((resolve) => void child.on('close', resolve));
  clearTimeout(timer);
  const words = lines.find((line) => line.startsWith('caught ')) ?? lines.at(-1) ?? '';
  return { caught: code !== 0, words: words.slice(0, 220) };
}

async function judge(mutation: Mutation): Promise<boolean> {
  const begunMs = performance.now();
  const { path, misfits } = mutatedTree(mutation);
  try {
    if (misfits.length > 0) {
      console.log(`? ${mutation.name}: does not apply any more (${misfits.join('; ')})`);
      return false;
    }
    const { caught, words } = await huntIn(path);
    // The tree without a mistake must not be caught: else every catch below proves nothing.
    const right = caught === mutation.edits.length > 0;
    const seconds = ((performance.now() - begunMs) / 1_000).toFixed(0);
    console.log(`${right ? '✓' : '✗'} ${mutation.name} (${seconds} s): ${words}`);
    return right;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

const wanted = [{ name: 'no mistake', edits: [] }, ...mutations].filter(({ name }) =>
  name.includes(values.only),
);
const waiting = [...wanted];
const wrong: string[] = [];
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (!(await judge(next))) wrong.push(next.name);
  }),
);
console.log(`${wanted.length - wrong.length} of ${wanted.length} as they should be`);
for (const name of wrong) console.log(`✗ ${name}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
