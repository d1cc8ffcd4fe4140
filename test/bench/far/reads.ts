import type { LoadGenerator } from '../load.ts';
import { median } from '../quantile.ts';
import type { BenchServer } from '../server.ts';
import { ms, type Row } from '../table.ts';

const rounds = 4;
const requestsPerRound = 300;
/** A request with credentials neither reads nor fills the cache. */
const passing = { authorization: 'Bearer of-nobody' };

/** A product's page with the primary far, against the same with everything near. */
export async function compareReads(
  { far, near }: Record<'far' | 'near', BenchServer>,
  load: LoadGenerator,
  say: (line: string) => void,
): Promise<Row[]> {
  const paths = await productPaths(near);
  async function p50({ url }: BenchServer, headers: Record<string, string>): Promise<number> {
    const requests = Array.from({ length: requestsPerRound }, (_, index) => ({
      method: 'GET' as const,
      path: paths[index % paths.length] ?? '',
      headers,
    }));
    const { statuses } = await load.run({ url, requests, pace: { callers: 1 } });
    if (statuses[200]?.count !== requestsPerRound)
      throw new Error(`not all were found: ${JSON.stringify(statuses)}`);
    return statuses[200].p50;
  }
  const rows: Row[] = [];
  for (const [kind, headers] of [
    ['uncached', passing],
    ['cached', {}],
  ] as const) {
    const found: Record<'far' | 'near', number>[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const local = await p50(near, headers);
      const away = await p50(far, headers);
      say(`${kind} product: p50 ${away.toFixed(2)} ms, all near ${local.toFixed(2)} ms`);
      // The first round warms up.
      if (round > 0) found.push({ far: away, near: local });
    }
    rows.push({
      section: 'far',
      name: `${kind} product, primary 80 ms away, against near`,
      measured: ms(median(found.map((one) => one.far))),
      floor: ms(median(found.map((one) => one.near))),
      ratio: median(found.map((one) => one.far / one.near)),
      target: { atMost: 2 },
      notes: [`p50 of one caller, ${rounds * requestsPerRound} requests each`],
    });
  }
  return rows;
}

async function productPaths({ url }: BenchServer): Promise<string[]> {
  const response = await fetch(`${url}/v1/products?limit=100`);
  const { data } = (await response.json()) as { data: { handle: string }[] };
  return data.map(({ handle }) => `/v1/products/${handle}`);
}
