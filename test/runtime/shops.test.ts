import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import { until } from '../support/until.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { callAs, nothingCrosses, shops } from './shops.ts';

// One deployment, two shops with a database each.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-shops-'));
const file = (name: string) => `file:${join(folder, `${name}.db`)}`;
const hosts = ['one.example', 'other.example'] as const;

after(() => rmSync(folder, { recursive: true, force: true }));

describe('many shops on Node, each in a file', () => {
  const control = file('control');
  let server: ServerProcess;

  before(async () => {
    await shops(control, 'add', 'one', '--database', file('one'), '--host', hosts[0]);
    await shops(control, 'add', 'other', '--database', file('other'), '--host', hosts[1]);
    server = await startServerProcess(['src/entry/node.ts'], { SHOPS_DATABASE_URL: control });
  });
  after(() => server.stop());

  test('nothing crosses from one to the other', () => nothingCrosses(server.url, hosts));

  test('a host belongs to one of them', async () => {
    await assert.rejects(
      shops(control, 'add', 'other', '--database', file('other'), '--host', hosts[0]),
      /another shop has one of these hosts/,
    );
  });

  test('a shop is found by a key on any host, appears when it is added and goes when it is removed', async () => {
    await shops(control, 'add', 'third', '--database', file('third'), '--host', 'third.example');
    const shop = await callAs(server.url, 'third.example', 'GET', '/v1/shop');
    assert.equal(shop.status, 200, JSON.stringify(shop.body));
    const made = await callAs(server.url, 'third.example', 'POST', '/v1/admin/api-keys', {
      admin: true,
      body: { name: 'any host', scopes: ['catalog:read'] },
    });
    const headers = { authorization: `Bearer ${made.body.key}` };
    const anywhere = () =>
      callAs(server.url, 'api.example', 'GET', '/v1/admin/products', { headers });
    assert.equal((await anywhere()).status, 404);
    await shops(control, 'key', 'third', made.body.key);
    // A name that nobody had is asked for again within five seconds, and so is one that somebody had.
    await until('the shop', async () => (await anywhere()).status === 200);
    await shops(control, 'remove', 'third');
    const removed = () => callAs(server.url, 'third.example', 'GET', '/v1/shop');
    await until('its end', async () => (await removed()).status === 404);
  });
});

describe('many shops on Workers, each on a libSQL server', () => {
  const servers: LocalSqld[] = [];
  let server: ServerProcess | undefined;

  before(async () => {
    for (const name of ['control', 'one', 'other'])
      servers.push(await startSqld(join(folder, `sqld-${name}`)));
    const [control = '', one = '', other = ''] = servers.map(({ url }) => url);
    await shops(control, 'add', 'one', '--database', one, '--host', hosts[0]);
    await shops(control, 'add', 'other', '--database', other, '--host', hosts[1]);
    server = await startServerProcess(['scripts/dev.ts'], {
      SHOPS_DATABASE_URL: control,
      DATABASE_URL: control,
    });
  });
  after(async () => {
    await server?.stop();
    for (const { process } of servers) process.kill('SIGKILL');
  });

  test('nothing crosses from one to the other', () => nothingCrosses(server?.url ?? '', hosts));
});
