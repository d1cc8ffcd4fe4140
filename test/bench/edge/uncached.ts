import { join } from 'node:path';
import { syntheticProducts } from '../../support/synthetic-catalog.ts';
import type { PlannedRequest } from '../load-process.ts';
import { startLoadGenerator } from '../load.ts';
import { median } from '../quantile.ts';
import { startNode } from '../server.ts';
import { ms, percent, rate, type Row } from '../table.ts';
import { startBare } from './bare.ts';
import { catalogOf, type Wishes } from './catalogs.ts';
import type { Contender } from './gets.ts';
import { cachedAnswer } from './kept-answer.ts';

const products = 10_000;
const callers = 32;
const rounds = 5;
const requestsPerRound = 4_000;
/** A request with credentials neither reads nor fills the cache. */
const headers = { authorization: 'Bearer of-nobody' };

/** Pages of products in turns, each read from the database file. */
export async function benchUncached(say: (line: string) => void, wishes: Wishes): Promise<Row[]> {
  const dataDir = await catalogOf(products, wishes, say);
  const server = await startNode({ dataDir });
  const pages = [...syntheticProducts({ products })]
    .filter(({ status }) => status === 'active')
    .map(({ handle }): PlannedRequest => ({
      method: 'GET',
      path: `/v1/products/${handle}`,
      headers,
    }));
  const answer = await cachedAnswer(server, pages[0]?.path ?? '');
  const floor = await startBare('node', { answer, database: join(dataDir, 'kiosk.db') });
  const load = startLoadGenerator();
  let next = 0;
  async function ask({ url, processor }: Contender) {
    const requests = Array.from(
      { length: requestsPerRound },
      (_, index) => pages[(next + index) % pages.length] as PlannedRequest,
    );
    const before = processor();
    const { perSecond, statuses, busy } = await load.run({ url, requests, pace: { callers } });
    if (statuses[200]?.count !== requests.length)
      throw new Error(`not all were found: ${JSON.stringify(statuses)}`);
    const micros = ((processor() - before) / requests.length) * 1e6;
    return { perSecond, micros, p50: statuses[200].p50, busy };
  }

  for (const contender of [floor, server]) await ask(contender);
  const found: Record<'bare' | 'own', Awaited<ReturnType<typeof ask>>>[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    next += requestsPerRound;
    const bare = await ask(floor);
    const own = await ask(server);
    say(
      `round ${round}: ${rate(own.perSecond, 'requests')} (${own.micros.toFixed(0)} µs), ` +
        `bare ${rate(bare.perSecond, 'requests')} (${bare.micros.toFixed(0)} µs)`,
    );
    found.push({ bare, own });
  }
  const middle = (read: (round: (typeof found)[number]) => number) => median(found.map(read));
  const [micros, bareMicros] = [middle(({ own }) => own.micros), middle(({ bare }) => bare.micros)];
  return [
    {
      section: 'uncached',
      name: 'uncached product, Node, file',
      measured: rate(
        middle(({ own }) => own.perSecond),
        'requests',
      ),
      floor: rate(
        middle(({ bare }) => bare.perSecond),
        'requests',
      ),
      ratio: middle(({ bare, own }) => own.perSecond / bare.perSecond),
      target: { atLeast: 0.6 },
      notes: [
        `processor ${micros.toFixed(0)} µs a request, floor ${bareMicros.toFixed(0)} µs: ratio ${(bareMicros / micros).toFixed(2)}`,
        `p50 ${ms(middle(({ own }) => own.p50))}, floor ${ms(middle(({ bare }) => bare.p50))}`,
        `generator ${percent(middle(({ bare }) => bare.busy))} of a core`,
      ],
    },
  ];
}
