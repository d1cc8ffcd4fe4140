/** Seeded chance: the same seed draws the same numbers on every machine. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  bytes(count: number): Uint8Array;
  /** Mostly short, sometimes long: `mean` on average. */
  wait(mean: number): number;
  /** An independent source: what one part draws does not shift what another does. */
  fork(): Chance;
}

/** sfc32 (Doty-Humphrey): 128 bits of state, passes PractRand, a few lines. */
export function createChance(seed: number): Chance {
  let [a, b, c, counter] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, 0x9e3779b9, 1];
  function next(): number {
    const drawn = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return drawn >>> 0;
  }
  // Neighboring seeds start alike; after a dozen rounds they have nothing in common.
  for (let round = 0; round < 12; round += 1) next();

  const fraction = () => next() / 2 ** 32;
  const whole = (least: number, most: number) =>
    least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    whole,
    happens: (probability) => fraction() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('there is nothing to pick from');
      return items[whole(0, items.length - 1)]!;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
    wait: (mean) => -Math.log(1 - fraction()) * mean,
    fork: () => createChance(next() * 2 ** 20 + (next() & 0xfffff)),
  };
}
