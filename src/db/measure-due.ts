import { type ReadDatabase, rows } from './read.ts';
import { statement } from './sql.ts';

/** Counts end here: a million rows must not make whoever asks after them wait. */
export const countMax = 10_000;

/** How much work of a kind there is: due and free, being done, for later, given up. */
export interface WorkDepth {
  readonly kind: string;
  readonly due: number;
  readonly leased: number;
  readonly waiting: number;
  readonly dead: number;
}

type State = Exclude<keyof WorkDepth, 'kind'>;

/**
 * Work by kind and state, each state counted over its first ten thousand rows, and when the oldest of
 * what nobody holds was due. Reads only the ends of an index, however much there is.
 */
export async function measureDue(
  db: ReadDatabase,
  nowMs: number,
): Promise<{ oldestDueAtMs: number | null; kinds: WorkDepth[] }> {
  const alive = statement`FROM due WHERE dead_at IS NULL`;
  const [counted, [oldest]] = await Promise.all([
    rows<{ kind: string; state: State; count: number }>(
      db,
      statement`SELECT kind, CASE WHEN lease_until > ${nowMs} THEN 'leased' ELSE 'due' END AS state, count(*) AS count
        FROM (SELECT kind, lease_until ${alive} AND at <= ${nowMs} ORDER BY at LIMIT ${countMax}) GROUP BY 1, 2
        UNION ALL SELECT kind, 'waiting', count(*)
        FROM (SELECT kind ${alive} AND at > ${nowMs} LIMIT ${countMax}) GROUP BY 1
        UNION ALL SELECT kind, 'dead', count(*)
        FROM (SELECT kind FROM due WHERE dead_at > 0 LIMIT ${countMax}) GROUP BY 1`,
    ),
    rows<{ at: number }>(
      db,
      statement`SELECT at ${alive} AND at <= ${nowMs} AND lease_until <= ${nowMs} ORDER BY at LIMIT 1`,
    ),
  ]);
  const kinds = [...Map.groupBy(counted, ({ kind }) => kind)].map(([kind, found]) => {
    const of = (state: State) => found.find((each) => each.state === state)?.count ?? 0;
    return { kind, due: of('due'), leased: of('leased'), waiting: of('waiting'), dead: of('dead') };
  });
  kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return { oldestDueAtMs: oldest?.at ?? null, kinds };
}
