/** A libSQL server as one who looks after it asks it, without the driver. */
export interface DatabaseProbe {
  /** How far it has come: the number of the last frame of its log. @throws when it does not answer */
  position(): Promise<number>;
  /** A real write. @throws when it does not go through */
  write(): Promise<void>;
}

const readDeadlineMs = 2_000;
const writeDeadlineMs = 5_000;

interface Pipeline {
  readonly results: readonly {
    readonly type: string;
    readonly response?: { readonly result?: { readonly replication_index?: string | null } };
    readonly error?: { readonly message: string };
  }[];
}

export function databaseProbe(url: string, token: string): DatabaseProbe {
  async function ask(sql: string, deadlineMs: number) {
    const response = await fetch(`${url}/v2/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }],
      }),
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const [first] = ((await response.json()) as Pipeline).results;
    if (first?.type !== 'ok') throw new Error(first?.error?.message ?? 'no answer');
    return first.response?.result;
  }
  return {
    async position() {
      return Number((await ask('SELECT 1', readDeadlineMs))?.replication_index ?? Number.NaN);
    },
    async write() {
      await ask(
        `INSERT INTO settings(name, value) VALUES ('write_probe', '${Date.now()}')
          ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
        writeDeadlineMs,
      );
    },
  };
}
