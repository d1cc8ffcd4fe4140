import { type Client, createClient } from '@libsql/client/http';

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
