import { createClient } from '@libsql/client';
import { atEnd } from './cleanup.ts';
import { type CommitRate, commitRate } from './commit-rate.ts';
import type { LoadResult } from './load-process.ts';
import { startLoadGenerator } from './load.ts';
import { describePlaced, placeOrders } from './place-orders.ts';
import { median } from './quantile.ts';
import { sampleCheckout } from './sample-order.ts';
import { startNode, startStrongSqld } from './server.ts';
import { stockShop, threeOf } from './shop.ts';
import { rate, type Row } from './table.ts';

const products = 200;
const callers = 64;
const rounds = 3;
const ordersPerRound = 192;
/** One at a time takes milliseconds each. */
const ordersAlone = 100;

interface Round {
  readonly grouped: CommitRate;
  readonly alone: CommitRate;
  readonly measured: LoadResult;
}

/** Orders placed a second on a libSQL server with strong durability, against commits of the same rows there. */
export async function benchOrdersOnSqld(say: (line: string) => void): Promise<Row[]> {
  const bare = await startStrongSqld();
  const sample = await sampleCheckout(products, { DATABASE_URL: bare });
  const server = await startNode({ environment: { DATABASE_URL: await startStrongSqld() } });
  const client = createClient({ url: bare });
  atEnd(() => client.close());
  const load = startLoadGenerator();
  const skusOf = threeOf(await stockShop(server, products));
  const round = async (): Promise<Round> => ({
    grouped: await commitRate(client, sample, { count: ordersPerRound, groupSize: 128 }),
    alone: await commitRate(client, sample, { count: ordersAlone, groupSize: 1 }),
    measured: await placeOrders({ server, load }, { count: ordersPerRound, skusOf }, { callers }),
  });
  await placeOrders({ server, load }, { count: 64, skusOf }, { callers });
  const found: Round[] = [];
  for (let count = 1; count <= rounds; count += 1) {
    const one = await round();
    say(
      `round ${count}: grouped ${rate(one.grouped.perSecond, 'orders')}, alone ${rate(one.alone.perSecond, 'orders')}, ` +
        `measured ${rate(one.measured.perSecond, 'orders')}`,
    );
    found.push(one);
  }
  return rowsOf(found);
}

function rowsOf(found: readonly Round[]): Row[] {
  const perSecond = median(found.map(({ measured }) => measured.perSecond));
  const grouped = median(found.map(({ grouped }) => grouped.perSecond));
  const alone = median(found.map(({ alone }) => alone.perSecond));
  const against = { section: 'orders-sqld', measured: rate(perSecond, 'orders') };
  return [
    {
      ...against,
      name: `orders placed, Node, sqld strong, ${callers} callers`,
      floor: rate(grouped, 'orders'),
      ratio: perSecond / grouped,
      target: { atLeast: 0.5 },
      notes: [
        ...describePlaced(found.map(({ measured }) => measured)),
        'floor: bare commits in groups of 128',
      ],
    },
    {
      ...against,
      name: 'the same, against a batch an order',
      floor: rate(alone, 'orders'),
      ratio: perSecond / alone,
      target: { atLeast: 10 },
      notes: [],
    },
  ];
}
