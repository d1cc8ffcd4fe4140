/**
 * How far a database has come: the number of the last frame of its log. sqld tells it with every result
 * (`replication_index` of the Hrana protocol), and waits for one that a request names. The client library
 * shows neither, but it lets us see its requests and answers.
 */
export type Position = number;

type Fetch = (request: Request) => Promise<Response>;

interface Pipeline {
  readonly requests?: readonly {
    readonly type: string;
    readonly stmt?: object;
    readonly batch?: object;
  }[];
  readonly results?: Answer[];
}

interface Answer {
  readonly response?: { readonly result?: { replication_index?: string | null | undefined } };
}

/** The same, telling how far the database had come with each answer. */
export function tellingPosition(fetch: Fetch, tell: (position: Position) => void): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const read = response.json.bind(response);
    // Looked at as the client parses it: parsing it twice would be felt.
    response.json = async <Body>() => {
      const body = (await read()) as Pipeline;
      for (const { response: each } of body.results ?? []) {
        const index = each?.result?.replication_index;
        if (index !== undefined && index !== null) tell(Number(index));
      }
      return body as Body;
    };
    return response;
  };
}

/**
 * The same, for a copy that answers only once it has come so far. A copy tells how far it was just before it
 * looked, and may have shown more: what it tells after that is an upper bound, so it is asked one thing more.
 */
export function waitingFor(fetch: Fetch, position: Position): Fetch {
  const replication_index = String(position);
  return async (request) => {
    const pipeline = (await request.json()) as Pipeline;
    const requests = (pipeline.requests ?? []).map((each) => {
      if (each.stmt) return { ...each, stmt: { ...each.stmt, replication_index } };
      return each.batch ? { ...each, batch: { ...each.batch, replication_index } } : each;
    });
    const { url, headers } = request;
    const afterwards = requests.at(-1)?.type === 'close' ? requests.length - 1 : requests.length;
    requests.splice(afterwards, 0, { type: 'execute', stmt: { sql: 'SELECT 1' } });
    const body = JSON.stringify({ ...pipeline, requests });
    const response = await fetch(new Request(url, { method: 'POST', headers, body }));
    const read = response.json.bind(response);
    response.json = async <Body>() => {
      const answers = (await read()) as Pipeline;
      const [last] = answers.results?.splice(afterwards, 1) ?? [];
      for (const { response: each } of answers.results ?? [])
        if (each?.result) each.result.replication_index = last?.response?.result?.replication_index;
      return answers as Body;
    };
    return response;
  };
}
