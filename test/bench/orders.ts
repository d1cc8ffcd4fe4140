import { startBareHandler } from './bare-handler.ts';
import { commitRateOfFile, inSeries } from './commit-rate.ts';
import type { LoadResult } from './load-process.ts';
import { startLoadGenerator } from './load.ts';
import { describePlaced, placeOrders, repeated } from './place-orders.ts';
import { median } from './quantile.ts';
import { type SampleOrder, sampleCheckout } from './sample-order.ts';
import { startNode } from './server.ts';
import { checkout, prepareCarts, stockShop, threeOf } from './shop.ts';
import { percent, rate, type Row } from './table.ts';

const products = 200;
const callers = 64;
const rounds = 3;
const ordersPerRound = 1_024;
const requestsPerRound = 12_000;

interface Round {
  readonly handler: LoadResult;
  readonly commits: number;
  readonly measured: LoadResult;
}

/** Orders placed a second through HTTP against a bare handler and bare commits, one after the other. */
export async function benchOrders(say: (line: string) => void): Promise<Row[]> {
  const sample = await sampleCheckout(products);
  const bare = await startBareHandler(sample);
  const server = await startNode();
  const load = startLoadGenerator();
  const skusOf = threeOf(await stockShop(server, products));
  const any = (await prepareCarts(server, 8, skusOf)).map(checkout);
  const asked = repeated(any, requestsPerRound);
  // Floors and measurement side by side, so that what else the machine does hits all of them.
  const round = async (): Promise<Round> => ({
    handler: await load.run({ url: bare.url, requests: asked, pace: { callers } }),
    commits: await commitRateOfFile(sample, ordersPerRound),
    measured: await placeOrders({ server, load }, { count: ordersPerRound, skusOf }, { callers }),
  });
  await round();
  const found: Round[] = [];
  for (let count = 1; count <= rounds; count += 1) {
    const one = await round();
    say(`round ${count}: ${describe(one)}`);
    found.push(one);
  }
  return [rowOf(found, sample)];
}

const describe = ({ handler, commits, measured }: Round): string =>
  `handler ${rate(handler.perSecond, 'requests')}, commits ${rate(commits, 'orders')}, ` +
  `measured ${rate(measured.perSecond, 'orders')}`;

function rowOf(found: readonly Round[], sample: SampleOrder): Row {
  const perSecond = median(found.map(({ measured }) => measured.perSecond));
  const handler = median(found.map(({ handler }) => handler.perSecond));
  const commits = median(found.map(({ commits }) => commits));
  const floor = inSeries(handler, commits);
  return {
    section: 'orders',
    name: `orders placed, Node, file, ${callers} callers`,
    measured: rate(perSecond, 'orders'),
    floor: rate(floor, 'orders'),
    ratio: perSecond / floor,
    target: { atLeast: 0.5 },
    notes: [
      ...describePlaced(found.map(({ measured }) => measured)),
      `bare handler ${rate(handler, 'requests')} (generator ${percent(median(found.map(({ handler }) => handler.busy)))} of a core)`,
      `bare commits ${rate(commits, 'orders')} (${sample.left.length} rows, ${(sample.bytes / 1_000).toFixed(1)} kB each)`,
    ],
  };
}
