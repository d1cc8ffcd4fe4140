import { startBareHandler } from './bare-handler.ts';
import { commitRateOfFile } from './commit-rate.ts';
import type { FlowResult } from './load-flows.ts';
import { startLoadGenerator } from './load.ts';
import { repeated } from './place-orders.ts';
import { median } from './quantile.ts';
import { type SampleOrder, samplePurchase } from './sample-order.ts';
import { startNode } from './server.ts';
import { shipEverywhere, stockShop } from './shop.ts';
import { ms, rate, type Row } from './table.ts';

const products = 200;
const callers = 16;
const rounds = 3;
const flowsPerRound = 320;
const requestsPerRound = 12_000;

interface Round {
  readonly handler: number;
  readonly commits: number;
  readonly measured: FlowResult;
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
  const round = async (): Promise<Round> => ({
    handler: (await load.run({ url: bare.url, requests, pace: { callers } })).perSecond,
    commits: await commitRateOfFile(sample, 1_280),
    measured: await load.buy({ url: server.url, flows: flowsPerRound, callers, skus }),
  });
  await round();
  const found: Round[] = [];
  for (let count = 1; count <= rounds; count += 1) {
    const one = await round();
    say(
      `round ${count}: handler ${rate(one.handler, 'requests')}, commits ${rate(one.commits, 'orders')}, ` +
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
  const [handler, commits] = [middle(({ handler }) => handler), middle(({ commits }) => commits)];
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
      `${requests.toFixed(1)} requests each`,
      `bare handler ${rate(handler, 'requests')}`,
      `bare commits ${rate(commits, 'orders')} (${sample.left.length} rows, ${(sample.bytes / 1_000).toFixed(1)} kB each)`,
    ],
  };
}
