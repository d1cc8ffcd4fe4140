import { fileURLToPath } from 'node:url';
import type { Client, InStatement } from '@libsql/client';
import { type Copies, newOutlook, onlyCopy } from '../../db/copies.ts';
import { reasonOf, refusalStatus } from '../../db/connection-failure.ts';
import { type ReadDatabase, readDatabase, readServer } from '../../db/read.ts';
import type { WriteClient } from '../../db/writer.ts';
import { ConfigError } from '../config.ts';
import type { Log } from '../platform.ts';
import { type Fetch, openServer } from '../libsql-server.ts';
import { openCopies, openPrimary, withDeadline } from '../remote-database.ts';
import { keptStreams } from '../streams.ts';
import { openFile } from './file-client.ts';
import { openFileWriter } from './file-writer.ts';

/** How long a file connection waits for another process's write lock. */
const lockWaitMs = 5_000;

/**
 * Opens a client for `file:` or `http:`; every remote call has a deadline.
 * @param fetch for whoever may wait longer: a migration of a large shop takes minutes
 */
export function openDatabase(
  url: string,
  authToken: string | undefined,
  fetch: Fetch = withDeadline(),
): Client {
  // What is left out of it nobody calls: transactions that wait for their caller, and replicas in a file.
  if (isFile(url)) return openFile(pathOf(url), lockWaitMs) as Client;
  return openDriver({ url, authToken, fetch });
}

interface Server {
  readonly url: string;
  readonly authToken: string | undefined;
  readonly fetch: Fetch;
}

/**
 * Migrations and scripts have the driver, whatever they do; it is eighty modules, which a process that only serves
 * does without.
 */
function openDriver({ url, authToken, fetch }: Server): Client {
  const opened = import('@libsql/client').then(({ createClient }) =>
    createClient({ url, fetch, ...(authToken === undefined ? {} : { authToken }) }),
  );
  // Whoever calls is told.
  opened.catch(() => undefined);
  return {
    execute: async (statement) => await (await opened).execute(statement as InStatement),
    batch: async (statements, mode) => await (await opened).batch(statements, mode),
    migrate: async (statements) => await (await opened).migrate(statements),
    executeMultiple: async (sql) => await (await opened).executeMultiple(sql),
    close: () => void opened.then((client) => client.close()),
  } satisfies Partial<Client> as Client;
}

/**
 * Requests on their way at once, of each kind: 250 reads a second of a primary 80 ms away. sqld answers 429
 * beyond 128 of all processes together (`--max-concurrent-requests`), so that six of them fit.
 */
const concurrency = 20;

/** What goes through this at once is so many; the others wait for their turn. */
function atMost(count: number): (fetch: Fetch) => Fetch {
  const waiting: (() => void)[] = [];
  let running = 0;
  return (fetch) => async (request) => {
    if (running < count) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await fetch(request);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Sixteen processes of one shop fit into what sqld lets be open (`--max-concurrent-connections`), four of many. */
const bounds = { each: 8, all: 32 };
const streams = {
  primary: keptStreams(bounds, () => Date.now()),
  // A copy that is made anew, as after its primary was killed, leaves open streams on the files of before.
  copy: keptStreams({ ...bounds, lifeMs: 1_000 }, () => Date.now()),
};

/** Opens what is only read, and seldom, such as the control table of many shops: no stream is kept for it. */
export const openReader = (
  url: string,
  authToken: string | undefined,
  fetch: Fetch,
): ReadDatabase =>
  isFile(url)
    ? readDatabase(openDatabase(url, undefined))
    : readServer(openServer({ url, authToken, fetch }));

/** What a server reads and writes: a file with a thread that writes it, or a server and its copies. */
export interface Databases {
  readonly primary: ReadDatabase;
  readonly copies: Copies;
  readonly writing: WriteClient;
  /** Groups on their way to it at once. */
  readonly inFlightMax: number;
  /** Ends the thread and the handles of a file; whoever still asks is refused. */
  close(): void;
}

export function openDatabases(
  {
    url,
    replicaUrl,
    authToken,
  }: Record<'url', string> & Record<'replicaUrl' | 'authToken', string | undefined>,
  log: Log,
): Databases {
  if (isFile(url)) {
    const reading = openDatabase(url, undefined);
    const primary = readDatabase(reading);
    const writing = openFileWriter(pathOf(url), lockWaitMs);
    const close = () => {
      reading.close();
      writing.close();
    };
    // A file has one writer.
    return { primary, copies: onlyCopy(primary), writing, inFlightMax: 1, close };
  }
  const copyLanes = atMost(concurrency);
  // Reads, the probe and the writer do not wait for each other at the primary.
  const lanesOf = { primary: () => atMost(concurrency), copy: () => copyLanes };
  const remote = {
    open: (to: string, fetch: Fetch, kind: 'primary' | 'copy') =>
      openServer({
        url: to,
        authToken,
        fetch: lanesOf[kind]()(fetch),
        streams: streams[kind],
      }),
    url,
    replicaUrl,
    outlook: newOutlook(),
    nowMs: () => Date.now(),
    background: (work: Promise<unknown>) => void work.catch(() => undefined),
    log,
  };
  // sqld can stop for good beyond six writers, and there may be other processes.
  const { writing } = openPrimary(remote);
  return { ...openCopies(remote), writing, inFlightMax: 3, close: () => undefined };
}

/** Whether a database is in a file, which is there or is made: nobody need wait for it. */
export const isFile = (url: string): boolean => url.startsWith('file:');

/** `file:///a/b.db` is a URL; `file:b.db` is only written like one. */
export const pathOf = (url: string): string =>
  url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);

/**
 * Makes a database ready for its first statement: a file for readers beside a writer (WAL), a server by
 * finding out whether it is there.
 * @throws ConfigError
 */
export async function prepareDatabase(client: Client, url: string): Promise<void> {
  if (isFile(url)) {
    await client.execute('PRAGMA journal_mode = WAL');
    return;
  }
  try {
    await client.execute('SELECT 1');
  } catch (error) {
    throw noDatabase(url, error);
  }
}

/** What somebody is told who has to set it right. */
export function noDatabase(url: string, error: unknown): ConfigError {
  const status = refusalStatus(error);
  const why = reasonOf(error);
  if (status === 401 || status === 403)
    return new ConfigError(`the database at ${url} refuses (${why}). Check DATABASE_AUTH_TOKEN.`);
  return new ConfigError(`no database answers at ${url} (${why}). Check DATABASE_URL.`);
}
