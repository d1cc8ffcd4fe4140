import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { row } from '../../src/db/read.ts';
import { statement } from '../../src/db/sql.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import { freePort } from '../../scripts/port.ts';
import { databaseProbe } from '../../scripts/cluster/database.ts';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import { endProcess } from '../support/end-process.ts';
import { aProduct, near, tokenOf } from '../support/near-replica.ts';

// A primary that was killed numbers its log anew. A replica that did not hear of it is far ahead by its own
// number, and has old rows.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-renumbered-'));

/** Waits until a condition holds that a server brings about. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail('it did not come about');
}

const kill = ({ process }: LocalSqld): Promise<void> => endProcess(process);

/** A primary with the tables of a shop, and a replica that was asked: another would answer nothing without it. */
async function aPair(name: string, leads: number) {
  const primary = await startSqld(join(folder, name), { leads });
  const client = openDatabase(primary.url, undefined);
  await migrate(client, { defaultCurrency: 'GBP' });
  client.close();
  const follows = primary.replicationUrl ?? '';
  const replica = await startSqld(join(folder, `${name}-replica`), { follows });
  await databaseProbe(replica.url, '').position();
  return { primary, replica };
}

/** A server over the files of one that was killed, at its address. */
async function again(name: string, { url }: LocalSqld, leads: number): Promise<LocalSqld> {
  return await startSqld(join(folder, name), { leads, port: Number(new URL(url).port) });
}

after(() => rmSync(folder, { recursive: true, force: true }));

test('a token of after the kill is not answered with rows of before it', async () => {
  const pair = await aPair('cut', await freePort());
  const { replica } = pair;
  let { primary } = pair;
  const before = near(primary, replica);
  const product = await aProduct(before, 'KILLED');
  const path = `/v1/products/${product.id}`;
  const edit = { method: 'PATCH', path: `/v1/admin/products/${product.id}` };
  for (let round = 0; round < 20; round += 1)
    await before.call(edit.method, edit.path, { body: { title: `Old ${round}` } });
  const old = await before.call(edit.method, edit.path, { body: { title: 'Old' } });
  assert.equal((await before.call('GET', path, { token: tokenOf(old) })).body.title, 'Old');

  await kill(primary);
  // Followers do not find it there: the replica lives on with what it has.
  primary = await again('cut', primary, await freePort());
  // One that was there before, one that has never seen the old numbers, and one more to read at.
  const sides = [before, near(primary, replica), near(primary, replica)];
  try {
    for (const writer of sides) {
      const title = `New ${sides.indexOf(writer)}`;
      const changed = await writer.call(edit.method, edit.path, { body: { title } });
      assert.equal(changed.status, 200, JSON.stringify(changed.body));
      for (const reader of sides)
        for (const token of [tokenOf(changed), tokenOf(old)]) {
          const read = await reader.call('GET', path, { token });
          assert.equal(read.status, 200);
          if (token === tokenOf(changed)) assert.equal(read.body.title, title);
        }
    }
  } finally {
    for (const { close } of sides) close();
    await kill(primary);
    await kill(replica);
  }
});

test('a copy that is made anew is read anew, also by whoever never stopped reading', async () => {
  const leads = await freePort();
  const pair = await aPair('reached', leads);
  const { replica } = pair;
  let { primary } = pair;
  const side = near(primary, replica);
  const product = await aProduct(side, 'READ');
  const ask = async () => {
    // The copy alone, through streams that are in use all the time.
    const title = statement`SELECT title FROM products WHERE id = ${product.id}`;
    return await row<{ title: string }>(side.platform.copies.near, title);
  };
  try {
    await until(async () => (await ask())?.title === 'READ');
    await kill(primary);
    primary = await again('reached', primary, leads);
    const edit = ['PATCH', `/v1/admin/products/${product.id}`] as const;
    await until(async () => {
      await ask();
      return (await side.call(...edit, { body: { title: 'New' } })).status === 200;
    });
    const asked: string[] = [];
    await until(async () => {
      asked.push((await ask())?.title ?? '');
      return asked.at(-1) === 'New';
    });
    // What is owed to the primary too long would be asked of it.
    assert.equal(side.platform.copies.owedSinceMs?.(), undefined);
  } finally {
    side.close();
    await kill(primary);
    await kill(replica);
  }
});
