import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { databaseKeys } from '../../scripts/database-keys.ts';
import { startSqld } from '../../scripts/sqld.ts';
import { fail, runWith, succeed } from './commands.ts';

// What a newcomer meets: commands that are asked how they are used, or that lack a setting.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-commands-'));
const closers: (() => void)[] = [];
const at = (name: string) => join(folder, name);

after(() => {
  for (const close of closers) close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a command', () => {
  const url = `file:${at('untouched.db')}`;

  for (const command of ['backup', 'restore', 'migrate', 'database-keys', 'shops'] as const)
    test(`${command} says how it is used when asked, and does nothing else`, async () => {
      const said = await succeed(command, url, '--help');
      assert.match(said, new RegExp(`^usage: npm run ${command}`));
      await fail(/Unknown option '--helpless'.\nusage: /, command, url, '--helpless');
      assert.ok(!existsSync(at('untouched.db')));
    });

  test('migrate and backup ask nobody how payments are taken', async () => {
    const there = `file:${at('production.db')}`;
    const settings = { KIOSK_ENV: 'production', PAYMENT_PROVIDERS: '' };
    assert.equal((await runWith(settings, 'migrate', there)).code, 0);
    const { code, said } = await runWith(settings, 'backup', there, at('production.tar.gz'));
    assert.equal(code, 0, said);
    assert.match(said, /^Of file:.*production\.db\.\n/);
  });

  test('a backup of the default database says so', async () => {
    const { code, said } = await runWith({ DATA_DIR: folder }, 'backup', '', at('default.tar.gz'));
    assert.equal(code, 1);
    assert.match(said, /^Of file:.*kiosk\.db, since DATABASE_URL is not set\./);
  });

  test('a server that lets nobody in has its token checked', async () => {
    const { publicKey } = databaseKeys();
    writeFileSync(at('jwt.pem'), publicKey);
    const server = await startSqld(at('sqld-locked'), { jwtKeyFile: at('jwt.pem') });
    closers.push(() => void server.process.kill('SIGKILL'));
    for (const command of ['backup', 'restore'] as const)
      await fail(/Check DATABASE_AUTH_TOKEN/, command, server.url, at('locked.tar.gz'));
  });
});
