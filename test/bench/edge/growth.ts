import type { LoadGenerator } from '../load.ts';
import { median } from '../quantile.ts';
import { startLoadGenerator } from '../load.ts';
import { type BenchServer, startNode } from '../server.ts';
import { catalogOf, type Wishes } from './catalogs.ts';

/** The catalog that a larger one is compared with. */
export const fewProducts = 10_000;

const rounds = 7;
const requestsMax = 40;
const requestsMin = 3;
/** A slow one is asked for less often. */
const roundMs = 300;
/** A request with credentials neither reads nor fills the cache. */
export const uncached = { authorization: 'Bearer of-nobody' };

/** The same shop twice: with few products, and with many. */
export interface TwoSizes {
  readonly few: BenchServer;
  readonly many: BenchServer;
  readonly load: LoadGenerator;
}

export async function startTwoSizes(
  say: (line: string) => void,
  wishes: Wishes,
): Promise<TwoSizes> {
  const start = async (products: number) =>
    await startNode({ dataDir: await catalogOf(products, wishes, say) });
  const few = await start(fewProducts);
  return { few, many: await start(wishes.products), load: startLoadGenerator() };
}

export interface Growth {
  /** Medians of one caller, in milliseconds. */
  readonly few: number;
  readonly many: number;
  readonly ratio: number;
  /** Processor time a request, in milliseconds. */
  readonly processor: { readonly few: number; readonly many: number };
}

/** How long one caller waits for a read of the database: of few products, and of many, in turns. */
export async function measureGrowth(
  { few, many, load }: TwoSizes,
  paths: { readonly few: string; readonly many: string },
): Promise<Growth> {
  async function ask({ url, processor }: BenchServer, path: string, length = requestsMin) {
    const requests = Array.from({ length }, () => ({
      method: 'GET' as const,
      path,
      headers: uncached,
    }));
    const before = processor();
    const { statuses } = await load.run({ url, requests, pace: { callers: 1 } });
    const answered = statuses[200];
    if (answered?.count !== requests.length)
      throw new Error(`${path} answered ${JSON.stringify(statuses)}`);
    return { p50: answered.p50, processor: ((processor() - before) / requests.length) * 1e3 };
  }
  await ask(few, paths.few);
  const { p50 } = await ask(many, paths.many);
  const count = Math.min(Math.max(Math.round(roundMs / p50), requestsMin), requestsMax);
  const found: Record<'few' | 'many', Awaited<ReturnType<typeof ask>>>[] = [];
  for (let round = 0; round < rounds; round += 1)
    found.push({
      few: await ask(few, paths.few, count),
      many: await ask(many, paths.many, count),
    });
  const middle = (read: (round: (typeof found)[number]) => number) => median(found.map(read));
  const mean = (read: (round: (typeof found)[number]) => number) =>
    found.reduce((sum, round) => sum + read(round), 0) / rounds;
  return {
    few: middle((round) => round.few.p50),
    many: middle((round) => round.many.p50),
    ratio: middle((round) => round.many.p50 / round.few.p50),
    // The system counts in hundredths of a second: one round alone has hardly any.
    processor: {
      few: mean((round) => round.few.processor),
      many: mean((round) => round.many.processor),
    },
  };
}
