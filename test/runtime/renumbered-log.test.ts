import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/platform/server/database.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import { databaseProbe } from '../../scripts/cluster/database.ts';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import { aProduct, near, tokenOf } from '../support/near-replica.ts';

// A primary that was killed numbers its log anew. A replica that did not hear of it is far ahead by its own
// number, and has old rows.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-renumbered-'));

async function kill({ process }: LocalSqld): Promise<void> {
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
}

test('a token of after the kill is not answered with rows of before it', async () => {
  let primary = await startSqld(join(folder, 'primary'), { leads: true });
  const client = openDatabase(primary.url, undefined);
  await migrate(client, { defaultCurrency: 'GBP' });
  client.close();
  const replica = await startSqld(join(folder, 'replica'), {
    follows: primary.replicationUrl ?? '',
  });
  // One that nobody has asked yet would answer nothing without its primary.
  await databaseProbe(replica.url, '').position();
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
  const port = Number(new URL(primary.url).port);
  primary = await startSqld(join(folder, 'primary'), { leads: true, port });
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
    rmSync(folder, { recursive: true, force: true });
  }
});
