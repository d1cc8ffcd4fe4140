import type { Position } from './progress.ts';

/**
 * sqld tells the number of the last frame of its log with every result (`replication_index` of the Hrana
 * protocol), and waits for one that a request names. The client library shows neither, but it lets us see its
 * requests and answers.
 */
type Fetch = (request: Request) => Promise<Response>;

interface Pipeline {
  readonly requests?: readonly { readonly stmt?: object; readonly batch?: object }[];
  readonly results?: readonly { readonly response?: { readonly result?: Result } }[];
}

interface Result {
  readonly replication_index?: string | null;
  readonly step_results?: readonly (Rows | null)[];
}

interface Rows {
  readonly cols: readonly { readonly name: string | null }[];
  readonly rows: { type: string; value?: string }[][];
}

/** The same, with the position of the database in the rows that have room for it (`progress.ts`). */
export function tellingPosition(fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const read = response.json.bind(response);
    // Looked at as the client parses it: parsing it twice would be felt.
    response.json = async <Body>() => {
      const body = (await read()) as Pipeline;
      for (const { response: each } of body.results ?? []) if (each?.result) fillIn(each.result);
      return body as Body;
    };
    return response;
  };
}

function fillIn({ replication_index: value, step_results: steps }: Result): void {
  if (value === undefined || value === null) return;
  for (const step of steps ?? []) {
    const at = step?.cols.findIndex(({ name }) => name === 'progress_position') ?? -1;
    if (at >= 0) for (const row of step?.rows ?? []) row[at] = { type: 'integer', value };
  }
}

/** The same, for a copy that answers only once its log has come so far. */
export function waitingFor(fetch: Fetch, position: Position): Fetch {
  const replication_index = String(position);
  return async (request) => {
    const pipeline = (await request.json()) as Pipeline;
    const requests = (pipeline.requests ?? []).map((each) => {
      if (each.stmt) return { ...each, stmt: { ...each.stmt, replication_index } };
      return each.batch ? { ...each, batch: { ...each.batch, replication_index } } : each;
    });
    const { url, headers } = request;
    const body = JSON.stringify({ ...pipeline, requests });
    return await fetch(new Request(url, { method: 'POST', headers, body }));
  };
}
