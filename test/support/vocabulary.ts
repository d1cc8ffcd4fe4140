/** Chance that a seed decides: numbers from 0 to below 1, the same each time (mulberry32). */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const oneOf = <Value>(chance: Chance, values: readonly Value[]): Value =>
  values[Math.floor(chance() * values.length)] as Value;

/** Draws places of a ranking of `size`: the n-th as often as 1/n, which is how words and sales are spread. */
export function zipf(chance: Chance, size: number, exponent = 1): () => number {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let place = 0; place < size; place += 1) {
    sum += 1 / (place + 1) ** exponent;
    sums[place] = sum;
  }
  return () => {
    const drawn = chance() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const frequent = `the and with for set small large mini of in vintage red white blue pink green black retro paper heart
bag box mug tin cake garden light holder candle metal wooden glass ceramic cotton linen enamel silver gold ivory
design hanging kitchen party birthday christmas gift tea coffee lunch bottle jar bowl plate tray basket clock
frame sign wall door hook drawer cabinet cushion towel apron doormat lantern wreath garland bunting ribbon
rose daisy poppy polkadot spotty stripe floral woodland owl rabbit robin bird butterfly star moon toadstool
notebook pencil card wrap sticker tape jigsaw puzzle dominoes skipping rope torch umbrella parasol picnic hamper
travel wallet purse necklace bracelet earrings ring brooch slippers scarf gloves hat socks soap lotion incense`;

const onsets = 'b br c cl d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w'.split(' ');
const vowels = 'a ai e ee i o oa u'.split(' ');
const codas = 'd ck l ll m n nd ng p r rt s sk t th x'.split(' ');

/** Words of a language that nobody speaks, behind those that a gift shop uses most; no two alike. */
export function vocabulary(seed: number, size: number): readonly string[] {
  const chance = chanceOf(seed);
  const words = new Set(frequent.split(/\s+/));
  while (words.size < size) {
    let word = '';
    for (let syllables = chance() < 0.5 ? 2 : 3; syllables > 0; syllables -= 1)
      word += oneOf(chance, onsets) + oneOf(chance, vowels);
    words.add(word + oneOf(chance, codas));
  }
  return [...words].slice(0, size);
}
