import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { type CommitRate, commitRate } from './commit-rate.ts';
import { differences, takeSnapshot } from './order-rows.ts';
import { median } from './quantile.ts';
import { type SampleOrder, sampleCheckout } from './sample-order.ts';
import { startStrongSqld, temporaryFolder } from './server.ts';
import { ms, rate, type Row } from './table.ts';
import {
  type Materials,
  mixing,
  placingLong,
  placingOften,
  placingOnly,
  readMaterials,
  type Work,
} from './writer-commands.ts';
import { drive, type Driven, type DrivenWriter, openWriter } from './writer-drive.ts';

const products = 1_000;
const rounds = 2;

interface Mix {
  readonly name: string;
  readonly callers: number;
  readonly work: (from: Materials, index: number) => Work;
  readonly count: { readonly file: number; readonly sqld: number };
  /** Which bare commits it is held against. */
  readonly floor: 'short' | 'long';
}

const many = { file: 1_024, sqld: 512 };
const mixes: readonly Mix[] = [
  {
    name: 'alone',
    callers: 1,
    work: placingOnly,
    count: { file: 96, sqld: 32 },
    floor: 'short',
  },
  { name: 'three lines', callers: 64, work: placingOnly, count: many, floor: 'short' },
  { name: 'three lines', callers: 256, work: placingOnly, count: many, floor: 'short' },
  { name: '30 % short of stock', callers: 64, work: placingOften, count: many, floor: 'short' },
  { name: 'four kinds in turns', callers: 64, work: mixing, count: many, floor: 'short' },
  {
    name: '1,000 lines',
    callers: 16,
    work: placingLong,
    count: { file: 24, sqld: 12 },
    floor: 'long',
  },
];

/** The writer by itself, without HTTP in front: commands a second in groups, against bare commits of the same rows. */
export async function benchWriter(say: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const place of ['file', 'sqld'] as const) {
    const url = place === 'sqld' ? await startStrongSqld() : undefined;
    const sample = await sampleCheckout(products, url === undefined ? {} : { DATABASE_URL: url });
    rows.push(...(await measure(place, url ?? copied(sample), sample, say)));
  }
  return rows;
}

function copied(sample: SampleOrder): string {
  const file = join(temporaryFolder(), 'writer.db');
  sample.copyDatabase(file);
  return `file:${file}`;
}

interface Floors {
  readonly short: number;
  readonly long: number;
}

async function measure(
  place: 'file' | 'sqld',
  url: string,
  sample: SampleOrder,
  say: (line: string) => void,
): Promise<Row[]> {
  const writer = openWriter(url);
  const materials = await readMaterials(writer.client, sample.left);
  // The floors commit what one command leaves, not what a whole checkout does.
  const short = { ...sample, left: await rowsOfOne(writer, placingOnly(materials, 0)) };
  const long = { ...sample, left: await rowsOfOne(writer, placingLong(materials, 0)) };
  const bare = createClient({ url });
  let index = 0;
  const found = mixes.map((): Driven[] => []);
  const floors: Floors[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const floor = {
      short: await commitRate(bare, short, { count: 768, groupSize: 128 }).then(perSecond),
      long: await commitRate(bare, long, { count: 16, groupSize: 4 }).then(perSecond),
    };
    // The first round warms up.
    if (round > 0) floors.push(floor);
    for (const [at, { work, count, callers }] of mixes.entries()) {
      const works = Array.from({ length: count[place] }, () => work(materials, (index += 1)));
      const driven = await drive(writer, works, callers);
      if (round > 0) found[at]?.push(driven);
    }
  }
  bare.close();
  const floor = {
    short: median(floors.map((one) => one.short)),
    long: median(floors.map((one) => one.long)),
  };
  say(
    `${place}: bare commits ${rate(floor.short, 'orders')} of ${short.left.length} rows, ` +
      `${rate(floor.long, 'orders')} of ${long.left.length} rows`,
  );
  return mixes.map((mix, at) => rowOf(place, mix, found[at] ?? [], floor[mix.floor]));
}

const perSecond = (found: CommitRate): number => found.perSecond;

/** The rows that one command leaves. */
export async function rowsOfOne({ writer, client }: DrivenWriter, work: Work) {
  const before = await takeSnapshot(client);
  await work(writer);
  return differences(before, await takeSnapshot(client));
}

function rowOf(place: string, mix: Mix, found: readonly Driven[], floor: number): Row {
  const perSecond = median(found.map((one) => one.perSecond));
  const outcomes = Object.entries(found.at(-1)?.outcomes ?? {});
  const callers = mix.callers === 1 ? '1 caller' : `${mix.callers} callers`;
  return {
    section: 'writer',
    name: `writer on ${place}, ${callers}: ${mix.name}`,
    measured: rate(perSecond, 'commands'),
    floor: rate(floor, 'orders'),
    ratio: perSecond / floor,
    target: undefined,
    notes: [
      `groups of ${median(found.map((one) => one.groupSize)).toFixed(0)}`,
      outcomes.map(([outcome, count]) => `${count} ${outcome}`).join(', '),
      ...(mix.floor === 'long' ? [rate(perSecond * 1_000, 'lines')] : []),
      ...(mix.callers === 1 ? [`${ms(1_000 / perSecond)} each`] : []),
    ],
  };
}
