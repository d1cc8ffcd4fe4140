import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../scripts/root.ts';
import { mutations } from './simulation/mutations.ts';

// The house rules that no linter knows.

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const code = tracked.filter((file) => /\.(ts|mjs|cjs|sql)$/.test(file) && !file.endsWith('.d.ts'));
const source = code.filter((file) => file.startsWith('src/'));

function offenders(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
}

test('nothing is left for later', () => {
  const mark = new RegExp(
    `\\b(${['TO', 'FIX', 'HA', 'X'].map((start, at) => start + ['DO', 'ME', 'CK', 'XX'][at]).join('|')})\\b`,
  );
  assert.deepEqual(offenders(code, mark), []);
  assert.deepEqual(
    offenders(
      code.filter((file) => file.startsWith('test/')),
      /\b(test|it|describe)\.(only|skip|todo)\b/,
    ),
    [],
  );
});

test('time and chance come from the platform', () => {
  const rooms = source.filter((file) => !/^src\/(entry|platform)\//.test(file));
  assert.deepEqual(
    offenders(
      rooms,
      /\bDate\.now\b|\bMath\.random\b|\bcrypto\.randomUUID\b|\bnew Date\(\)|\bcrypto\.getRandomValues\b/,
    ),
    [],
  );
});

test('the compiler is not talked out of anything', () => {
  assert.deepEqual(
    offenders(source, /@ts-(ignore|expect-error|nocheck)|: any\b|\bas any\b|<any>/),
    [],
  );
});

test('pure files await nothing', () => {
  const pure = source.filter((file) =>
    /^src\/(core|shop\/[a-z]+(\/rules)?)\/[a-z]+\.ts$/.test(file),
  );
  const notPure = new Set([
    'index.ts',
    'routes.ts',
    'contract.ts',
    'tables.ts',
    'queries.ts',
    'text.ts',
  ]);
  const judged = pure.filter((file) => !notPure.has(basename(file)));
  assert.ok(judged.length > 15);
  assert.deepEqual(offenders(judged, /\bawait\b|\basync\b|\bctx\b/), []);
});

test('files are named in kebab-case, and no folder is a drawer', () => {
  const drawers = /(^|\/)(utils?|helpers?|common|lib|services|types|misc|shared)(\/|\.ts$)/;
  assert.deepEqual(
    source.filter((file) => drawers.test(file)),
    [],
  );
  assert.deepEqual(
    source.filter((file) => !/^[a-z0-9/-]+\.(d\.)?(ts|sql)$/.test(file)),
    [],
  );
});

test('a released migration never changes', () => {
  const released = JSON.parse(read('migrations/released.json')) as Record<string, string>;
  for (const [file, hash] of Object.entries(released)) {
    assert.equal(
      createHash('sha256')
        .update(read(`migrations/${file}`))
        .digest('hex'),
      hash,
      file,
    );
  }
});

test('the API document and its client are current', () => {
  execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'scripts/openapi.ts', '--check'],
    { cwd: root, stdio: 'pipe' },
  );
});

test('every mistake that is made on purpose still fits the source, once', () => {
  const misfits = mutations.flatMap(({ name, edits }) =>
    edits
      .filter(({ file, find }) => read(file).split(find).length !== 2)
      .map(({ file, find }) => `${name}: ${file} ${find}`),
  );
  assert.deepEqual(misfits, []);
});

test('the lock file and the documents name no host of a registry', () => {
  assert.doesNotMatch(read('package-lock.json'), /"resolved"/);
  const texts = tracked.filter((file) => /\.(md|json|ts|toml|mjs|cjs|yml|yaml)$/.test(file));
  assert.deepEqual(offenders(texts, new RegExp(['registry', 'npmjs'].join('\\.'))), []);
});
