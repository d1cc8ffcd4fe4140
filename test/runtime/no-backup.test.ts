import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readArchive, writeArchive } from '../../scripts/backup/archive.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { clientOf } from '../support/client.ts';
import { anOrder } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';
import { fail, succeed } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-no-backup-'));
const at = (name: string) => join(folder, name);

after(() => rmSync(folder, { recursive: true, force: true }));

describe('what is no backup', () => {
  const url = `file:${at('never.db')}`;
  const good = at('good.tar.gz');
  const refused = (pattern: RegExp, path: string, ...args: string[]) =>
    fail(pattern, 'restore', url, path, ...args);
  before(async () => {
    const platform = await testPlatform();
    const client = clientOf(platform);
    for (let each = 0; each < 2; each += 1) await anOrder(client);
    await succeed('backup', platform.databaseUrl, good, '--no-verify');
    platform.close();
  });

  test('is refused with a sentence, and nothing is made of it', async () => {
    writeFileSync(at('text.gz'), 'Dear customer, '.repeat(100));
    await refused(/text\.gz is not a backup of Kiosk/, at('text.gz'));
    await refused(/there is no file/, at('none.tar.gz'));

    const bytes = readFileSync(good);
    writeFileSync(at('cut.tar.gz'), bytes.subarray(0, bytes.length - 2_000));
    await refused(/cut\.tar\.gz ends early: it was cut off/, at('cut.tar.gz'));

    const bent = Buffer.from(bytes);
    bent.writeUInt8(bent.readUInt8(bytes.length >> 1) ^ 0x10, bytes.length >> 1);
    writeFileSync(at('bent.tar.gz'), bent);
    await refused(/bent\.tar\.gz (is damaged|was changed|ends early)/, at('bent.tar.gz'));
    // A restore that ended early left tables and rows, and no migrations.
    const part = openDatabase(`file:${at('part.db')}`, undefined);
    await part.executeMultiple(`CREATE TABLE orders (id text); CREATE TABLE settings (name text);
      CREATE TABLE __drizzle_migrations (created_at integer)`);
    part.close();
    await fail(
      /there is no whole shop there/,
      'backup',
      `file:${at('part.db')}`,
      at('part.tar.gz'),
    );
    await assert.rejects(async () => readFileSync(at('never.db')), /ENOENT/);
  });

  test('is a file whose rows were changed, with the old hash or a new one', async () => {
    const path = at('forged.db');
    const manifest = await readArchive(good, path);
    const client = openDatabase(`file:${path}`, undefined);
    await client.execute('UPDATE stock SET reserved = reserved + 1');
    client.close();
    await writeArchive(at('forged.tar.gz'), manifest, path);
    await refused(/was changed after it was made/, at('forged.tar.gz'));

    const broken = `file:${path}`;
    await succeed('backup', broken, at('broken.tar.gz'), '--no-verify');
    await refused(/rules are broken in it:\n.*reserved is what orders hold/, at('broken.tar.gz'));
    const wanted = ['--sha256', manifest.sha256];
    await refused(/is not the backup with the hash/, at('broken.tar.gz'), ...wanted);
    await fail(/rules are broken in it/, 'backup', broken, at('checked.tar.gz'));
  });

  test('nor is one of a version that is not out yet', async () => {
    const path = at('newer.db');
    const manifest = await readArchive(good, path);
    const newer = { ...manifest, migration: manifest.migration + 1e12 };
    await writeArchive(at('newer.tar.gz'), newer, path);
    await refused(/of a newer version than this one/, at('newer.tar.gz'));
  });
});
