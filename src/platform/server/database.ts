import { ConfigError } from '../config.ts';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import type { WriteClient } from '../../db/writer.ts';
import { openFile } from './file-client.ts';
import { openFileWriter } from './file-writer.ts';

/** A database call that takes longer than this is given up; nothing in Kiosk waits longer. */
const callDeadlineMs = 5_000;

/** How long a file connection waits for another process's write lock. */
const lockWaitMs = 5_000;

/** Opens a client for `file:` or `http:`; every remote call has a deadline. */
export function openDatabase(url: string, authToken: string | undefined): Client {
  const client = createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    timeout: lockWaitMs,
    fetch: withDeadline,
  });
  if (!url.startsWith('file:')) return client;
  const file = openFile(pathOf(url), lockWaitMs);
  const closeDriver = client.close.bind(client);
  const close = () => {
    file.close();
    closeDriver();
  };
  // The driver keeps what is rare: migrations and scripts of several statements.
  return Object.assign(client, { execute: file.execute, batch: file.batch, close });
}

/** Opens what the writer of a server commits through: a thread for a file, else a client like any other. */
export function openWriting(
  url: string,
  authToken: string | undefined,
): WriteClient & { close(): void } {
  return url.startsWith('file:')
    ? openFileWriter(pathOf(url), lockWaitMs)
    : openDatabase(url, authToken);
}

/** `file:///a/b.db` is a URL; `file:b.db` is only written like one. */
const pathOf = (url: string): string =>
  url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);

function withDeadline(input: Request): Promise<Response> {
  return fetch(input, { signal: AbortSignal.timeout(callDeadlineMs) });
}

/**
 * Makes a database ready for its first statement: a file for readers beside a writer (WAL), a server by
 * finding out whether it is there.
 * @throws ConfigError
 */
export async function prepareDatabase(client: Client, url: string): Promise<void> {
  if (url.startsWith('file:')) {
    await client.execute('PRAGMA journal_mode = WAL');
    return;
  }
  try {
    await client.execute('SELECT 1');
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`no database answers at ${url} (${why}). Check DATABASE_URL.`);
  }
}
