import { createClient } from '@libsql/client';
import { atEnd } from '../cleanup.ts';
import { commitRate } from '../commit-rate.ts';
import type { SampleOrder } from '../sample-order.ts';
import { placingOnly, readMaterials } from '../writer-commands.ts';
import { drive, openWriter } from '../writer-drive.ts';

const orders = 512;

/** Orders a second on one database, and on eight at once. */
export interface Rates {
  readonly one: number;
  readonly eight: number;
}

/** Orders a second, over the first so many of what there is, at once. */
async function together<Part>(
  parts: readonly Part[],
  act: (part: Part, count: number) => Promise<unknown>,
): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(parts.map((part) => act(part, orders / parts.length)));
  return orders / ((performance.now() - startedMs) / 1_000);
}

/** Bare commits: what no arrangement of shops gets past. */
export function bareCommits(urls: readonly string[], sample: SampleOrder) {
  const clients = urls.map((url) => createClient({ url }));
  atEnd(() => clients.forEach((client) => client.close()));
  return (on: number, groupSize: number): Promise<number> =>
    together(clients.slice(0, on), (client, count) =>
      commitRate(client, sample, { count, groupSize }),
    );
}

/** The writers of the shops, without HTTP before them. */
export async function writing(urls: readonly string[], sample: SampleOrder) {
  const writers = urls.map(openWriter);
  const [first] = writers;
  if (!first) throw new Error('no shop');
  // Copies of one database: what is on the shelves of one is on those of all.
  const materials = await readMaterials(first.client, sample.left);
  let index = 0;
  return (on: number, callersEach: number): Promise<number> =>
    together(writers.slice(0, on), async (writer, count) => {
      const works = Array.from({ length: count }, () => placingOnly(materials, (index += 1)));
      const { outcomes } = await drive(writer, works, callersEach);
      if (outcomes['placed'] !== count)
        throw new Error(`not all were placed: ${JSON.stringify(outcomes)}`);
    });
}
