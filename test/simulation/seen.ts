import type { Database } from './database.ts';
import type { History } from './history.ts';

/** How often things happened that a simulation is for: one that never sees a late payment proves little. */
export type Seen = Readonly<Record<string, number>>;

export async function seenIn({ tries }: History, { primary }: Database): Promise<Seen> {
  const { rows } = await primary.execute(
    `SELECT type || coalesce(' ' || (data->>'resolution'), ' ' || (data->'refund'->>'reason'),
         CASE WHEN type = 'order.canceled' THEN ' ' || (data->>'reason') END, '') AS what, count(*) AS times
       FROM events GROUP BY 1`,
  );
  const seen: Record<string, number> = {};
  for (const { what, times } of rows) seen[String(what)] = Number(times);
  for (const { answer } of tries) {
    const refused = answer && answer.status >= 400 ? answer.body.code : undefined;
    const what = answer === undefined ? 'no answer' : refused;
    if (typeof what === 'string') seen[what] = (seen[what] ?? 0) + 1;
    if (answer?.replayed) seen['replayed'] = (seen['replayed'] ?? 0) + 1;
  }
  return seen;
}

export function addSeen(sum: Record<string, number>, seen: Seen): void {
  for (const [what, times] of Object.entries(seen)) sum[what] = (sum[what] ?? 0) + times;
}
