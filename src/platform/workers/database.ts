import { type Client, createClient } from '@libsql/client/http';
import { type ReadDatabase, readDatabase } from '../../db/read.ts';

/** A database call that takes longer than this is given up; nothing in Kiosk waits longer. */
const callDeadlineMs = 5_000;

/** Opens a client over HTTP. One a request: I/O of one request must not serve another. */
export function openDatabase(url: string, authToken: string | undefined): Client {
  return createClient({
    url,
    ...(authToken ? { authToken } : {}),
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(callDeadlineMs) }),
  });
}

/** A read-only handle that opens its client with the first question: most requests ask none. */
export function readingDatabase(url: string, authToken: string | undefined): ReadDatabase {
  let opened: ReadDatabase | undefined;
  return {
    ask(statements) {
      opened ??= readDatabase(openDatabase(url, authToken));
      return opened.ask(statements);
    },
  };
}
