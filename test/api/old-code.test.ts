import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/root.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { recordedIn, refusedStatements } from '../support/old-code.ts';
import { testPlatform } from '../support/platform.ts';

// While a release is rolled out, and after it is rolled back, code of the last release runs on the new schema.

const statements = JSON.parse(readFileSync(join(root, recordedIn), 'utf8')) as string[];

async function aDatabase() {
  const platform = await testPlatform();
  platform.close();
  return openDatabase(platform.databaseUrl, undefined);
}

test('the statements of the last release run on the schema of this one', async () => {
  assert.ok(statements.length > 200);
  const client = await aDatabase();
  const refused = await refusedStatements(client, statements);
  client.close();
  assert.deepEqual(
    refused,
    [],
    'old code runs on the new schema for one release: expand now, contract in the next one',
  );
});

const mistakes = {
  'a column that was renamed': 'ALTER TABLE cache_versions RENAME COLUMN version TO number',
  'a table that was dropped': 'DROP TABLE deliveries',
  // A trigger names the table, and forbids the renaming otherwise.
  'a column that old code does not fill':
    'PRAGMA legacy_alter_table = ON; CREATE TABLE more (name text PRIMARY KEY, value text NOT NULL, since text NOT NULL); ' +
    'DROP TABLE settings; ALTER TABLE more RENAME TO settings',
  'a command view that takes other columns':
    'DROP VIEW adjust_stock; CREATE VIEW adjust_stock AS SELECT 1 AS something',
};
for (const [what, sql] of Object.entries(mistakes)) {
  test(`found: ${what}`, async () => {
    const client = await aDatabase();
    await client.executeMultiple(sql);
    const refused = await refusedStatements(client, statements);
    client.close();
    assert.notDeepEqual(refused, []);
  });
}
