import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibsqlServer } from '../../src/db/hrana.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { openFile } from '../../src/platform/server/file-client.ts';
import { migrate } from '../../src/platform/server/migrate.ts';

/** A database file and what is done with it. The driver answers at once, which is why runs repeat exactly. */
export type FileClient = ReturnType<typeof openFile>;

export interface Database {
  readonly primary: FileClient;
  /** An older copy of the primary. */
  readonly replica: FileClient;
  /** Lets the replica have what the primary has now. */
  refreshReplica(): void;
  /** Says that something was written: until then the replica has nothing to catch up with. */
  noteWrite(): void;
  /** How far each has come, as a libSQL server would say: the number of writes. */
  readonly position: { readonly primary: number; readonly replica: number };
  /** Gives the files to the next run. */
  close(): void;
}

const folder = mkdtempSync(join(tmpdir(), 'kiosk-simulation-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const audit = readFileSync(new URL('audit.sql', import.meta.url), 'utf8');
let made = 0;

async function makeTemplate(): Promise<string> {
  const path = join(folder, 'template.db');
  const client = openDatabase(`file:${path}`, undefined);
  await migrate(client, { defaultCurrency: 'GBP' });
  await client.executeMultiple(audit);
  client.close();
  return path;
}

const ready = makeTemplate();

/** Nothing here survives the run, so nothing has to reach the disk. */
async function open(path: string): Promise<FileClient> {
  const client = openFile(path, 0);
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'locking_mode = NORMAL'])
    await client.execute(`PRAGMA ${pragma}`);
  return client;
}

interface Files {
  readonly path: string;
  readonly copy: string;
  readonly primary: FileClient;
  readonly replica: FileClient;
}

/** Files of runs that are over. Their statements are prepared, which takes longer than a short run. */
const idle: Files[] = [];

async function openFiles(): Promise<Files> {
  made += 1;
  const path = join(folder, `${made}.db`);
  const copy = join(folder, `${made}-replica.db`);
  for (const file of [path, copy]) copyFileSync(await ready, file);
  return { path, copy, primary: await open(path), replica: await open(copy) };
}

/** A migrated database of its own for one run. Migrating takes longest, so it is done once and copied. */
export async function newDatabase(): Promise<Database> {
  const files = idle.pop() ?? (await openFiles());
  const { path, copy, primary, replica } = files;
  for (const file of [path, copy]) copyFileSync(await ready, file);
  // Reading makes a connection notice that its file is another one now.
  for (const client of [primary, replica]) await client.execute('SELECT count(*) FROM events');
  const position = { primary: 0, replica: 0 };
  return {
    position,
    primary,
    replica,
    refreshReplica() {
      // Between two steps no transaction is open, so the file is whole; readers notice that it changed.
      if (position.replica < position.primary) copyFileSync(path, copy);
      position.replica = position.primary;
    },
    noteWrite: () => {
      position.primary += 1;
    },
    close: () => void idle.push(files),
  };
}

/**
 * A file's client as a process sees it: as a libSQL server, each call on its way through the world.
 * @param position what such a server tells beside the rows
 */
export function through(
  client: FileClient,
  make: <Result>(sql: readonly string[], effect: () => Promise<Result>) => Promise<Result>,
  position: () => number,
): LibsqlServer {
  return {
    batch: ({ statements, mode }) =>
      make(
        statements.map((each) => (typeof each === 'string' ? each : each.sql)),
        async () => ({
          results: await client.batch([...statements], mode === 'write' ? 'write' : undefined),
          position: position(),
        }),
      ),
  };
}

/** What statements are about, short enough for a line of the trace. */
export const gist = (statements: readonly string[]): string =>
  statements.map((sql) => sql.replaceAll(/\s+/g, ' ').trim().slice(0, 60)).join(' | ');
