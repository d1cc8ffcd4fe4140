import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Client } from '@libsql/client';
import { classify } from '../../src/db/write-refused.ts';
import { openDatabase, prepareDatabase } from '../../src/platform/server/database.ts';
import { openFile } from '../../src/platform/server/file-client.ts';
import { openFileWriter } from '../../src/platform/server/file-writer.ts';

let folder: string;
let path: string;
let client: Client;
let other: Client;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-file-'));
  path = join(folder, 'a.db');
  const url = `file:${path}`;
  client = openDatabase(url, undefined);
  await prepareDatabase(client, url);
  await client.execute('CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT UNIQUE, price REAL)');
  other = openDatabase(url, undefined);
});

after(() => {
  client.close();
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

const names = async (from: Client) =>
  (await from.execute('SELECT name FROM item ORDER BY id')).rows.map(({ name }) => name);

describe('a database file', () => {
  test('answers rows by name', async () => {
    await client.execute({ sql: 'INSERT INTO item VALUES (?, ?, ?)', args: [1, 'mug', 2.5] });
    const { rows, columns } = await client.execute('SELECT id, name, price FROM item');
    assert.deepEqual(columns, ['id', 'name', 'price']);
    assert.deepEqual({ ...rows[0] }, { id: 1, name: 'mug', price: 2.5 });
  });

  test('tells how many rows a statement changed, and what it returns', async () => {
    assert.equal(
      (await client.execute(`UPDATE item SET price = 3 WHERE name = 'mug'`)).rowsAffected,
      1,
    );
    assert.equal(
      (await client.execute(`UPDATE item SET price = 3 WHERE name = 'cup'`)).rowsAffected,
      0,
    );
    const { rows } = await client.execute(`UPDATE item SET price = 4 WHERE id = 1 RETURNING price`);
    assert.equal(rows[0]?.['price'], 4);
  });

  test('keeps all of a batch or none of it', async () => {
    const add = (name: string) => ({ sql: 'INSERT INTO item(name) VALUES (?)', args: [name] });
    const failed = await client
      .batch([add('cup'), add('mug')], 'write')
      .catch((error: unknown) => error);
    assert.deepEqual(classify(failed), { kind: 'refused', by: 'unique:item.name' });
    assert.deepEqual(await names(other), ['mug']);
    await client.batch([add('cup'), add('jug')], 'write');
    assert.deepEqual(await names(other), ['mug', 'cup', 'jug']);
  });

  test('sees what another connection changed, the schema too', async () => {
    const all = 'SELECT * FROM item WHERE id = 1';
    assert.equal((await client.execute(all)).columns.length, 3);
    await other.execute('CREATE TABLE unrelated(id)');
    await other.execute(`UPDATE item SET name = 'big mug' WHERE id = 1`);
    assert.equal((await client.execute(all)).rows[0]?.['name'], 'big mug');
  });

  test('says that it is busy while another writes, after waiting for it', async () => {
    await other.execute('BEGIN IMMEDIATE');
    const hasty = openFile(path, 50);
    const startedMs = performance.now();
    const refused = await hasty
      .batch(['DELETE FROM item'], 'write')
      .catch((error: unknown) => error);
    assert.deepEqual(classify(refused), { kind: 'busy' });
    assert.ok(performance.now() - startedMs >= 45);
    await other.execute('ROLLBACK');
    await hasty.batch([`DELETE FROM item WHERE name = 'jug'`], 'write');
    hasty.close();
    assert.equal((await names(client)).length, 2);
  });
});

describe('the thread that writes a file', () => {
  test('commits all or nothing, and says what refused', async () => {
    const writer = openFileWriter(path, 5_000);
    const add = (name: string) => ({
      sql: 'INSERT INTO item(name) VALUES (?) RETURNING name',
      args: [name],
    });
    const [first] = await writer.batch([add('saucer'), add('spoon')], 'write');
    assert.equal(first?.rows[0]?.['name'], 'saucer');
    const refused = await writer.batch([add('fork'), add('spoon')], 'write').catch(classify);
    assert.deepEqual(refused, { kind: 'refused', by: 'unique:item.name' });
    const found = await names(client);
    assert.ok(found.includes('spoon') && !found.includes('fork'));
    writer.close();
  });

  test('whose end loses the outcome, and no more than that', async () => {
    const writer = openFileWriter(join(folder, 'no-such-folder', 'a.db'), 100);
    const lost = () => writer.batch(['SELECT 1'], 'write').catch(classify);
    assert.deepEqual(await lost(), { kind: 'unknown' });
    // Another thread is asked; this one has nothing to open either.
    assert.deepEqual(await lost(), { kind: 'unknown' });
    writer.close();
    assert.deepEqual(await lost(), { kind: 'unknown' });
  });
});
