import { rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';

/** Counts end here, for each endpoint and state. */
const countMax = 1_000;

/** So far beyond an endpoint's place the log is searched for an event that it wants. */
const lookMax = 5_000;

/** How an endpoint stands. */
export interface EndpointHealth {
  readonly id: string;
  readonly status: 'active' | 'paused';
  readonly failingSince: number | null;
  /** Events of the log beyond its place, wanted or not. */
  readonly behind: number;
  readonly pending: number;
  readonly retrying: number;
  readonly delivered: number;
  readonly dead: number;
  /** When the oldest event happened that has not arrived; what is dead is not waited for. */
  readonly oldestAt: number | null;
}

/** Every endpoint with its deliveries by state: at most fifty of them, a few thousand index rows each. */
export async function measureWebhooks(ctx: Context): Promise<EndpointHealth[]> {
  const count = (state: string) => statement`(SELECT count(*) FROM (
    SELECT 1 FROM deliveries d WHERE d.endpoint_id = w.id AND d.state = ${state} LIMIT ${countMax}))`;
  const firstOpen = (state: string) => statement`coalesce((
    SELECT min(seq) FROM deliveries d WHERE d.endpoint_id = w.id AND d.state = ${state}), ${beyond})`;
  return await rows<EndpointHealth>(
    ctx.db,
    statement`SELECT h.*, (SELECT at FROM events WHERE seq = h.oldest) AS oldestAt FROM (
      SELECT w.id, w.status, w.failing_since AS failingSince,
        coalesce((SELECT max(seq) FROM events), 0) - w.cursor AS behind,
        ${count('pending')} AS pending, ${count('retrying')} AS retrying,
        ${count('delivered')} AS delivered, ${count('dead')} AS dead,
        min(${firstOpen('pending')}, ${firstOpen('retrying')},
          coalesce((SELECT min(seq) FROM (
            SELECT seq, type FROM events WHERE seq > w.cursor ORDER BY seq LIMIT ${lookMax})
            WHERE EXISTS (SELECT 1 FROM json_each(w.events) p WHERE type GLOB p.value)), ${beyond})) AS oldest
      FROM webhook_endpoints w WHERE w.status <> 'deleted' ORDER BY w.id DESC) h`,
  );
}

/** No event has this number. */
const beyond = Number.MAX_SAFE_INTEGER;
