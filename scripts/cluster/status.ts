import type { Cluster } from './start-cluster.ts';
import type { Part, PartState } from './part.ts';
import { primaryWay } from './primary-way.ts';

export interface PartStatus {
  readonly name: string;
  readonly pid: number | undefined;
  readonly port: number | undefined;
  readonly state: PartState;
  readonly restarts: number;
  readonly requestsPerSecond: number | undefined;
  /** How far its database has come: the number of the last frame of its log. */
  readonly position: number | undefined;
  /** How long ago the primary was where this replica is; undefined when nobody can tell. */
  readonly lagMs: number | undefined;
}

export interface ClusterStatus {
  readonly parts: readonly PartStatus[];
  readonly writable: boolean | undefined;
}

/** Answers how to look at a cluster; each look says what happened since the one before. */
export function statusOf(cluster: Cluster): () => Promise<ClusterStatus> {
  const way = primaryWay();
  let before:
    | { readonly counts: Readonly<Record<string, number>>; readonly atMs: number }
    | undefined;

  async function rates(): Promise<Readonly<Record<string, number>>> {
    const counts = await cluster.balancer.requests().catch(() => ({}));
    const now = { counts, atMs: performance.now() };
    const seconds = before ? (now.atMs - before.atMs) / 1_000 : 0;
    const earlier = before?.counts ?? {};
    before = now;
    return Object.fromEntries(
      // A balancer that was started again counts from nothing.
      Object.entries(now.counts).map(([name, count]) => [
        name,
        seconds > 0 ? Math.max(0, count - (earlier[name] ?? count)) / seconds : 0,
      ]),
    );
  }

  return async () => {
    const databases = [cluster.primary, ...cluster.replicas];
    const atMs = performance.now();
    const [perSecond, ...positions] = await Promise.all([
      rates(),
      ...databases.map(({ probe }) => probe.position().catch(() => undefined)),
    ]);
    const [leading] = positions;
    if (leading !== undefined) way.note(leading, atMs);
    const positionOf = new Map(databases.map(({ part }, index) => [part, positions[index]]));
    const lagOf = (part: Part): number | undefined => {
      const position = part === cluster.primary.part ? undefined : positionOf.get(part);
      return position === undefined ? undefined : way.lagOf(position, performance.now());
    };
    const total = Object.values(perSecond).reduce((sum, rate) => sum + rate, 0);
    const parts = cluster.parts.map((part) => ({
      name: part.farMs > 0 ? `${part.name} (${part.farMs} ms)` : part.name,
      pid: part.pid(),
      port: part.port,
      state: part.state,
      restarts: part.restarts,
      requestsPerSecond: part === cluster.door ? total : perSecond[part.name],
      position: positionOf.get(part),
      lagMs: lagOf(part),
    }));
    return { parts, writable: cluster.watchdog.writable() };
  };
}

const columns = ['part', 'pid', 'port', 'state', 'restarts', 'requests/s', 'position', 'lag'];

/** The status as a table of plain text. */
export function renderStatus({ parts, writable }: ClusterStatus): string {
  const rows = parts.map((part) => [
    part.name,
    shown(part.pid),
    shown(part.port),
    part.state,
    String(part.restarts),
    part.requestsPerSecond === undefined ? '–' : part.requestsPerSecond.toFixed(0),
    shown(part.position),
    part.lagMs === undefined ? '–' : `${(part.lagMs / 1_000).toFixed(1)} s`,
  ]);
  const widths = columns.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        at === 0 || at === 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      )
      .join('  ');
  const writes = writable === undefined ? 'not asked yet' : writable ? 'ready' : 'REFUSED';
  return [line(columns), ...rows.map(line), '', `writes: ${writes}`].join('\n');
}

const shown = (value: number | undefined): string => (value === undefined ? '–' : String(value));
