import { createClient } from '@libsql/client';
import { atEnd } from '../cleanup.ts';
import { commitOrders } from '../floor-commits.ts';
import { sendInTurns } from '../load-pace.ts';
import { copyOrder } from '../order-copies.ts';
import { median } from '../quantile.ts';
import { sampleCheckout } from '../sample-order.ts';
import { startStrongSqld } from '../server.ts';
import { rate, type Row } from '../table.ts';
import { placingOnly, readMaterials } from '../writer-commands.ts';
import { drive, type Driven, openWriter } from '../writer-drive.ts';
import { rowsOfOne } from '../writer.ts';
import { farAway } from './world.ts';

const products = 200;
/** As many as three groups have places, which is what may be on its way at once. */
const callers = 384;
const rounds = 3;
const ordersInGroups = 1_024;
const ordersAlone = 256;

/** Orders a second that the writer places on a primary far away, against a batch an order of the same rows. */
export async function benchGrouped(say: (line: string) => void): Promise<Row> {
  const near = await startStrongSqld();
  const sample = await sampleCheckout(products, { DATABASE_URL: near });
  const far = await farAway(near);
  const writer = openWriter(far);
  const materials = await readMaterials(writer.client, sample.left);
  const left = await rowsOfOne(writer, placingOnly(materials, 0));
  const bare = createClient({ url: far });
  atEnd(() => bare.close());
  let index = 0;
  const grouped = async (): Promise<Driven> => {
    const works = Array.from({ length: ordersInGroups }, () =>
      placingOnly(materials, (index += 1)),
    );
    return await drive(writer, works, callers);
  };
  /** Each caller sends its next order when its last is there. */
  async function alone(count: number, callers: number): Promise<number> {
    const orders = copyOrder(left, count, sample.variants);
    const startedMs = performance.now();
    await sendInTurns(count, callers, (at) => commitOrders(bare, orders.slice(at, at + 1), 1));
    return count / ((performance.now() - startedMs) / 1_000);
  }
  await grouped();
  await alone(64, callers);
  const found: { grouped: Driven; alone: number; single: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const one = {
      alone: await alone(ordersAlone, callers),
      grouped: await grouped(),
      single: await alone(24, 1),
    };
    say(
      `round ${round}: in groups ${rate(one.grouped.perSecond, 'orders')}, a batch each ` +
        `${rate(one.alone, 'orders')}, one caller ${rate(one.single, 'orders')}`,
    );
    found.push(one);
  }
  const placed = found.map((one) => one.grouped);
  return {
    section: 'far',
    name: `orders by the writer, 80 ms away, ${callers} callers: in groups, against each by itself`,
    measured: rate(median(placed.map(({ perSecond }) => perSecond)), 'orders'),
    floor: rate(median(found.map((one) => one.alone)), 'orders'),
    ratio: median(found.map((one) => one.grouped.perSecond / one.alone)),
    target: { atLeast: 10 },
    notes: [
      `groups of ${median(placed.map(({ groupSize }) => groupSize)).toFixed(0)}`,
      Object.entries(placed.at(-1)?.outcomes ?? {})
        .map(([outcome, count]) => `${count} ${outcome}`)
        .join(', '),
      `one caller with a batch each ${rate(median(found.map((one) => one.single)), 'orders')}`,
    ],
  };
}
