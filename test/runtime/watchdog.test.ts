import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Crew } from '../../scripts/cluster/crew.ts';
import { databaseProbe } from '../../scripts/cluster/database.ts';
import { watchWrites } from '../../scripts/cluster/watchdog.ts';
import { freePort } from '../../scripts/port.ts';
import { startSqld } from '../../scripts/sqld.ts';
import { until } from '../support/until.ts';

test('a primary that lost its disk is not killed: that is said, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-watchdog-'));
  let looks = 0;
  let status = 503;
  // What a process of the API says of its writes.
  const server = createServer((_, response) => {
    looks += 1;
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const events: string[] = [];
  const crew = new Crew((event) => events.push(event));
  const port = await freePort();
  const primary = crew.add({
    name: 'primary',
    port,
    launch: (spawned) => startSqld(join(folder, 'empty'), { port, spawned }),
  });
  const api = crew.add({
    name: 'api-1',
    port: (server.address() as AddressInfo).port,
    launch: async (spawned) =>
      spawned(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'])),
  });
  await Promise.all([primary.up(), api.up()]);
  const probe = databaseProbe(`http://127.0.0.1:${port}`, '');
  const limits = { failuresMax: 2, pauseMs: 10, deadlineMs: 2_000 };
  const watchdog = await watchWrites({ apis: [api], primary, probe }, crew.tell, limits);
  try {
    assert.equal(watchdog.writable(), false);
    await until('ten looks', () => looks >= 10);
    assert.equal(events.length, 1, events.join('\n'));
    assert.match(events[0] ?? '', /^the primary is empty: its disk was lost/);
    assert.equal(primary.restarts, 0);
    status = 200;
    await until('writes', () => watchdog.writable() === true);
    assert.deepEqual(events.slice(1), ['writes go through again']);
  } finally {
    watchdog.stop();
    await crew.end();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
