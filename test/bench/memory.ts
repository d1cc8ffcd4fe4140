import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { syntheticProducts } from '../support/synthetic-catalog.ts';
import { chanceOf, zipf } from '../support/vocabulary.ts';
import { catalogOf, type Wishes } from './edge/catalogs.ts';
import { startLoadGenerator } from './load.ts';
import { type BenchServer, startNode, temporaryFolder } from './server.ts';
import { shipEverywhere, stockShop } from './shop.ts';
import type { Row } from './table.ts';

const products = 100_000;
const limitMiB = 200;
const readers = 32;
const buyers = 16;
const flows = 2_000;

/** The most that a process takes up while many read a large catalog, from its head to its tail, and some buy. */
export async function benchMemory(say: (line: string) => void, wishes: Wishes): Promise<Row[]> {
  const dataDir = temporaryFolder();
  const kept = await catalogOf(products, wishes, say);
  copyFileSync(join(kept, 'kiosk.db'), join(dataDir, 'kiosk.db'));
  // One address is everybody here.
  const server = await startNode({ dataDir, environment: { RATE_LIMITS: 'off' } });
  await pause(1_000);
  const atStart = server.resident();
  const skus = await stockShop(server, 200);
  await shipEverywhere(server);
  const load = startLoadGenerator();
  let ended = false;
  const bought = load.buy({ url: server.url, flows, callers: buyers, skus }).finally(() => {
    ended = true;
  });
  const [most, reads, { perSecond }] = await Promise.all([
    highest(server, () => ended),
    readUntil(server, () => ended),
    bought,
  ]);
  await pause(5_000);
  return [
    {
      section: 'memory',
      name: `most memory at full load, Node, ${products.toLocaleString('en')} products`,
      measured: `${most.toFixed(0)} MiB`,
      floor: `${limitMiB} MiB`,
      ratio: most / limitMiB,
      target: { atMost: 1 },
      notes: [
        `${atStart.toFixed(0)} MiB after the start, ${server.resident().toFixed(0)} MiB five seconds after the load`,
        `${reads.toLocaleString('en')} reads by ${readers}, ${flows.toLocaleString('en')} orders by ${buyers} (${perSecond.toFixed(0)} orders/s)`,
      ],
    },
  ];
}

async function highest(server: BenchServer, isOver: () => boolean): Promise<number> {
  let most = 0;
  while (!isOver()) {
    most = Math.max(most, server.resident());
    await pause(100);
  }
  return most;
}

/** Products as often as sales are spread; now and then a list or a search. Answers the number of reads. */
async function readUntil({ url }: BenchServer, isOver: () => boolean): Promise<number> {
  const active = [...syntheticProducts({ products })].filter(({ status }) => status === 'active');
  const chance = chanceOf(11);
  const draw = zipf(chance, active.length);
  const pool = new Pool(url, { connections: readers, pipelining: 1 });
  let reads = 0;
  const read = async () => {
    while (!isOver()) {
      const { handle = '', title = '' } = active[draw()] ?? {};
      const kind = chance();
      const path =
        kind < 0.9
          ? `/v1/products/${handle}`
          : kind < 0.95
            ? `/v1/products?limit=${1 + Math.floor(chance() * 100)}&sort=-price`
            : `/v1/search?q=${encodeURIComponent(title.split(' ')[0] ?? '')}`;
      const { body } = await pool.request({ method: 'GET', path });
      await body.dump();
      reads += 1;
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  await pool.destroy();
  return reads;
}
