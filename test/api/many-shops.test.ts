import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { root } from '../../scripts/root.ts';
import { type ReadDatabase, readDatabase } from '../../src/db/read.ts';
import { statement } from '../../src/db/sql.ts';
import { serveOneOf } from '../../src/http/many-shops.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { createDirectory, newKnownShops } from '../../src/platform/shops.ts';
import { testPlatform } from '../support/platform.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-many-shops-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let tables = 0;

/** A deployment of one shop, at shop.example, whose control table counts what it is asked. */
async function deployment(environment: Record<string, string> = { RATE_LIMITS: 'on' }) {
  const { config, random } = await testPlatform(environment);
  const client = openDatabase(`file:${join(folder, `control-${(tables += 1)}.db`)}`, undefined);
  await client.executeMultiple(readFileSync(join(root, 'scripts/shops.sql'), 'utf8'));
  const add = async (...hosts: string[]) => {
    const statements = hosts.flatMap((host) => [
      { sql: `INSERT INTO shops(id, database_url) VALUES (?, 'file:x.db')`, args: [host] },
      {
        sql: 'INSERT INTO shop_names(name, shop) VALUES (?, ?)',
        args: [`host:${host}`, host],
      },
    ]);
    await client.batch(statements, 'write');
  };
  await add('shop.example');
  let nowMs = Date.now();
  let asked = 0;
  const reading = readDatabase(client);
  let away = false;
  let emptySince: readonly (readonly unknown[])[] | undefined;
  const db: ReadDatabase = {
    ask: async (statements) => {
      asked += 1;
      if (away) throw new Error('fetch failed');
      return emptySince ?? (await reading.ask(statements));
    },
  };
  const clock = { nowMs: () => nowMs };
  const directory = createDirectory({ db, known: newKnownShops(), nowMs: clock.nowMs });
  return {
    add,
    directory,
    asked: () => asked,
    advance: (seconds: number) => void (nowMs += seconds * 1_000),
    setAway: (is: boolean) => void (away = is),
    /** From now on the table is quick to say that a name is nobody's. */
    setEmpty: async () => {
      emptySince = [...(await reading.ask([statement`SELECT epoch FROM shops_epoch`])), []];
    },
    ask: async (
      host: string,
      { peer = '203.0.113.1', ...headers }: Record<string, string> = {},
    ) => {
      const request = new Request(`http://${host}/v1/shop`, { headers });
      const served = serveOneOf(
        { directory, deployment: { config, random, clock, peer } },
        request,
        ({ id }) => new Response(id),
      );
      return await served;
    },
  };
}

describe('hosts and keys that lead to no shop', () => {
  test('cost the table a question once in five seconds', async () => {
    const { ask, asked, add, advance } = await deployment();
    for (let count = 0; count < 10; count += 1)
      assert.equal((await ask('late.example')).status, 404);
    assert.equal(asked(), 1);
    await add('late.example');
    assert.equal((await ask('late.example')).status, 404);
    advance(5);
    assert.equal(await (await ask('late.example')).text(), 'late.example');
  });

  test('are counted for the address that makes them up, and for no other', async () => {
    const { ask, asked, advance } = await deployment();
    for (let count = 0; count < 120; count += 1)
      assert.equal((await ask(`made-up-${count}.example`)).status, 404);
    const refused = await ask('made-up.example');
    assert.equal(refused.status, 429);
    assert.equal(((await refused.json()) as { policy: string }).policy, 'unknown-shop');
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.equal(refused.headers.get('request-id')?.slice(0, 4), 'req_');
    const guess = await ask('made-up-0.example', { authorization: 'Bearer sk_made_up' });
    assert.equal(guess.status, 429);
    assert.equal(asked(), 120);
    assert.equal((await ask('made-up.example', { peer: '203.0.113.2' })).status, 404);
    // A shop that is known is nobody's question.
    assert.equal((await ask('shop.example', { peer: '203.0.113.3' })).status, 200);
    assert.equal((await ask('shop.example')).status, 200);
    advance(1);
    assert.equal((await ask('made-up-again.example')).status, 404);
  });

  test('push no shop out of the memory', async () => {
    const { ask, asked, directory, setEmpty } = await deployment({ RATE_LIMITS: 'off' });
    await ask('shop.example');
    await setEmpty();
    for (let count = 0; count < 10_001; count += 1) await directory.named(`host:${count}.example`);
    const before = asked();
    assert.equal((await ask('shop.example')).status, 200);
    assert.equal(asked(), before);
  });
});

test('whoever finds a shop, or a table that is away, is not counted', async () => {
  const { add, ask, setAway } = await deployment();
  setAway(true);
  for (let count = 0; count < 130; count += 1)
    assert.equal((await ask(`shop-${count}.example`)).status, 503);
  setAway(false);
  const hosts = Array.from({ length: 130 }, (_, count) => `shop-${count}.example`);
  await add(...hosts);
  for (const host of hosts) assert.equal((await ask(host)).status, 200);
});
