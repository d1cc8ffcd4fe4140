import { median, quantile } from '../quantile.ts';
import type { BenchServer } from '../server.ts';
import { ms, type Row } from '../table.ts';
import type { Passed } from './passed.ts';

const times = 60;
const targetMs = 15;

/** Reads with the token of a write, at once after it: how long they take, and how many of them had to go to the primary. */
export async function readOwnWrites(
  { url, adminKey }: BenchServer,
  passed: Passed,
  say: (line: string) => void,
): Promise<Row> {
  const headers = {
    authorization: `Bearer ${adminKey}`,
    'content-type': 'application/json',
    'if-match': '*',
  };
  const listed = await fetch(`${url}/v1/products?limit=1`);
  const { data } = (await listed.json()) as { data: { id: string }[] };
  const id = data[0]?.id;
  const found: { ms: number; trips: number }[] = [];
  const others: number[] = [];
  const writes: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const title = `Title ${index}`;
    const startedMs = performance.now();
    const written = await fetch(`${url}/v1/admin/products/${id}`, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ title }),
    });
    await written.text();
    writes.push(performance.now() - startedMs);
    const token = written.headers.get('consistency-token') ?? '';
    const read = await passed.during(async () => {
      const answer = await fetch(`${url}/v1/products/${id}`, {
        headers: { 'consistency-token': token },
      });
      return (await answer.json()) as { title: string };
    });
    if (read.result.title !== title)
      throw new Error(`${read.result.title} was read after ${title} had been written`);
    found.push({ ms: read.ms, trips: read.trips.length });
    // For whom any state will do; the credentials of nobody pass by the cache, as a token does.
    const other = await passed.during(async () => {
      const answer = await fetch(`${url}/v1/products/${id}`, {
        headers: { authorization: 'Bearer of-nobody' },
      });
      await answer.text();
    });
    others.push(other.ms);
  }
  const took = found.map((one) => one.ms);
  const away = found.filter(({ trips }) => trips > 0).length;
  const p50 = median(took);
  say(`reads of own writes: p50 ${ms(p50)}, ${away} of ${times} from the primary`);
  return {
    section: 'far',
    name: 'read of an own write, by its token, at once after it',
    measured: ms(p50),
    floor: ms(targetMs),
    ratio: p50 / targetMs,
    target: { atMost: 1 },
    notes: [
      `p90 ${ms(quantile(took, 0.9))}, at most ${ms(Math.max(...took))}`,
      `${away} of ${times} went to the primary, all showed it`,
      `without a token p50 ${ms(median(others))}`,
      `the write itself p50 ${ms(median(writes))}`,
    ],
  };
}
