import { Complaint } from '../complaint.ts';

/** A value as a database holds it: whole numbers as bigint, so that none is rounded or becomes a fraction. */
export type Value = null | bigint | number | string | Uint8Array;

interface Server {
  readonly url: string;
  readonly authToken: string | undefined;
}

interface Entry {
  readonly type: string;
  readonly step?: number;
  readonly row?: readonly Cell[];
  readonly error?: { readonly message: string };
}

type Cell =
  | { readonly type: 'null' }
  | { readonly type: 'integer' | 'text'; readonly value: string }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'blob'; readonly base64: string };

/** A server that says nothing for so long has forgotten us. */
const silenceMs = 60_000;

/**
 * Reads the rows of several queries from one moment of a libSQL server, in a stream: neither side holds them all,
 * and writers go on meanwhile (a cursor of the Hrana protocol over one read transaction).
 */
export async function* readTogether(
  { url, authToken }: Server,
  queries: readonly string[],
): AsyncGenerator<{ query: number; row: Value[] }> {
  const steps = ['BEGIN TRANSACTION READONLY', ...queries, 'COMMIT'];
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), silenceMs);
  try {
    const response = await fetch(new URL('/v3/cursor', url.replace(/^libsql:/, 'https:')), {
      method: 'POST',
      headers: authToken === undefined ? {} : { authorization: `Bearer ${authToken}` },
      body: JSON.stringify({
        batch: { steps: steps.map((sql) => ({ stmt: { sql, want_rows: true } })) },
      }),
      signal: abort.signal,
    });
    if (!response.ok || !response.body)
      throw new Complaint(`the database answered ${response.status}: ${await response.text()}`);
    let query = -1;
    let ended = -1;
    let first = true;
    for await (const line of linesOf(response.body)) {
      timer.refresh();
      const entry = JSON.parse(line) as Entry;
      if (first) first = false;
      else if (entry.error) throw new Complaint(`the database says: ${entry.error.message}`);
      else if (entry.type === 'step_begin') query = (entry.step ?? 0) - 1;
      else if (entry.type === 'step_end') ended = query;
      else if (entry.row) yield { query, row: entry.row.map(valueOf) };
    }
    if (ended !== queries.length) throw new Complaint('the database stopped in the middle');
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    throw new Complaint(`the database said nothing for ${silenceMs / 1_000} s`);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function valueOf(cell: Cell): Value {
  if (cell.type === 'null') return null;
  if (cell.type === 'integer') return BigInt(cell.value);
  return cell.type === 'blob' ? Buffer.from(cell.base64, 'base64') : cell.value;
}
