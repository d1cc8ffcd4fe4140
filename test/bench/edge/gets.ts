import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../../scripts/root.ts';
import { atEnd } from '../cleanup.ts';
import { nextMessage } from '../load.ts';
import { median } from '../quantile.ts';
import { percent, rate, type Row } from '../table.ts';
import type { GetPlan, GetResult } from './get-process.ts';

/** Something that answers, and what it costs. */
export interface Contender {
  readonly url: string;
  /** Processor time until now, in seconds. */
  readonly processor: () => number;
  /** Resident memory in MiB. */
  readonly resident: () => number;
}

export interface Asked {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What every answer must be. */
  readonly status: number;
}

type Measured = GetResult & {
  /** Processor time of the server for one request, in microseconds. */
  readonly micros: number;
};

const callers = 32;
const rounds = 4;
const secondsPerRound = 2;

/** autocannon in a process of its own. */
export function startGets() {
  const child = fork(join(root, 'test/bench/edge/get-process.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  atEnd(() => child.disconnect());
  return async (
    { url, processor }: Contender,
    { path, headers = {}, status }: Asked,
  ): Promise<Measured> => {
    const before = processor();
    child.send({ url: url + path, headers, callers, seconds: secondsPerRound } satisfies GetPlan);
    const answer = (await nextMessage(child)) as GetResult | { readonly error: string };
    if ('error' in answer) throw new Error(`the load generator failed: ${answer.error}`);
    if (answer.errors > 0 || answer.statuses.some((each) => each !== String(status)))
      throw new Error(`${path} answered ${answer.statuses.join(', ')}, ${answer.errors} errors`);
    return { ...answer, micros: ((processor() - before) / answer.count) * 1e6 };
  };
}

/** Requests a second of both, in turns: whatever else the machine does hits both. */
export async function compareGets(
  { measured, floor }: { readonly measured: Contender; readonly floor: Contender },
  asked: Asked,
  {
    section,
    name,
    atLeast,
    say,
  }: Pick<Row, 'section' | 'name'> & {
    readonly atLeast: number;
    readonly say: (line: string) => void;
  },
): Promise<Row> {
  const gets = startGets();
  for (const contender of [floor, measured]) await gets(contender, asked);
  const found: { bare: Measured; own: Measured }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const first = await gets(round % 2 === 0 ? measured : floor, asked);
    const second = await gets(round % 2 === 0 ? floor : measured, asked);
    const [own, bare] = round % 2 === 0 ? [first, second] : [second, first];
    say(
      `${name}, round ${round}: ${rate(own.perSecond, 'requests')} (${own.micros.toFixed(0)} µs), ` +
        `bare ${rate(bare.perSecond, 'requests')} (${bare.micros.toFixed(0)} µs)`,
    );
    found.push({ bare, own });
  }
  const middle = (read: (round: (typeof found)[number]) => number) => median(found.map(read));
  const [micros, bareMicros] = [middle(({ own }) => own.micros), middle(({ bare }) => bare.micros)];
  return {
    section,
    name,
    measured: rate(
      middle(({ own }) => own.perSecond),
      'requests',
    ),
    floor: rate(
      middle(({ bare }) => bare.perSecond),
      'requests',
    ),
    // Of each round by itself: other work on the machine comes and goes.
    ratio: middle(({ bare, own }) => own.perSecond / bare.perSecond),
    target: { atLeast },
    notes: [
      `processor ${micros.toFixed(0)} µs a request, floor ${bareMicros.toFixed(0)} µs: ratio ${(bareMicros / micros).toFixed(2)}`,
      `p50 ${middle(({ own }) => own.p50).toFixed(0)} ms, floor ${middle(({ bare }) => bare.p50).toFixed(0)} ms`,
      `memory ${measured.resident().toFixed(0)} MiB, floor ${floor.resident().toFixed(0)} MiB`,
      `generator ${percent(middle(({ bare }) => bare.busy))} of a core`,
    ],
  };
}
