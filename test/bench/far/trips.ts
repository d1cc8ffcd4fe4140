import { median } from '../quantile.ts';
import { ask, checkout, prepareCarts, type Shop, threeOf } from '../shop.ts';
import { ms, type Row } from '../table.ts';
import type { Passed, Watched } from './passed.ts';

const carts = 20;

interface Parts {
  readonly runtime: string;
  readonly shop: Shop;
  readonly passed: Passed;
  readonly skus: readonly string[];
  readonly say: (line: string) => void;
}

type Watch = Watched<unknown>;

/** What a line in a cart and a checkout ask of the far primary before they are answered; one request at a time. */
export async function countTrips(
  { runtime, shop, passed, skus, say }: Parts,
  targets: Record<'add' | 'checkout', Row['target']>,
): Promise<Row[]> {
  const ready = await prepareCarts(shop, carts, threeOf(skus));
  const adds: Watch[] = [];
  const checkouts: Watch[] = [];
  const act = async (path: string, headers: Readonly<Record<string, string>>, body: unknown) => {
    // What an earlier request left to do must not be taken for this one's.
    await passed.quiet();
    return await passed.during(() => ask(shop, 'POST', path, { headers, body }));
  };
  for (const [index, { id }] of ready.entries()) {
    const body = { sku: threeOf(skus)(index)[0], quantity: 1 };
    const path = `/v1/carts/${id}/lines`;
    adds.push(await act(path, {}, body));
  }
  // Carts of their own: the totals of the others have changed.
  for (const cart of await prepareCarts(shop, carts, threeOf(skus))) {
    const { path, headers = {}, body = '' } = checkout(cart);
    checkouts.push(await act(path, headers, JSON.parse(body)));
  }
  const row = (name: string, found: readonly Watch[], target: Row['target']): Row => {
    const trips = found.map((one) => one.trips.length);
    const most = Math.max(...trips);
    say(`${name}, ${runtime}: ${[...new Set(found.flatMap((one) => one.trips))].join(' | ')}`);
    const again = found.reduce((sum, one) => sum + one.again, 0);
    const besides = found.reduce((sum, one) => sum + one.besides.length, 0);
    return {
      section: 'far',
      name: `trips to the primary of ${name}, ${runtime}`,
      measured: String(most),
      floor: String(target?.atMost ?? '–'),
      ratio: most,
      target,
      notes: [
        `p50 ${ms(median(found.map((one) => one.ms)))}`,
        `${found.length} of them: ${Math.min(...trips)} to ${most} trips`,
        ...(again > 0 ? [`${again} made again, word for word`] : []),
        ...(besides > 0 ? [`${besides} of the clock besides`] : []),
      ],
    };
  };
  return [
    row('a line into a cart', adds, targets.add),
    row('a checkout', checkouts, targets.checkout),
  ];
}
