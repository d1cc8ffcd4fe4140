import { type Handled, loadBareHandler, startBareHandler } from './bare-handler.ts';
import { type CommitRate, commitRateOfFile } from './commit-rate.ts';
import type { FlowResult } from './load-flows.ts';
import { startLoadGenerator } from './load.ts';
import { describeProcessor, repeated } from './place-orders.ts';
import { median } from './quantile.ts';
import { type SampleOrder, samplePurchase } from './sample-order.ts';
import { startNode } from './server.ts';
import { shipEverywhere, stockShop } from './shop.ts';
import { ms, rate, type Row } from './table.ts';

const products = 200;
const callers = 16;
const rounds = 3;
const flowsPerRound = 256;
const requestsPerRound = 8_000;

interface Round {
  readonly handler: Handled;
  readonly commits: CommitRate;
  readonly measured: FlowResult;
  /** Processor seconds of the server for one purchase. */
  readonly processor: number;
}

/** Whole purchases a second, until the queue has confirmed the order. */
export async function benchFlow(say: (line: string) => void): Promise<Row[]> {
  const sample = await samplePurchase(products);
  const bare = await startBareHandler(sample);
  const server = await startNode();
  const load = startLoadGenerator();
  const skus = await stockShop(server, products);
  await shipEverywhere(server);
  const requests = repeated(
    sample.exchanges.map(({ request }) => request),
    requestsPerRound,
  );
  const round = async (): Promise<Round> => {
    const handler = await loadBareHandler({ bare, load }, requests, callers);
    const commits = await commitRateOfFile(sample, 1_024);
    const before = server.processor();
    const measured = await load.buy({ url: server.url, flows: flowsPerRound, callers, skus });
    const processor = (server.processor() - before) / flowsPerRound;
    return { handler, commits, measured, processor };
  };
  await round();
  const found: Round[] = [];
  for (let count = 1; count <= rounds; count += 1) {
    const one = await round();
    say(
      `round ${count}: handler ${rate(one.handler.perSecond, 'requests')}, commits ${rate(one.commits.perSecond, 'orders')}, ` +
        `measured ${rate(one.measured.perSecond, 'orders')}`,
    );
    found.push(one);
  }
  return [rowOf(found, sample)];
}

function rowOf(found: readonly Round[], sample: SampleOrder): Row {
  const middle = (pick: (round: Round) => number) => median(found.map(pick));
  const perSecond = middle(({ measured }) => measured.perSecond);
  const requests = middle(({ measured }) => measured.requestsPerFlow);
  const handler = middle(({ handler }) => handler.perSecond);
  const commits = middle(({ commits }) => commits.perSecond);
  const floor = 1 / (requests / handler + 1 / commits);
  return {
    section: 'flow',
    name: `cart to confirmed order, Node, file, ${callers} callers`,
    measured: rate(perSecond, 'orders'),
    floor: rate(floor, 'orders'),
    ratio: perSecond / floor,
    target: { atLeast: 0.5 },
    notes: [
      `p50 ${ms(middle(({ measured }) => measured.p50))}`,
      `p99 ${ms(middle(({ measured }) => measured.p99))}`,
      `${requests.toFixed(1)} requests each, ${found.reduce((sum, { measured }) => sum + measured.turnedAway, 0)} × 503`,
      `bare handler ${rate(handler, 'requests')}`,
      `bare commits ${rate(commits, 'orders')} (${sample.left.length} rows, ${(sample.bytes / 1_000).toFixed(1)} kB each)`,
      describeProcessor(
        middle(({ processor }) => processor),
        middle(({ handler, commits }) => handler.processor * requests + commits.processor),
      ),
    ],
  };
}
