import { startLoadGenerator } from './load.ts';
import { describePlaced, describeProcessor, placeOrders } from './place-orders.ts';
import { median } from './quantile.ts';
import { startNode } from './server.ts';
import { stockShop } from './shop.ts';
import { rate, type Row } from './table.ts';

const products = 200;
const callers = 64;
const rounds = 4;
const ordersPerRound = 320;

/** Everybody buys the same SKU, or everybody another one. */
export async function benchHot(say: (line: string) => void): Promise<Row[]> {
  const server = await startNode();
  const load = startLoadGenerator();
  const skus = await stockShop(server, products);
  const place = (skusOf: (index: number) => string[]) =>
    placeOrders({ server, load }, { count: ordersPerRound, skusOf }, { callers });
  const one = () => skus.slice(0, 1);
  const many = (index: number) => skus.slice(index % products).slice(0, 1);
  await place(one);
  const found = [];
  for (let round = 1; round <= rounds; round += 1) {
    // Whoever comes first finds the colder process: they take turns.
    const first = await place(round % 2 === 0 ? one : many);
    const second = await place(round % 2 === 0 ? many : one);
    const [hot, spread] = round % 2 === 0 ? [first, second] : [second, first];
    say(
      `round ${round}: hot ${rate(hot.perSecond, 'orders')}, spread ${rate(spread.perSecond, 'orders')}`,
    );
    found.push({ hot, spread });
  }
  const hot = median(found.map(({ hot }) => hot.perSecond));
  const spread = median(found.map(({ spread }) => spread.perSecond));
  return [
    {
      section: 'hot',
      name: 'one hot SKU, against spread ones',
      measured: rate(hot, 'orders'),
      floor: rate(spread, 'orders'),
      ratio: hot / spread,
      // A tenth is what two equal runs differ by.
      target: { atLeast: 0.9 },
      notes: [
        ...describePlaced(found.map(({ hot }) => hot)),
        describeProcessor(
          median(found.map(({ hot }) => hot.processor)),
          median(found.map(({ spread }) => spread.processor)),
        ),
      ],
    },
  ];
}
