import { cpus } from 'node:os';
import { describePlaced } from '../place-orders.ts';
import { median } from '../quantile.ts';
import { ms, rate, type Row } from '../table.ts';
import type { Rates } from './floors.ts';
import { roundTripMs } from '../far/world.ts';
import type { Placed, Round, Sold } from './shops.ts';

type Pick<Picked> = (round: Round) => Picked;

export function rowsOf(
  found: readonly Round[],
  { callers, callersEach }: Record<'callers' | 'callersEach', number>,
): Row[] {
  const middle = (pick: Pick<number>) => median(found.map(pick));
  /** Of eight against one; the ratio of each round by itself, since other work comes and goes. */
  const row = (name: string, pick: Pick<Rates>, notes: string[], target?: Row['target']): Row => ({
    section: 'shops',
    name,
    measured: rate(
      middle((round) => pick(round).eight),
      'orders',
    ),
    floor: rate(
      middle((round) => pick(round).one),
      'orders',
    ),
    ratio: middle((round) => pick(round).eight / pick(round).one),
    target,
    notes,
  });
  const cores = ({ api, database, perSecond }: Placed) => (api + database) * perSecond;
  const processor = (pick: Pick<Placed>) =>
    [
      `API ${ms(middle((round) => pick(round).api) * 1_000)}`,
      `database ${ms(middle((round) => pick(round).database) * 1_000)} an order`,
      `${middle((round) => cores(pick(round))).toFixed(2)} cores`,
    ].join(', ');
  function sold(where: string, of: Pick<Sold>, target?: Row['target']): Row[] {
    const eight = (round: Round) => of(round).eight;
    const one = (round: Round) => of(round).one;
    const crowded = (round: Round) => of(round).crowded;
    const against =
      (pick: Pick<Placed>): Pick<Rates> =>
      (round) => ({ one: pick(round).perSecond, eight: eight(round).perSecond });
    // As if they did nothing else, and an order of eight shops cost what it does of one.
    const bound = cpus().length / middle((round) => cores(one(round)));
    return [
      row(
        `eight shops on eight namespaces ${where}, ${callersEach} callers each, against one`,
        against(one),
        [
          ...describePlaced(found.map(eight)),
          `processor: ${processor(eight)}; one shop: ${processor(one)}`,
          `all ${cpus().length} cores would allow ${bound.toFixed(1)}`,
        ],
        target,
      ),
      row(`the same, against one shop with ${callers} callers`, against(crowded), [
        `processor: ${processor(crowded)}`,
      ]),
    ];
  }
  return [
    ...sold(`${roundTripMs} ms away`, ({ far }) => far, { atLeast: 2.5 }),
    ...sold('near by', ({ near }) => near),
    row(
      `writers of eight namespaces, ${callersEach} callers each, against one`,
      ({ writers }) => writers,
      [],
    ),
    row(
      `bare commits in groups of ${callersEach}, eight namespaces against one`,
      ({ small }) => small,
      [],
    ),
    row(
      `bare commits in groups of ${callers}, eight namespaces against one`,
      ({ large }) => large,
      [],
    ),
  ];
}
