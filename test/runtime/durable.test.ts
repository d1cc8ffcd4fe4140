import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { freePort } from '../../scripts/port.ts';
import { root } from '../../scripts/root.ts';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import { endProcess } from '../support/end-process.ts';
import { until } from '../support/until.ts';

// libSQL server forgets at each start that commits are to be written to disk: somebody has to tell it again.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-durable-'));
const key = 'admin-key-of-this-test';
const closers: (() => unknown)[] = [];
after(async () => {
  for (const close of closers) await close();
  rmSync(folder, { recursive: true, force: true });
});

test('a primary that was killed is durable again', async () => {
  const adminPort = await freePort();
  const port = await freePort();
  const url = `http://127.0.0.1:${adminPort}/v1/namespaces/default/config`;
  const configuration = async () => {
    const answer = await fetch(url, { headers: { authorization: `basic ${key}` } });
    return (await answer.json()) as Record<string, unknown>;
  };
  const startPrimary = async (): Promise<LocalSqld> => {
    const own = { SQLD_ADMIN_LISTEN_ADDR: `127.0.0.1:${adminPort}`, LIBSQL_ADMIN_AUTH_KEY: key };
    Object.assign(process.env, own);
    const made = await startSqld(join(folder, 'primary'));
    for (const name of Object.keys(own)) delete process.env[name];
    closers.push(() => made.process.kill('SIGKILL'));
    return made;
  };
  const ready = async () =>
    (await fetch(`http://127.0.0.1:${port}`).catch(() => undefined))?.status ?? 0;
  const untilReady = (status: number) =>
    until(String(status), async () => (await ready()) === status);

  const keeper = spawn(process.execPath, [join(root, 'scripts/keep-durable.ts')], {
    env: {
      ...process.env,
      SQLD_ADMIN_URL: `http://127.0.0.1:${adminPort}`,
      SQLD_ADMIN_KEY: key,
      PORT: String(port),
    },
    stdio: 'ignore',
  });
  closers.push(() => keeper.kill('SIGTERM'));
  await untilReady(503);
  const primary = await startPrimary();
  await untilReady(200);
  assert.equal((await configuration())['durability_mode'], 'strong');

  await endProcess(primary.process);
  await untilReady(503);
  await startPrimary();
  await untilReady(200);
  assert.equal((await configuration())['durability_mode'], 'strong');
  assert.equal((await configuration())['block_writes'], false);
});
