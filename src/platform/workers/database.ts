import type { LibsqlServer } from '../../db/hrana.ts';
import { type Fetch, openServer } from '../libsql-server.ts';
import type { Streams } from '../streams.ts';

/**
 * How a Worker asks libSQL servers. Isolates are many and each asks seldom: only what is one for its database may
 * keep streams, or they would use up the connections of the server.
 */
export const opening =
  (authToken: string | undefined, streams?: Streams) =>
  (url: string, fetch: Fetch): LibsqlServer =>
    openServer({ url, authToken, fetch, streams });
