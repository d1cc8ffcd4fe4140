import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Client } from '@libsql/client';
import { openDatabase, pathOf, prepareDatabase } from '../src/platform/server/database.ts';
import { readArguments } from './arguments.ts';
import { readArchive } from './backup/archive.ts';
import { databaseSource } from './backup/database-url.ts';
import { emptyServer, isEmpty, loadServer, openServer } from './backup/load.ts';
import { beginNewLife } from './backup/new-life.ts';
import { skipOrderNumbers } from './backup/order-numbers.ts';
import { makeCurrent } from './backup/verify.ts';
import { Complaint } from './complaint.ts';

// `npm run restore`: puts a backup where DATABASE_URL says. Nothing is touched there before the backup is known
// to be whole and sound.
const usage = `usage: npm run restore -- FILE [--force] [--sha256 HASH] [--next-order-number N] [--no-verify]
  --force        replaces what is there: a file is kept beside as it was, what a server had is gone
  --sha256 HASH  wants the very backup that was made with this hash
  --next-order-number N
                 of the next order; by default 10,000 numbers are skipped, more for a busy shop
  --no-verify    restores a backup that breaks rules, too
End every process that uses the database first. DATABASE_URL and DATABASE_AUTH_TOKEN say where to.`;

interface Target {
  /** Where the database is made ready: beside a file, so that it only has to be renamed. */
  readonly workFolder: string;
  put(database: string): Promise<void>;
}

const full = (url: string) =>
  new Complaint(`there is a database at ${url}. --force replaces it:\n${usage}`);

async function fileTarget(url: string, force: boolean): Promise<Target> {
  const path = resolve(pathOf(url));
  const there = existsSync(path) ? openDatabase(url, undefined) : undefined;
  if (there && !force && !(await isEmpty(there))) throw full(url);
  await mkdir(dirname(path), { recursive: true });
  return {
    workFolder: dirname(path),
    async put(database) {
      if (there) await setAside(there, path);
      await rename(database, path);
    },
  };
}

/** What was there may be wanted yet. */
async function setAside(client: Client, path: string): Promise<void> {
  try {
    // Refused while anybody else has it open, who would go on in a file that nobody sees any more.
    await client.execute('PRAGMA journal_mode = DELETE');
  } catch {
    throw new Complaint(`a process still has ${path} open. End it first.`);
  } finally {
    client.close();
  }
  const aside = `${path}.before-${new Date().toISOString().replaceAll(/[:.]/g, '')}`;
  await rename(path, aside);
  console.log(`What was there is now ${aside}.`);
}

async function serverTarget(source: ReturnType<typeof databaseSource>, force: boolean) {
  const client = openServer(source);
  await prepareDatabase(client, source.url);
  const occupied = !(await isEmpty(client));
  if (occupied && !force) throw full(source.url);
  return {
    workFolder: tmpdir(),
    async put(database: string) {
      if (occupied) await emptyServer(client);
      await loadServer(client, database);
      client.close();
    },
  };
}

function orderNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,14}$/.test(text))
    return text === undefined ? undefined : Number(text);
  throw new Complaint('--next-order-number is a whole number.');
}

const aboutOrders = (first: number, moved: boolean): string =>
  moved
    ? `It was paused when this was made, so that nothing is lost: the next order is number ${first}.
Did it sell there again since? Then restore it with --next-order-number.`
    : `The next order is number ${first}: numbers before it may have been told to buyers whose orders are lost.
What happened since is not in it: docs/operations.md says what to do about orders and payments of that time.`;

async function restore(): Promise<void> {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    allowNegative: true,
    options: {
      force: { type: 'boolean', default: false },
      sha256: { type: 'string' },
      'next-order-number': { type: 'string' },
      verify: { type: 'boolean', default: true },
    },
  });
  const [archive] = positionals;
  if (!archive || positionals.length > 1) throw new Complaint(usage);
  const next = orderNumber(values['next-order-number']);
  const beganMs = Date.now();
  const source = databaseSource();
  const { url } = source;
  const target = url.startsWith('file:')
    ? await fileTarget(url, values.force)
    : await serverTarget(source, values.force);
  const folder = await mkdtemp(join(target.workFolder, '.restore-'));
  try {
    const database = join(folder, 'kiosk.db');
    const manifest = await readArchive(resolve(archive), database, values.sha256);
    let firstNumber = 0;
    let moved = false;
    const prepare = async (client: Client, paused: boolean) => {
      moved = paused;
      await beginNewLife(client, beganMs);
      firstNumber = await skipOrderNumbers(client, {
        ...manifest,
        nowMs: beganMs,
        next,
        paused,
      });
    };
    await makeCurrent(database, manifest, { verify: values.verify, prepare });
    await target.put(database);
    const { products = 0, orders = 0 } = manifest.rows;
    console.log(
      `Restored ${url} as it was at ${manifest.madeAt}: ${products} products, ${orders} orders, in ` +
        `${((Date.now() - beganMs) / 1_000).toFixed(1)} s.${values.verify ? ' Every invariant holds.' : ''}`,
    );
    console.log(`It is at this version, in a new epoch; bodies and consistency tokens of its former life count no more.
${aboutOrders(firstNumber, moved)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  await restore();
} catch (error) {
  console.error(`kiosk: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
