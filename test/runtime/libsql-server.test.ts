import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import type { InStatement } from '@libsql/client';
import { isConnectionFailure } from '../../src/db/connection-failure.ts';
import { classify } from '../../src/db/write-refused.ts';
import { type Fetch, openServer } from '../../src/platform/libsql-server.ts';
import { keptStreams } from '../../src/platform/streams.ts';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import { endProcess } from '../support/end-process.ts';

// What Kiosk says to a libSQL server, to a real one.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-server-'));
let sqld: LocalSqld;

/** A client whose requests are noted: whether each took up an open stream. */
function openNoted(streamsMax = 4, nowMs = () => 0, lifeMs = Infinity) {
  const noted: boolean[] = [];
  const fetching: Fetch = async (request) => {
    noted.push(((await request.clone().json()) as { baton?: string }).baton !== undefined);
    return await fetch(request);
  };
  const server = openServer({
    url: sqld.url,
    authToken: undefined,
    fetch: fetching,
    streams: keptStreams({ each: streamsMax, all: streamsMax, lifeMs }, nowMs),
  });
  const write = (...statements: InStatement[]) => server.batch({ statements, mode: 'write' });
  const read = async (statement: InStatement) => {
    const { results } = await server.batch({ statements: [statement], mode: 'read' });
    return results[0]?.rows.map((row): Record<string, unknown> => ({ ...row }));
  };
  return { server, noted, write, read };
}

async function restart(signal: NodeJS.Signals): Promise<void> {
  const port = Number(new URL(sqld.url).port);
  await endProcess(sqld.process, signal);
  sqld = await startSqld(join(folder, 'database'), { port });
}

before(async () => {
  sqld = await startSqld(join(folder, 'database'));
  const { write } = openNoted();
  await write(
    "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE, CONSTRAINT named CHECK (name <> ''))",
    `CREATE TRIGGER stop BEFORE INSERT ON things WHEN new.name = 'guarded'
      BEGIN SELECT RAISE(ABORT, 'guard failed: version'); END`,
    `CREATE TRIGGER give_up BEFORE INSERT ON things WHEN new.name = 'given up'
      BEGIN SELECT RAISE(ROLLBACK, 'guard failed: stock'); END`,
  );
});

