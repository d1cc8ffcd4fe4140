import { createClient } from '@libsql/client';
import { atEnd } from '../cleanup.ts';
import { type CommitRate, commitRate } from '../commit-rate.ts';
import type { LoadResult } from '../load-process.ts';
import type { LoadGenerator } from '../load.ts';
import { processorSeconds } from '../machine.ts';
import { describePlaced } from '../place-orders.ts';
import { median } from '../quantile.ts';
import { sampleCheckout } from '../sample-order.ts';
import { startNode, startStrongSqld } from '../server.ts';
import { checkout, prepareCarts, settled, stockShop, threeOf } from '../shop.ts';
import { ms, rate, type Row } from '../table.ts';
import { caughtUp, farAway, products, start } from './world.ts';

const callers = 128;
const rounds = 2;
const ordersPerRound = 256;
const ordersAlone = 24;

interface Placed extends LoadResult {
  /** Processor seconds an order, of each part. */
  readonly processor: readonly number[];
}

/** Checkouts a second through HTTP, the API here and the primary far away, against a batch an order over that way. */
export async function benchBought(load: LoadGenerator, say: (line: string) => void): Promise<Row> {
  const bareUrl = await startStrongSqld();
  const sample = await sampleCheckout(products, { DATABASE_URL: bareUrl });
  const bare = createClient({ url: await farAway(bareUrl) });
  atEnd(() => bare.close());
  const primary = await start({ strong: true, leads: true });
  // What is due is worked off beside the primary.
  const beside = await startNode({ environment: { DATABASE_URL: primary.url } });
  const skusOf = threeOf(await stockShop(beside, products));
  const replica = await start({ follows: await farAway(primary.replicationUrl ?? '') });
  await caughtUp(replica);
  const far = await startNode({
    args: ['--role', 'api'],
    environment: {
      DATABASE_URL: await farAway(primary.url),
      DATABASE_REPLICA_URL: replica.url,
    },
  });
  const parts = {
    api: far.processor,
    primary: () => processorSeconds(primary.process.pid ?? 0),
    replica: () => processorSeconds(replica.process.pid ?? 0),
  };
  const taken = () => Object.values(parts).map((seconds) => seconds());
  async function place(): Promise<Placed> {
    const requests = (await prepareCarts(beside, ordersPerRound, skusOf)).map(checkout);
    const before = taken();
    const placed = await load.run({ url: far.url, requests, pace: { callers } });
    const processor = taken().map((now, at) => (now - (before[at] ?? 0)) / ordersPerRound);
    await settled(beside);
    return { ...placed, processor };
  }
  await place();
  const found: { alone: CommitRate; placed: Placed }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const alone = await commitRate(bare, sample, { count: ordersAlone, groupSize: 1 });
    const placed = await place();
    say(
      `round ${round}: ${rate(placed.perSecond, 'orders')}, a batch each ${rate(alone.perSecond, 'orders')}`,
    );
    found.push({ alone, placed });
  }
  const processor = Object.keys(parts).map((part, at) => {
    const seconds = median(found.map(({ placed }) => placed.processor[at] ?? Number.NaN));
    return `${part} ${ms(seconds * 1_000)}`;
  });
  return {
    section: 'far',
    name: `orders placed, Node, sqld 80 ms away, ${callers} callers`,
    measured: rate(median(found.map(({ placed }) => placed.perSecond)), 'orders'),
    floor: rate(median(found.map(({ alone }) => alone.perSecond)), 'orders'),
    ratio: median(found.map(({ alone, placed }) => placed.perSecond / alone.perSecond)),
    target: undefined,
    notes: [
      ...describePlaced(found.map(({ placed }) => placed)),
      `processor an order: ${processor.join(', ')}`,
      'floor: a batch an order, one after the other',
    ],
  };
}
