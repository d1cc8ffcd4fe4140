import { type Client, createClient } from '@libsql/client';
import { checkInvariants } from '../../scripts/invariants/index.ts';
import type { LoadResult } from './load-process.ts';
import type { LoadGenerator } from './load.ts';
import type { BenchServer } from './server.ts';
import { checkout, prepareCarts, type ReadyCart, settled } from './shop.ts';
import { ms, percent, rate, type Row } from './table.ts';

interface Parts {
  readonly server: BenchServer;
  readonly load: LoadGenerator;
  readonly skusOf: (index: number) => readonly string[];
}

const seconds = 3;
/** A buyer who is turned away should know within this. */
const boundMs = 1_000;
/** Preparing more takes longer than it is worth. */
const cartsMax = 12_000;

/** Three times the load that the server can bear, for some seconds; then the server stops and its books are checked. */
export async function overload(
  { server, load, skusOf }: Parts,
  sustainable: number,
): Promise<Row[]> {
  const perSecond = sustainable * 3;
  const carts = await prepareCarts(
    server,
    Math.min(cartsMax, Math.ceil(perSecond * seconds)),
    skusOf,
  );
  const found = await load.run({
    url: server.url,
    requests: carts.map(checkout),
    pace: { perSecond },
  });
  await settled(server);
  await server.stop();
  const client = createClient({ url: server.databaseUrl });
  const wrong = await mistakes(client, carts, found);
  client.close();
  return [...rowsOf(found, sustainable), truthOf(wrong, found)];
}

/** What the books say against what the buyers were told. */
async function mistakes(
  client: Client,
  carts: readonly ReadyCart[],
  { statusOf }: LoadResult,
): Promise<string[]> {
  const violations = await checkInvariants(client);
  const { rows } = await client.execute('SELECT cart_id FROM orders');
  const ordered = new Set(rows.map((row) => String(row['cart_id'])));
  const lost = carts.filter(({ id }, at) => statusOf[at] === 201 && !ordered.has(id));
  const untold = carts.filter(({ id }, at) => statusOf[at] !== 201 && ordered.has(id));
  return [
    ...violations.map(({ invariant, subject, detail }) => `${invariant}: ${subject}, ${detail}`),
    ...lost.map(({ id }) => `acknowledged and not there: ${id}`),
    ...untold.map(({ id }) => `turned away and yet ordered: ${id}`),
  ];
}

function rowsOf(found: LoadResult, sustainable: number): Row[] {
  const { statuses, statusOf, withoutRetryAfter } = found;
  const placed = statuses[201]?.count ?? 0;
  const shed = statuses[503];
  const answered = placed + (shed?.count ?? 0) - withoutRetryAfter;
  const others = Object.entries(statuses).filter(([status]) => !['201', '503'].includes(status));
  return [
    {
      section: 'latency',
      name: 'three times the load: answered 201, or 503 with Retry-After',
      measured: String(answered),
      floor: String(statusOf.length),
      ratio: answered / statusOf.length,
      target: { atLeast: 1 },
      notes: [
        `${placed} × 201 (${rate(placed / found.seconds, 'orders')}, sustainable ${rate(sustainable, 'orders')}), p99 ${ms(statuses[201]?.p99 ?? NaN)}`,
        `${shed?.count ?? 0} × 503 (${percent((shed?.count ?? 0) / statusOf.length)})`,
        ...others.map(
          ([status, { count }]) => `${count} × ${status === '0' ? 'no answer' : status}`,
        ),
        `offered for ${seconds} s, done after ${found.seconds.toFixed(1)} s`,
      ],
    },
    {
      section: 'latency',
      name: 'three times the load: p99 of a 503, against a second',
      measured: ms(shed?.p99 ?? Number.NaN),
      floor: ms(boundMs),
      ratio: (shed?.p99 ?? Number.NaN) / boundMs,
      target: { atMost: 1 },
      notes: [`slowest ${ms(shed?.max ?? Number.NaN)}`],
    },
  ];
}

const truthOf = (wrong: readonly string[], { statuses }: LoadResult): Row => ({
  section: 'latency',
  name: 'three times the load: orders that are not as acknowledged',
  measured: String(wrong.length),
  floor: `of ${statuses[201]?.count ?? 0}`,
  ratio: wrong.length,
  target: { atMost: 0 },
  notes: wrong.slice(0, 3),
});
