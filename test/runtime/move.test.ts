import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { startSqld } from '../../scripts/sqld.ts';
import { movesToAnotherDatabase } from './move.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { shops } from './shops.ts';

// A shop moves to another database while it is busy: no write is lost, none lands where it was.

const host = 'one.example';
const top = mkdtempSync(join(tmpdir(), 'kiosk-move-'));
after(() => rmSync(top, { recursive: true, force: true }));

interface Places {
  readonly control: string;
  readonly from: string;
  readonly to: string;
}

function files(name: string): Places & { readonly folder: string } {
  const folder = join(top, name);
  mkdirSync(folder);
  const file = (of: string) => `file:${join(folder, `${of}.db`)}`;
  return { control: file('control'), from: file('from'), to: file('to'), folder };
}

async function servers(t: TestContext): Promise<Places> {
  const [control, from, to] = await Promise.all(
    ['control', 'from', 'to'].map(async (name) => {
      const { url, process } = await startSqld(join(top, `sqld-${name}`));
      t.after(() => process.kill('SIGKILL'));
      return url;
    }),
  );
  return { control: control ?? '', from: from ?? '', to: to ?? '' };
}

async function moveOn(places: Places & { folder: string }, start: () => Promise<ServerProcess>) {
  await shops(places.control, 'add', 'one', '--database', places.from, '--host', host);
  const server = await start();
  try {
    await movesToAnotherDatabase({ ...places, server: server.url, host });
  } finally {
    await server.stop();
  }
}

test('a shop in a file moves, on Node', async () => {
  const places = files('node');
  await moveOn(places, () =>
    startServerProcess(['src/entry/node.ts'], { SHOPS_DATABASE_URL: places.control }),
  );
});

test('a shop in a file moves, on Deno', async () => {
  const places = files('deno');
  await moveOn(places, () =>
    startServerProcess(['deno', 'src/entry/deno.ts'], { SHOPS_DATABASE_URL: places.control }),
  );
});

test('a shop on a libSQL server moves, on Workers', async (t) => {
  const places = { ...(await servers(t)), folder: files('workers').folder };
  await moveOn(places, () =>
    startServerProcess(['scripts/dev.ts'], {
      SHOPS_DATABASE_URL: places.control,
      DATABASE_URL: places.control,
    }),
  );
});
