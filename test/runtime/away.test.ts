import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { databaseKeys } from '../../scripts/database-keys.ts';
import { freePort } from '../../scripts/port.ts';
import { type LocalSqld, type SqldOptions, startSqld } from '../../scripts/sqld.ts';
import { endProcess } from '../support/end-process.ts';
import { until } from '../support/until.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

// Processes that are started before their database, or while its primary is away.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-away-'));
const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends.toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

async function aServer(name: string, options: SqldOptions = {}): Promise<LocalSqld> {
  const server = await startSqld(join(folder, name), options);
  ends.push(() => server.process.kill('SIGKILL'));
  return server;
}

async function aProcess(...args: Parameters<typeof startServerProcess>): Promise<ServerProcess> {
  const started = await startServerProcess(...args);
  ends.push(() => started.stop());
  return started;
}

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

const aProduct = ({ url, adminKey }: ServerProcess, sku: string): Promise<Response> =>
  fetch(`${url}/v1/admin/products`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      title: 'Jug',
      status: 'active',
      variants: [{ sku, prices: [{ amount: 700, currency: 'GBP' }] }],
    }),
  });

const linesOf = ({ output }: ServerProcess, event: string): string[] =>
  output()
    .split('\n')
    .filter((line) => line.includes(`"event":"${event}"`));

for (const [name, entry] of [
  ['Node', ['src/entry/node.ts']],
  ['Deno', ['deno', 'src/entry/deno.ts']],
] as const) {
  test(`on ${name} a process waits for its database, and says so`, async () => {
    const port = await freePort();
    const settings = { DATABASE_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'info' };
    const [api, worker] = await Promise.all([
      aProcess([...entry, '--role', 'api'], settings, 'waits'),
      aProcess([...entry, '--role', 'worker'], settings, 'waits'),
    ]);
    assert.equal(await statusOf(`${api.url}/health`), 200);
    assert.equal(await statusOf(`${api.url}/openapi.json`), 200);
    for (const path of ['/ready', '/ready/writes', '/v1/products']) {
      const refused = await fetch(api.url + path);
      assert.equal(refused.status, 503);
      assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
      assert.equal(refused.headers.get('access-control-allow-origin'), '*');
      const problem = (await refused.json()) as Record<string, unknown>;
      assert.equal(problem['code'], 'database_unavailable');
      assert.equal(problem['request_id'], refused.headers.get('request-id'));
    }
    const preflight = await fetch(`${api.url}/v1/products`, { method: 'OPTIONS' });
    assert.equal(preflight.status, 204);
    await until('a line of the log', () => linesOf(api, 'database.awaited').length > 0);

    await aServer(name, { port });
    await until('readiness', async () => (await statusOf(`${api.url}/ready`)) === 200);
    for (const each of [api, worker])
      await until('its word', () => each.output().includes('Kiosk is up'));
    assert.equal((await aProduct(api, 'JUG')).status, 201);
    // However often it tried.
    assert.equal(linesOf(api, 'database.awaited').length, 1);
    assert.equal(linesOf(api, 'database.reached').length, 1);
    assert.deepEqual(await Promise.all([api.stop(), worker.stop()]), [0, 0]);
  });
}

test('a process that waits can be stopped', async () => {
  const settings = { DATABASE_URL: `http://127.0.0.1:${await freePort()}` };
  const api = await aProcess(['src/entry/node.ts'], settings, 'waits');
  assert.equal(await api.stop(), 0);
});

describe('what waiting does not help', () => {
  test('is told in one sentence: a token that the database refuses', async () => {
    const { publicKey } = databaseKeys();
    const jwtKeyFile = join(folder, 'key.pem');
    writeFileSync(jwtKeyFile, publicKey);
    const { url } = await aServer('guarded', { jwtKeyFile });
    const settings = { DATABASE_URL: url, DATABASE_AUTH_TOKEN: databaseKeys().token };
    await assert.rejects(
      startServerProcess(['src/entry/node.ts'], settings),
      /ended with 1 before it was up:\nkiosk: the database at .* refuses \(.*401\)\. Check DATABASE_AUTH_TOKEN\.\n$/,
    );
  });

  test('and an address that is none', async () => {
    await assert.rejects(
      startServerProcess(['src/entry/node.ts'], { DATABASE_URL: 'htp://127.0.0.1' }),
      /ended with 1 .*\nkiosk: no database answers at htp:.*Check DATABASE_URL\.\n$/,
    );
  });
});

test('with the primary away, a process that starts answers reads from a replica that is at its version', async () => {
  const port = await freePort();
  const leads = await freePort();
  const primary = await aServer('primary', { port, leads });
  const replica = await aServer('replica', { follows: `http://127.0.0.1:${leads}` });
  const settings = { DATABASE_URL: primary.url, DATABASE_REPLICA_URL: replica.url };
  const first = await aProcess(['src/entry/node.ts', '--role', 'api'], settings);
  assert.equal((await aProduct(first, 'JUG')).status, 201);
  await until('the replica', async () => {
    const read = await fetch(`${first.url}/v1/products`);
    return ((await read.json()) as { data: unknown[] }).data.length === 1;
  });
  await first.stop();
  await endProcess(primary.process, 'SIGTERM');

  const second = await aProcess(['src/entry/node.ts', '--role', 'api'], settings);
  assert.equal(await statusOf(`${second.url}/ready`), 200);
  const read = await fetch(`${second.url}/v1/products`);
  assert.equal(read.status, 200);
  assert.match(read.headers.get('server-timing') ?? '', /desc=stale/);
  const refused = await aProduct(second, 'CUP');
  assert.equal(refused.status, 503);
  await aServer('primary', { port, leads });
  await until('a write', async () => (await aProduct(second, 'CUP')).status === 201);
});
