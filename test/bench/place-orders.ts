import type { LoadPlan, LoadResult, PlannedRequest } from './load-process.ts';
import type { LoadGenerator } from './load.ts';
import { median } from './quantile.ts';
import { checkout, prepareCarts, settled, type Shop } from './shop.ts';
import { ms } from './table.ts';

export interface Placed extends LoadResult {
  /** Processor seconds of the server for one order, until it was confirmed; NaN where nobody counts. */
  readonly processor: number;
}

interface Parts {
  readonly server: Shop & { readonly processor?: () => number };
  readonly load: LoadGenerator;
}

/** Prepares carts, checks them out at `pace`, and waits until nothing is left to do. */
export async function placeOrders(
  { server, load }: Parts,
  carts: { readonly count: number; readonly skusOf: (index: number) => readonly string[] },
  pace: LoadPlan['pace'],
): Promise<Placed> {
  const ready = await prepareCarts(server, carts.count, carts.skusOf);
  const processor = server.processor ?? (() => Number.NaN);
  const before = processor();
  const placed = await load.run({ url: server.url, requests: ready.map(checkout), pace });
  await settled(server);
  return { ...placed, processor: (processor() - before) / carts.count };
}

/** What a server and its floors took of a processor: noise of the machine does not show in it. */
export const describeProcessor = (server: number, floor: number): string =>
  `processor ${ms(server * 1_000)} an order, floor ${ms(floor * 1_000)}: ratio ${(floor / server).toFixed(2)}`;

/** As many requests as asked for, of those that there are. */
export const repeated = (requests: readonly PlannedRequest[], count: number): PlannedRequest[] =>
  Array.from({ length: Math.ceil(count / requests.length) }, () => requests)
    .flat()
    .slice(0, count);

/** Latency of the orders, and whether each was placed. */
export function describePlaced(found: readonly LoadResult[]): string[] {
  const placed = found.map(({ statuses }) => statuses[201]);
  const others = found.flatMap(({ statuses }) =>
    Object.entries(statuses)
      .filter(([status]) => status !== '201')
      .map(([status, { count }]) => `${count} × ${status}`),
  );
  return [
    `p50 ${ms(median(placed.map((one) => one?.p50 ?? Number.NaN)))}`,
    `p99 ${ms(median(placed.map((one) => one?.p99 ?? Number.NaN)))}`,
    `${placed.reduce((sum, one) => sum + (one?.count ?? 0), 0)} × 201`,
    ...(others.length > 0 ? [`FAILED ${others.join(', ')}`] : []),
  ];
}
