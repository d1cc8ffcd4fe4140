import { startLoadGenerator } from './load.ts';
import { overload } from './overload.ts';
import { describePlaced, placeOrders } from './place-orders.ts';
import { median } from './quantile.ts';
import { startNode } from './server.ts';
import { stockShop, threeOf } from './shop.ts';
import { ms, rate, type Row } from './table.ts';

const products = 200;
const callers = 64;
const rounds = 3;
const secondsAtHalf = 3;

/** How long a checkout takes at half of what the server can do, and what happens at three times that. */
export async function benchLatency(say: (line: string) => void): Promise<Row[]> {
  const server = await startNode();
  const load = startLoadGenerator();
  const skusOf = threeOf(await stockShop(server, products));
  const place = (count: number, pace: Parameters<typeof placeOrders>[2]) =>
    placeOrders({ server, load }, { count, skusOf }, pace);

  await place(256, { callers });
  const found = [];
  for (let round = 1; round <= rounds; round += 1) {
    const unloaded = await place(64, { callers: 1 });
    const full = await place(512, { callers });
    const perSecond = full.perSecond / 2;
    const half = await place(Math.ceil(perSecond * secondsAtHalf), { perSecond });
    found.push({ unloaded, full, half });
    say(
      `round ${round}: unloaded p50 ${ms(unloaded.statuses[201]?.p50 ?? NaN)}, full ${rate(full.perSecond, 'orders')}, ` +
        `half p99 ${ms(half.statuses[201]?.p99 ?? NaN)}`,
    );
  }
  const sustainable = median(found.map(({ full }) => full.perSecond));
  const p50 = median(found.map(({ unloaded }) => unloaded.statuses[201]?.p50 ?? Number.NaN));
  const p99 = median(found.map(({ half }) => half.statuses[201]?.p99 ?? Number.NaN));
  return [
    {
      section: 'latency',
      name: 'checkout p99 at half load, against unloaded p50',
      measured: ms(p99),
      floor: ms(p50),
      ratio: p99 / p50,
      target: { atMost: 10 },
      notes: [
        `half is ${rate(sustainable / 2, 'orders')}`,
        ...describePlaced(found.map(({ half }) => half)),
      ],
    },
    ...(await overload({ server, load, skusOf }, sustainable)),
  ];
}
