import { farAway } from '../far/world.ts';
import type { LoadResult } from '../load-process.ts';
import { type LoadGenerator, startLoadGenerator } from '../load.ts';
import { type SampleOrder, sampleCheckout } from '../sample-order.ts';
import { type BenchServer, startNode } from '../server.ts';
import { checkout, prepareCarts, type Shop, threeOf } from '../shop.ts';
import { rate, type Row } from '../table.ts';
import { controlTable } from './control.ts';
import { knowingNames } from './localhost-names.ts';
import { bareCommits, type Rates, writing } from './floors.ts';
import { type Namespaces, startNamespaces } from './namespaces.ts';
import { rowsOf } from './rows.ts';

const many = 8;
const products = 200;
const callers = 64;
const rounds = 3;
const ordersPerRound = 256;
const callersEach = callers / many;

const named = (name: string) => Array.from({ length: many }, (_, index) => `${name}-${index + 1}`);
const shops = named('shop');
const bare = named('bare');

export interface Round {
  /** Bare commits: in groups of an eighth of the callers, and in groups of all. */
  readonly small: Rates;
  readonly large: Rates;
  /** Writers without HTTP before them, with an eighth of the callers each. */
  readonly writers: Rates;
  readonly near: Sold;
  readonly far: Sold;
}

/** Orders through the API, with the primary near or far. */
export interface Sold {
  readonly eight: Placed;
  /** One shop with as many callers as each of the eight has, and with as many as all of them have. */
  readonly one: Placed;
  readonly crowded: Placed;
}

export type Placed = LoadResult & Record<'api' | 'database', number>;

/** Orders a second of one process over eight shops, a namespace each, against those of one shop. */
export async function benchShops(say: (line: string) => void): Promise<Row[]> {
  const databases = await startNamespaces();
  const sample = await makeShops(databases);
  const { port: farPort } = new URL(await farAway(databases.urlOf('any')));
  const near = await startServing(databases.urlOf);
  const far = await startServing((id) => `http://${id}.localhost:${farPort}`);
  const commit = bareCommits(bare.map(databases.urlOf), sample);
  const write = await writing(shops.map(databases.urlOf), sample);
  const load = startLoadGenerator();
  // Carts are opened near by, wherever they are checked out.
  const carts = openingCarts(near);
  const placeNear = placing({ server: near, carts, databases, load });
  const placeFar = placing({ server: far, carts, databases, load });
  const rates = async (act: (on: number) => Promise<number>): Promise<Rates> => ({
    one: await act(1),
    eight: await act(many),
  });
  const round = async (): Promise<Round> => ({
    small: await rates((on) => commit(on, callersEach)),
    large: await rates((on) => commit(on, callers)),
    writers: await rates((on) => write(on, callersEach)),
    near: await sold(placeNear),
    far: await sold(placeFar),
  });
  await placeNear(many, callers);
  await placeFar(many, callers);
  const found: Round[] = [];
  for (let count = 1; count <= rounds; count += 1) {
    const one = await round();
    say(`round ${count}: ${describe(one)}`);
    found.push(one);
  }
  return rowsOf(found, { callers, callersEach });
}

/** Nobody works off what the orders leave to do: eight shops would have eight times as many hands for it. */
const startServing = async (urlOf: (id: string) => string): Promise<BenchServer> =>
  await startNode({
    args: ['--role', 'api'],
    environment: {
      SHOPS_DATABASE_URL: await controlTable(
        shops.map((id) => ({ id, host: `${id}.localhost`, databaseUrl: urlOf(id) })),
      ),
      ...knowingNames,
    },
  });

const sold = async (place: (on: number, callers: number) => Promise<Placed>): Promise<Sold> => ({
  one: await place(1, callersEach),
  eight: await place(many, callers),
  crowded: await place(1, callers),
});

/** Eight shops with the same shelves, and eight databases for bare commits that nobody works on. */
async function makeShops(databases: Namespaces): Promise<SampleOrder> {
  const [first = '', ...others] = shops;
  await databases.make(first);
  const sample = await sampleCheckout(products, {
    DATABASE_URL: databases.urlOf(first),
    ...knowingNames,
  });
  for (const name of [...others, ...bare]) await databases.make(name, first);
  return sample;
}

type Request = ReturnType<typeof checkout>;
type Carts = (on: number) => Promise<readonly (readonly Request[])[]>;

/** Carts of the first so many shops, as requests to check them out. */
function openingCarts(server: BenchServer): Carts {
  const { port } = new URL(server.url);
  const known = shops.map((id): Shop & { host: string } => {
    const host = `${id}.localhost`;
    return { url: `http://${host}:${port}`, host, adminKey: server.adminKey };
  });
  const skusOf = threeOf(
    Array.from({ length: products }, (_, index) => `BENCH-${String(index).padStart(4, '0')}`),
  );
  return async (on) =>
    await Promise.all(
      known.slice(0, on).map(async (shop) => {
        const carts = await prepareCarts(shop, ordersPerRound / on, skusOf);
        return carts.map((cart) => {
          const request = checkout(cart);
          return { ...request, headers: { ...request.headers, host: shop.host } };
        });
      }),
    );
}

interface Parts {
  readonly server: BenchServer;
  readonly carts: Carts;
  readonly databases: Namespaces;
  readonly load: LoadGenerator;
}

/** Checkouts through one process, spread over so many shops. */
function placing({ server, carts, databases, load }: Parts) {
  return async (on: number, callers: number): Promise<Placed> => {
    const prepared = await carts(on);
    // In turns: each shop has its share of the callers at any time.
    const requests = Array.from(
      { length: ordersPerRound },
      (_, index) => prepared[index % on]?.[Math.floor(index / on)],
    ).filter((request) => request !== undefined);
    const before = { api: server.processor(), database: databases.processor() };
    const placed = await load.run({ url: server.url, requests, pace: { callers } });
    const after = { api: server.processor(), database: databases.processor() };
    return {
      ...placed,
      api: (after.api - before.api) / ordersPerRound,
      database: (after.database - before.database) / ordersPerRound,
    };
  };
}

const describe = ({ small, large, writers, near, far }: Round): string =>
  `${soldAs(near)}; far: ${soldAs(far)}; writers ${pair(writers)}; ` +
  `bare in groups of ${callersEach} ${pair(small)}, of ${callers} ${pair(large)}`;

const soldAs = ({ one, eight, crowded }: Sold): string =>
  `one and eight: ${pair({ one: one.perSecond, eight: eight.perSecond })}, ` +
  `one with ${callers} callers ${rate(crowded.perSecond, 'orders')}`;

const pair = ({ one, eight }: Rates): string => `${Math.round(one)} and ${rate(eight, 'orders')}`;