after(() => {
  sqld.process.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('a batch', () => {
  test('brings values there and back', async () => {
    const { read } = openNoted();
    const bytes = new Uint8Array([0, 127, 255]);
    const args = ['ä\u0000"\\', 5, 2.5, -1n, null, true, bytes];
    const [row = {}] =
      (await read({
        sql: 'SELECT ? AS text, ? AS five, ? AS half, ? AS big, ? AS none, ? AS yes, ? AS bytes, 7 AS whole',
        args,
      })) ?? [];
    assert.deepEqual(new Uint8Array(row['bytes'] as ArrayBuffer), bytes);
    const { bytes: _, ...others } = row;
    assert.deepEqual(others, {
      text: 'ä\u0000"\\',
      five: 5,
      half: 2.5,
      big: -1,
      none: null,
      yes: 1,
      whole: 7,
    });
    assert.deepEqual(await read('SELECT id FROM things WHERE 0'), []);
    await assert.rejects(read('SELECT 9007199254740993 AS big'), RangeError);
  });

  test('tells how many rows it changed, and where the log is', async () => {
    const { write } = openNoted();
    const first = await write(`INSERT INTO things(name) VALUES ('one'), ('two') RETURNING name`);
    assert.deepEqual(
      first.results[0]?.rows.map((row) => row['name']),
      ['one', 'two'],
    );
    const second = await write(`UPDATE things SET name = name || '!'`);
    assert.equal(second.results[0]?.rowsAffected, 2);
    assert.ok((second.position ?? 0) > (first.position ?? 0));
  });

  test('is done whole or not at all, and says what refused it', async () => {
    const { write, read } = openNoted();
    const insert = (name: string) => ({ sql: 'INSERT INTO things(name) VALUES (?)', args: [name] });
    await write(insert('there'));
    for (const [statement, failure] of [
      [insert('there'), { kind: 'refused', by: 'unique:things.name' }],
      [insert(''), { kind: 'refused', by: 'check:named' }],
      [insert('guarded'), { kind: 'refused', by: 'guard:version' }],
      [insert('given up'), { kind: 'refused', by: 'guard:stock' }],
      ['SELEKT 1', { kind: 'invalid' }],
      ['SELECT * FROM nowhere', { kind: 'invalid' }],
    ] as const) {
      const refused = write(insert('not there'), statement, insert('nor that'));
      await assert.rejects(refused, (error) => {
        assert.deepEqual(classify(error), failure);
        return true;
      });
      assert.deepEqual(await read(`SELECT id FROM things WHERE name LIKE 'no%'`), []);
    }
  });
});

describe('an answer that breaks off', () => {
  for (const [how, length] of [
    ['its connection does', '100'],
    ['its text does', '10'],
  ])
    test(`is no answer (${how})`, async () => {
      const half = createServer((_request, response) => {
        response.writeHead(200, { 'content-length': length });
        response.write('{"baton":"', () => response.destroy());
      });
      half.listen(0, '127.0.0.1');
      await once(half, 'listening');
      const { port } = half.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const server = openServer({ url, authToken: undefined, fetch });
      const batch = server.batch({ statements: ['SELECT 1'], mode: 'write' });
      await assert.rejects(batch, (error) => {
        half.close();
        assert.ok(isConnectionFailure(error), String(error));
        assert.deepEqual(classify(error), { kind: 'unknown' });
        return true;
      });
    });
});

describe('a stream', () => {
  test('is kept from one batch to the next, also after one that was refused', async () => {
    const { noted, write, read } = openNoted();
    await read('SELECT 1');
    await read('SELECT 1');
    await assert.rejects(write('SELECT * FROM nowhere'));
    await read('SELECT 1');
    assert.deepEqual(noted, [false, true, true, true]);
  });

  test('is kept where a transaction did not begin, or a trigger ended it', async () => {
    const { noted, write, read } = openNoted();
    const other = new DatabaseSync(join(folder, 'database/dbs/default/data'));
    other.exec('BEGIN IMMEDIATE');
    await assert.rejects(write('DELETE FROM things'), /locked/);
    other.close();
    await assert.rejects(write(`INSERT INTO things(name) VALUES ('given up')`), /stock/);
    await read('SELECT 1');
    assert.deepEqual(noted, [false, true, true]);
  });

  // The server itself would end it after five seconds.
  test('is ended where its transaction may be open', { timeout: 4_000 }, async () => {
    const { write, read } = openNoted();
    const large = `WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 40)
      SELECT n, hex(zeroblob(300000)) FROM count`;
    await assert.rejects(write('DELETE FROM things', large), { code: 'RESPONSE_TOO_LARGE' });
    await write(`INSERT INTO things(name) VALUES ('at once')`);
    const found = await read(`SELECT name FROM things WHERE name IN ('one!', 'at once')`);
    assert.deepEqual(
      found?.map(({ name }) => name),
      ['at once', 'one!'],
    );
  });

  test('is one for each of those at once, and of more than may be kept none', async () => {
    const { noted, read } = openNoted(2);
    const four = () => Promise.all(Array.from({ length: 4 }, () => read('SELECT 1')));
    await four();
    await four();
    assert.deepEqual(noted.slice(4).toSorted(), [false, false, true, true]);
  });

  test('that nobody used for a while is left to the server to end', async () => {
    let nowMs = 0;
    const { noted, read } = openNoted(1, () => nowMs);
    await read('SELECT 1');
    nowMs = 4_999;
    await read('SELECT 1');
    nowMs += 5_001;
    await read('SELECT 1');
    assert.deepEqual(noted, [false, true, false]);
  });

  test('that has served its time is ended', async () => {
    let nowMs = 0;
    const { noted, read } = openNoted(1, () => nowMs, 1_000);
    await read('SELECT 1');
    nowMs = 999;
    await read('SELECT 1');
    nowMs = 1_000;
    await read('SELECT 1');
    // The third of these ends it, the last one is the question.
    assert.deepEqual(noted, [false, true, true, false]);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const)
    test(`ends with its server (${signal}): the next batch is done all the same, once`, async () => {
      let nowMs = 0;
      const { noted, write, read } = openNoted(1, () => nowMs);
      await read('SELECT 1');
      await restart(signal);
      const name = `after ${signal}`;
      await write({ sql: 'INSERT INTO things(name) VALUES (?)', args: [name] });
      // The first one was told that its stream is unknown; then none is kept for a minute.
      await read('SELECT 1');
      assert.deepEqual(noted, [false, true, false, false]);
      nowMs += 60_000;
      await read('SELECT 1');
      await read('SELECT 1');
      assert.deepEqual(noted.slice(4), [false, true]);
      const found = await read({ sql: 'SELECT name FROM things WHERE name = ?', args: [name] });
      assert.deepEqual(found, [{ name }]);
    });
});
