import assert from 'node:assert/strict';
import { after } from 'node:test';
import { createClient } from '@libsql/client';
import { checkInvariants } from '../../scripts/invariants/index.ts';
import { databaseUrls } from './platform.ts';

/** Whatever the tests of a file did to orders, stock and money: at its end every invariant holds. */
export function checkInvariantsAtEnd(except: readonly string[] = []): void {
  after(async () => {
    assert.ok(databaseUrls.length > 0);
    for (const url of databaseUrls) {
      const client = createClient({ url });
      const found = await checkInvariants(client);
      assert.deepEqual(
        found.filter(({ invariant }) => !except.includes(invariant)),
        [],
        url,
      );
      client.close();
    }
  });
}
