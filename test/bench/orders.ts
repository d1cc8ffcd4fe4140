import { type BareHandler, commitsToFile, inSeries, startBareHandler } from './floors.ts';
import type { LoadResult } from './load-process.ts';
import { type LoadGenerator, startLoadGenerator } from './load.ts';
import { median } from './quantile.ts';
import { type SampleOrder, sampleOrder } from './sample-order.ts';
import { type BenchServer, startNode } from './server.ts';
import { checkout, prepareCarts, settled, stockShop, threeOf } from './shop.ts';
import { ms, rate, type Row } from './table.ts';

const products = 200;
const callers = 64;
const rounds = 3;
const ordersPerRound = 1_280;
const requestsPerRound = 12_000;

interface Round {
  readonly handler: number;
  readonly commits: number;
  readonly measured: LoadResult;
}

/** Orders placed a second through HTTP against a bare handler and bare commits, one after the other. */
export async function benchOrders(say: (line: string) => void): Promise<Row[]> {
  const sample = await sampleOrder(products);
  const bare = await startBareHandler(sample.answer);
  const server = await startNode();
  const load = startLoadGenerator();
  try {
    const skus = await stockShop(server, products);
    await round({ sample, bare, server, load }, skus);
    const found: Round[] = [];
    for (let count = 1; count <= rounds; count += 1) {
      const one = await round({ sample, bare, server, load }, skus);
      say(`round ${count}: ${describe(one)}`);
      found.push(one);
    }
    return [rowOf(found, sample)];
  } finally {
    load.stop();
    bare.stop();
    await server.stop();
    server.forget();
    sample.forget();
  }
}

interface Parts {
  readonly sample: SampleOrder;
  readonly bare: BareHandler;
  readonly server: BenchServer;
  readonly load: LoadGenerator;
}

/** Floors and measurement side by side, so that what else the machine does hits all of them. */
async function round({ sample, bare, server, load }: Parts, skus: string[]): Promise<Round> {
  const carts = await prepareCarts(server, ordersPerRound, threeOf(skus));
  const requests = carts.map(checkout);
  const asked = Array.from({ length: requestsPerRound }, (_, at) => requests[at % requests.length]);
  const handler = await load.run({
    url: bare.url,
    requests: asked.filter((request) => request !== undefined),
    pace: { callers },
  });
  const commits = await commitsToFile(sample, ordersPerRound);
  const measured = await load.run({ url: server.url, requests, pace: { callers } });
  await settled(server);
  return { handler: handler.perSecond, commits, measured };
}

const describe = ({ handler, commits, measured }: Round): string =>
  `handler ${rate(handler, 'requests')}, commits ${rate(commits, 'orders')}, ` +
  `measured ${rate(measured.perSecond, 'orders')}`;

function rowOf(found: readonly Round[], sample: SampleOrder): Row {
  const perSecond = median(found.map(({ measured }) => measured.perSecond));
  const floor = median(found.map(({ handler, commits }) => inSeries(handler, commits)));
  const placed = found.map(({ measured }) => measured.statuses[201]);
  const wrong = found.reduce(
    (sum, { measured }) => sum + ordersPerRound - (measured.statuses[201]?.count ?? 0),
    0,
  );
  return {
    section: 'orders',
    name: 'orders placed, Node, file, 64 callers',
    measured: rate(perSecond, 'orders'),
    floor: rate(floor, 'orders'),
    ratio: perSecond / floor,
    target: { atLeast: 0.5 },
    notes: [
      `p50 ${ms(median(placed.map((one) => one?.p50 ?? Number.NaN)))}`,
      `p99 ${ms(median(placed.map((one) => one?.p99 ?? Number.NaN)))}`,
      `not 201: ${wrong}`,
      `bare handler ${rate(median(found.map(({ handler }) => handler)), 'requests')}`,
      `bare commits ${rate(median(found.map(({ commits }) => commits)), 'orders')} of ${sample.left.length} rows, ${(sample.bytes / 1_000).toFixed(1)} kB`,
    ],
  };
}
