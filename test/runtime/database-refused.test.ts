import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { startSqld } from '../../scripts/sqld.ts';
import { endProcess } from '../support/end-process.ts';
import { adminKey, startServerProcess } from './server-process.ts';

// A database that refuses connections has done nothing, and where that is certain its caller is told so.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-refused-'));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const [name, args, codes] of [
  ['node', ['src/entry/node.ts'], ['database_unavailable']],
  ['deno', ['deno', 'src/entry/deno.ts'], ['database_unavailable']],
  // Says of every call that failed that the connection was lost.
  ['workers', ['scripts/dev.ts'], ['database_unavailable', 'outcome_unknown']],
] as const) {
  describe(name, () => {
    test('a change whose database refuses the connection is 503, with Retry-After', async () => {
      const database = await startSqld(join(folder, name));
      const server = await startServerProcess(args, { DATABASE_URL: database.url });
      const post = async (path: string, body: unknown) =>
        await fetch(server.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${adminKey}` },
          body: JSON.stringify(body),
        });
      try {
        assert.equal((await post('/v1/carts', {})).status, 201);
        await endProcess(database.process);
        const collection = { title: 'Jugs' };
        const tries = [post('/v1/carts', {}), post('/v1/admin/collections', collection)];
        for (const refused of await Promise.all(tries)) {
          const text = await refused.text();
          // On Workers a cart is an object, which needs no database.
          if (name === 'workers' && refused.status === 201) continue;
          assert.equal(refused.status, 503, text);
          assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
          const { code } = JSON.parse(text) as { code: (typeof codes)[number] };
          assert.ok((codes as readonly string[]).includes(code), text);
        }
      } finally {
        database.process.kill('SIGKILL');
        await server.stop();
      }
    });
  });
}
