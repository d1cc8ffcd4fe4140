import { type Client, createClient } from '@libsql/client/http';
import { withDeadline } from '../remote-database.ts';

/** How a Worker opens clients: over HTTP, one a request, since I/O of one request must not serve another. */
export const opening =
  (authToken: string | undefined) =>
  (url: string, fetch: (request: Request) => Promise<Response>): Client =>
    createClient({ url, fetch, ...(authToken ? { authToken } : {}) });

export const openDatabase = (url: string, authToken: string | undefined): Client =>
  opening(authToken)(url, withDeadline());
