import type { LoadResult, PlannedRequest } from '../load-process.ts';
import { startLoadGenerator } from '../load.ts';
import { median } from '../quantile.ts';
import { startNode, startStrongSqld } from '../server.ts';
import { ask, stockShop } from '../shop.ts';
import { ms, percent, rate, type Row } from '../table.ts';
import { bundleWorker, startWorker } from '../worker.ts';
import { startBareWorker } from './bare.ts';
import type { Contender } from './gets.ts';

const products = 50;
const carts = 64;
const callers = 32;
const rounds = 5;
const addsPerRound = 480;

/** A line put into one of many carts, against an object that stores one row. */
export async function benchCartAdd(say: (line: string) => void): Promise<Row[]> {
  const databaseUrl = await startStrongSqld();
  // Node migrates and stocks: a Worker does neither.
  const node = await startNode({ environment: { DATABASE_URL: databaseUrl } });
  const skus = await stockShop(node, products);
  await node.stop();
  const worker = await startWorker(await bundleWorker(), databaseUrl);
  const floor = await startBareWorker();
  const ids: string[] = [];
  for (let cart = 0; cart < carts; cart += 1)
    ids.push((await ask<{ id: string }>(worker, 'POST', '/v1/carts', { body: {} })).id);
  const requests = Array.from({ length: addsPerRound }, (_, index): PlannedRequest => ({
    method: 'POST',
    path: `/v1/carts/${ids[index % carts]}/lines`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sku: skus[(index * 7) % products], quantity: 1 }),
  }));
  const load = startLoadGenerator();
  async function add({ url, processor }: Contender) {
    const before = processor();
    const result = await load.run({ url, requests, pace: { callers } });
    return { ...result, micros: ((processor() - before) / addsPerRound) * 1e6 };
  }

  for (const contender of [floor, worker]) await add(contender);
  const found: Record<'bare' | 'own', LoadResult & { readonly micros: number }>[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const bare = await add(floor);
    const own = await add(worker);
    say(
      `round ${round}: ${rate(own.perSecond, 'adds')} (${own.micros.toFixed(0)} µs), ` +
        `bare ${rate(bare.perSecond, 'rows')} (${bare.micros.toFixed(0)} µs)`,
    );
    found.push({ bare, own });
  }
  const middle = (read: (round: (typeof found)[number]) => number) => median(found.map(read));
  const [micros, bareMicros] = [middle(({ own }) => own.micros), middle(({ bare }) => bare.micros)];
  const good = ({ statuses }: LoadResult) => (statuses[200]?.count ?? 0) / addsPerRound;
  return [
    {
      section: 'cart-add',
      name: `cart add, workerd, ${callers} callers, ${carts} carts`,
      measured: rate(
        middle(({ own }) => own.perSecond),
        'adds',
      ),
      floor: rate(
        middle(({ bare }) => bare.perSecond),
        'rows',
      ),
      ratio: middle(({ bare, own }) => own.perSecond / bare.perSecond),
      target: { atLeast: 0.6 },
      notes: [
        `${percent(middle(({ own }) => good(own)))} answered 200`,
        `processor of workerd ${micros.toFixed(0)} µs an add, floor ${bareMicros.toFixed(0)} µs: ratio ${(bareMicros / micros).toFixed(2)}`,
        `p50 ${ms(middle(({ own }) => own.statuses[200]?.p50 ?? Number.NaN))}, floor ${ms(middle(({ bare }) => bare.statuses[200]?.p50 ?? Number.NaN))}`,
      ],
    },
  ];
}
