import { createClient } from '@libsql/client';
import { atEnd } from './cleanup.ts';
import { commitRate } from './commit-rate.ts';
import { countGroups } from './watched-way.ts';
import { startLoadGenerator } from './load.ts';
import { describePlaced, placeOrders } from './place-orders.ts';
import { median, quantile } from './quantile.ts';
import { sampleCheckout } from './sample-order.ts';
import { startNode, startStrongSqld } from './server.ts';
import { stockShop, threeOf } from './shop.ts';
import { rate, type Row } from './table.ts';
import { bundleWorker, startWorker } from './worker.ts';

const products = 200;
const callers = 64;
const rounds = 3;
const ordersPerRound = 96;

/** Orders placed a second through the Worker, whose writer is a Durable Object, on a libSQL server with strong durability. */
export async function benchWorkers(say: (line: string) => void): Promise<Row[]> {
  const script = await bundleWorker();
  const bareUrl = await startStrongSqld();
  const sample = await sampleCheckout(products, { DATABASE_URL: bareUrl });
  const bare = createClient({ url: bareUrl });
  atEnd(() => bare.close());
  const databaseUrl = await startStrongSqld();
  // Node migrates and stocks: a Worker does neither.
  const node = await startNode({ environment: { DATABASE_URL: databaseUrl } });
  const skusOf = threeOf(await stockShop(node, products));
  await node.stop();

  const load = startLoadGenerator();
  const server = await startWorker(script, databaseUrl);
  const place = (to: typeof server) =>
    placeOrders({ server: to, load }, { count: ordersPerRound, skusOf }, { callers });
  await place(server);
  const found = [];
  for (let round = 1; round <= rounds; round += 1) {
    const { perSecond: grouped } = await commitRate(bare, sample, { count: 640, groupSize: 128 });
    const measured = await place(server);
    say(
      `round ${round}: grouped ${rate(grouped, 'orders')}, measured ${rate(measured.perSecond, 'orders')}`,
    );
    found.push({ grouped, measured });
  }
  // Apart, since counting costs time: another writer on the same database, seen from its way there.
  const way = await countGroups(databaseUrl);
  await place(await startWorker(script, way.url));

  const perSecond = median(found.map(({ measured }) => measured.perSecond));
  const floor = median(found.map(({ grouped }) => grouped));
  return [
    {
      section: 'workers',
      name: `orders placed, workerd, writer in a Durable Object, sqld strong, ${callers} callers`,
      measured: rate(perSecond, 'orders'),
      floor: rate(floor, 'orders'),
      ratio: perSecond / floor,
      target: undefined,
      notes: [
        ...describePlaced(found.map(({ measured }) => measured)),
        `half of the orders in groups of at least ${median(perOrder(way.sizes))}, at most ${quantile(way.sizes, 1)}`,
      ],
    },
  ];
}

/** The size of the group that each order was in. */
const perOrder = (sizes: readonly number[]): number[] =>
  sizes.flatMap((size) => Array.from({ length: size }, () => size));
