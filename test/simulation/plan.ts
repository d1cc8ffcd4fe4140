import type { Chance } from './chance.ts';

/** What a run is like as a whole, apart from its faults. */
export interface Plan {
  /** Processes at the same time, on one database. */
  readonly processes: number;
  /** Where carts live: in rows of the database, or in objects outside of it. */
  readonly home: 'row' | 'object';
  /** Whether there is a replica that may lag. */
  readonly replica: boolean;
  readonly holdSeconds: number;
  /** How far the clocks of processes are ahead of the true time, on average. */
  readonly skewMs: number;
  readonly writerYields: boolean;
  readonly shoppers: number;
  readonly staff: number;
}

export const planOf = (chance: Chance): Plan => ({
  processes: chance.whole(1, 3),
  home: chance.pick(['row', 'object']),
  replica: chance.happens(0.5),
  holdSeconds: chance.pick([15, 30, 60]),
  skewMs: chance.pick([0, 0, 200, 5_000]),
  writerYields: chance.happens(0.5),
  shoppers: chance.whole(2, 8),
  staff: chance.whole(1, 3),
});
