import {
  type Answered,
  batchAnswer,
  batchRequest,
  isOver,
  type LibsqlServer,
  ServerError,
} from '../db/hrana.ts';
import type { Lease, Stream, Streams } from './streams.ts';

export type Fetch = (request: Request) => Promise<Response>;

interface Server {
  readonly url: string;
  readonly authToken: string | undefined;
  readonly fetch: Fetch;
  /** Streams that are kept open; without them each batch opens one and closes it. */
  readonly streams?: Streams | undefined;
}

interface PipelineAnswer {
  readonly baton: string | null;
  readonly base_url: string | null;
  readonly results: readonly (
    | { readonly type: 'ok'; readonly response: { readonly result: unknown } }
    | {
        readonly type: 'error';
        readonly error: { readonly code?: string; readonly message: string };
      }
  )[];
}

export function openServer({ url, authToken, fetch, streams }: Server): LibsqlServer {
  // A driver's spelling of "over TLS".
  const home = url.replace(/^libsql:/, 'https:');
  const headers = {
    'content-type': 'application/json',
    ...(authToken ? { authorization: `Bearer ${authToken}` } : {}),
  };

  async function send(stream: Stream | undefined, requests: readonly object[]): Promise<Response> {
    const { baton, url: at = home } = stream ?? {};
    const body = JSON.stringify(baton === undefined ? { requests } : { baton, requests });
    const to = new URL('v3/pipeline', at.endsWith('/') ? at : `${at}/`);
    return await fetch(new Request(to, { method: 'POST', headers, body }));
  }

  /** Nobody waits for it: the server ends a stream by itself that nobody uses. */
  const close = (stream: Stream): void =>
    void send(stream, [{ type: 'close' }])
      .then((response) => response.body?.cancel())
      .catch(() => undefined);

  async function ask(request: object, lease: Lease | undefined): Promise<PipelineAnswer> {
    const requests = lease ? [request] : [request, { type: 'close' }];
    const response = await send(lease?.stream, requests);
    const text = await response.text().catch(brokeOff);
    if (!response.ok) throw refused(response.status, text);
    try {
      return JSON.parse(text) as PipelineAnswer;
    } catch {
      return brokeOff();
    }
  }

  async function through(request: object, lease: Lease | undefined): Promise<Answered> {
    let next: Stream | undefined;
    try {
      const { baton, base_url: at, results } = await ask(request, lease);
      const now = baton ? { baton, url: at ?? lease?.stream?.url ?? home } : undefined;
      const [first] = results;
      if (first?.type === 'ok' && isOver(first.response.result)) next = now;
      // Else it would stay open, and perhaps its transaction, until the server finds it idle.
      else if (now) close(now);
      if (first?.type === 'ok') return batchAnswer(first.response.result);
      throw new ServerError(first?.error.code ?? 'UNKNOWN', first?.error.message ?? 'no result');
    } finally {
      lease?.end(next);
    }
  }

  return {
    async batch(batch) {
      if (!/^https?:/.test(home))
        throw new ServerError('URL_SCHEME_NOT_SUPPORTED', 'it is neither file: nor http:');
      const request = batchRequest(batch);
      const lease = streams?.take(home, close);
      try {
        return await through(request, lease);
      } catch (error) {
        if (!lease?.stream || !isUnknown(error)) throw error;
        streams?.rest(home);
        return await through(request, undefined);
      }
    },
  };
}

/** The server was ended while it answered, or what is between: each runtime has other words for that. */
function brokeOff(): never {
  throw new ServerError('SERVER_ERROR', 'the answer of the database broke off');
}

/** What is not 200 says why in one of two shapes, or in plain words. */
function refused(status: number, text: string): ServerError {
  let said: { error?: string; message?: string; code?: string } = {};
  try {
    said = JSON.parse(text) as typeof said;
  } catch {
    // Plain words.
  }
  const why = said.error ?? said.message ?? text.slice(0, 500);
  return new ServerError(said.code ?? 'SERVER_ERROR', `${why}: HTTP ${status}`, status);
}

/** The stream is no more: it was idle, its server began anew, or another one answered. Nothing ran. */
const isUnknown = (error: unknown): boolean =>
  error instanceof ServerError &&
  error.status === 400 &&
  (error.code === 'STREAM_EXPIRED' || /invalid baton/i.test(error.message));
