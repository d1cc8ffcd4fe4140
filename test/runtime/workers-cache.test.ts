import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/root.ts';
import { adminKey, type ServerProcess, startServerProcess } from './server-process.ts';

// The gateway set-up in workerd, which has no Workers Cache: what is asked of `Catalog` always runs it.

describe('workers with the gateway set-up', () => {
  let server: ServerProcess | undefined;
  before(async () => {
    server = await startServerProcess(['scripts/dev.ts'], { WORKERS_CACHE: 'on' });
  });
  after(async () => {
    await server?.stop();
  });

  async function call(path: string, init?: RequestInit) {
    assert.ok(server, 'the server did not start');
    const response = await fetch(server.url + path, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  }
  const authorization = `Bearer ${adminKey}`;
  const said = (text: string) => (server?.output() ?? '').includes(text);

  test('answers are the same, an edit is seen at once, and its tags are to be purged', async () => {
    const { data } = (await call('/v1/products?limit=1')).body;
    const path = `/v1/products/${data[0].handle}`;
    const first = await call(path);
    assert.equal(first.status, 200);
    const bypass = await call(path, { headers: { authorization } });
    assert.equal(first.text, bypass.text);
    assert.equal(first.headers.get('etag'), bypass.headers.get('etag'));
    assert.match(first.headers.get('cache-control') ?? '', /^public/);
    assert.equal(bypass.headers.get('cache-control'), 'private, no-store');
    assert.match((await call(path)).headers.get('server-timing') ?? '', /desc=hit/);

    const edited = await call(`/v1/admin/products/${data[0].id}`, {
      method: 'PATCH',
      headers: { authorization, 'if-match': '*', 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Changed here' }),
    });
    assert.equal(edited.status, 200, edited.text);
    assert.equal((await call(path)).body.title, 'Changed here');
    assert.equal((await call('/v1/products/not-there')).status, 404);
    // workerd lends no `ctx.cache`, and Catalog says so when the writer asks it to purge.
    const purge = 'Workers Cache is not on for Catalog';
    for (let tries = 0; tries < 300 && !said(purge); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(said(purge) && !said('cache.far_failed'), server?.output());
  });
});

test('the lines of wrangler.toml that turn it on make a deployment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-gateway-'));
  try {
    for (const name of ['src', 'public', 'scripts', 'node_modules', 'package.json'])
      symlinkSync(join(root, name), join(folder, name));
    const plain = readFileSync(join(root, 'wrangler.toml'), 'utf8');
    const gateway = plain.replaceAll(/^#: /gm, '');
    assert.match(gateway, /^\[exports\.Catalog\]$/m);
    writeFileSync(join(folder, 'wrangler.toml'), gateway);
    const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
    const output = execFileSync(
      process.execPath,
      [wrangler, 'deploy', '--dry-run', '--env', 'production'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
      },
    );
    assert.match(output, /WORKERS_CACHE \("on"\)/);
    assert.doesNotMatch(output, /WARNING|Unexpected/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
