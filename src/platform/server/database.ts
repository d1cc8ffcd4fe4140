import { type Client, createClient } from '@libsql/client';

/** A database call that takes longer than this is given up; nothing in Kiosk waits longer. */
const callDeadlineMs = 5_000;

/** Opens a client for `file:` or `http:`; every remote call has a deadline. */
export function openDatabase(url: string, authToken: string | undefined): Client {
  return createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    // How long a file connection waits for another process's write lock.
    timeout: 5_000,
    fetch: withDeadline,
  });
}

function withDeadline(input: Request): Promise<Response> {
  return fetch(input, { signal: AbortSignal.timeout(callDeadlineMs) });
}

/** Once for each file: readers and the writer of several processes do not block each other in WAL. */
export async function prepareFile(client: Client, url: string): Promise<void> {
  if (url.startsWith('file:')) await client.execute('PRAGMA journal_mode = WAL');
}
