import { cpus } from 'node:os';
import { describePlaced } from '../place-orders.ts';
import { median } from '../quantile.ts';
import { ms, rate, type Row } from '../table.ts';
import type { Rates } from './floors.ts';
import type { Placed, Round } from './shops.ts';

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
  const against =
    (pick: Pick<Placed>): Pick<Rates> =>
    (round) => ({ one: pick(round).perSecond, eight: round.eight.perSecond });
  const cores = ({ api, database, perSecond }: Placed) => (api + database) * perSecond;
  const processor = (pick: Pick<Placed>) =>
    [
      `API ${ms(middle((round) => pick(round).api) * 1_000)}`,
      `database ${ms(middle((round) => pick(round).database) * 1_000)} an order`,
      `${middle((round) => cores(pick(round))).toFixed(2)} cores`,
    ].join(', ');
  // As if they did nothing else, and an order of eight shops cost what it does of one.
  const bound = cpus().length / middle(({ one }) => cores(one));
  return [
    row(
      `eight shops on eight namespaces, ${callersEach} callers each, against one`,
      against(({ one }) => one),
      [
        ...describePlaced(found.map(({ eight }) => eight)),
        `processor: ${processor(({ eight }) => eight)}; one shop: ${processor(({ one }) => one)}`,
        `all ${cpus().length} cores would allow ${bound.toFixed(1)}`,
      ],
      { atLeast: 2.5 },
    ),
    row(
      `the same, against one shop with ${callers} callers`,
      against(({ crowded }) => crowded),
      [`processor: ${processor(({ crowded }) => crowded)}`],
    ),
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
