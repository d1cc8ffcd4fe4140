import { type Handled, loadBareHandler, startBareHandler } from './bare-handler.ts';
import { type CommitRate, commitRateOfFile, inSeries } from './commit-rate.ts';
import { startLoadGenerator } from './load.ts';
import {
  describePlaced,
  describeProcessor,
  type Placed,
  placeOrders,
  repeated,
} from './place-orders.ts';
import { median } from './quantile.ts';
import { type SampleOrder, sampleCheckout } from './sample-order.ts';
import { startNode } from './server.ts';
import { checkout, prepareCarts, stockShop, threeOf } from './shop.ts';
import { percent, rate, type Row } from './table.ts';

const products = 200;
const callers = 64;
const rounds = 3;
const ordersPerRound = 896;
const requestsPerRound = 8_000;

interface Round {
  readonly handler: Handled;
  readonly commits: CommitRate;
  readonly measured: Placed;
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
    handler: await loadBareHandler({ bare, load }, asked, callers),
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
  `handler ${rate(handler.perSecond, 'requests')}, commits ${rate(commits.perSecond, 'orders')}, ` +
  `measured ${rate(measured.perSecond, 'orders')}`;

function rowOf(found: readonly Round[], sample: SampleOrder): Row {
  const middle = (pick: (round: Round) => number) => median(found.map(pick));
  const perSecond = middle(({ measured }) => measured.perSecond);
  const handler = middle(({ handler }) => handler.perSecond);
  const commits = middle(({ commits }) => commits.perSecond);
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
      `bare handler ${rate(handler, 'requests')} (generator ${percent(middle(({ handler }) => handler.busy))} of a core)`,
      `bare commits ${rate(commits, 'orders')} (${sample.left.length} rows, ${(sample.bytes / 1_000).toFixed(1)} kB each)`,
      describeProcessor(
        middle(({ measured }) => measured.processor),
        middle(({ handler, commits }) => handler.processor + commits.processor),
      ),
    ],
  };
}
