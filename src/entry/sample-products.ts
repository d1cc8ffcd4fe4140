import { proportion } from '../core/money.ts';
import { slug } from '../core/text.ts';

/** A line of `data/products.csv`. */
export interface SampleRow {
  readonly code: string;
  readonly title: string;
  readonly pricePence: number;
  readonly unitsSold: number;
}

/** Euro cents for a hundred pence: a rate that never changes, so that neither does a test. */
const euroPercent = 115;

const collections: readonly (readonly [name: string, words: RegExp])[] = [
  ['Christmas', /\b(christmas|xmas|advent|reindeer|santa|snowman|snowflake|bauble|nativity)/i],
  [
    'Kitchen & dining',
    /\b(cake|mug|bowl|plate|tea|teapot|cup|cutlery|jar|tray|lunch|bak(e|ing)|coffee|spoon|kitchen|jug|napkin|dish|glass|biscuit|recipe|apron|oven)s?\b/i,
  ],
  ['Bags & purses', /\b(bag|shopper|purse|rucksack|holdall|wallet)s?\b/i],
  ['Candles & lights', /\b(candle|t-light|tealight|lantern|light|lamp|incense|candlestick)s?\b/i],
  [
    'Jewelry',
    /\b(necklace|earring|bracelet|ring|charm|diamante|brooch|bangle|choker|hair ?(clip|grip|slide|band)?)s?\b/i,
  ],
  [
    'Home & decoration',
    /\b(cushion|clock|frame|mirror|hook|doormat|decoration|wall|sign|drawer|vase|ornament|cabinet|knob|hanging|wreath|magnet)s?\b/i,
  ],
  [
    'Garden',
    /\b(garden|plant|bird|parasol|seed|watering|flowerpot|butterfly|butterflies|trellis)s?\b/i,
  ],
  [
    'Cards & stationery',
    /\b(card|wrap|paper|notebook|pencil|sticker|envelope|ribbon|tape|tissue|journal|pen|stamp|diary|notes?)s?\b/i,
  ],
  [
    'Toys & children',
    /\b(children|childrens|child|dolly|spaceboy|toy|game|doll|jigsaw|girl|boy|baby|skipping|playing|puppet|puzzle|teddy)s?\b/i,
  ],
  [
    'Party & celebrations',
    /\b(party|garland|bunting|birthday|balloon|inflatable|easter|wedding|valentines?)s?\b/i,
  ],
  ['Vintage & retro', /\b(vintage|retro|retrospot|antique|polkadot|regency)\b/i],
];

/** The product that a line of the sample stands for. `handles` keeps those that are taken. */
export function sampleProduct(
  { code, title, pricePence, unitsSold }: SampleRow,
  handles: Set<string>,
) {
  // Codes that differ only in case share a title: their handles need something between them.
  const base = slug(`${title} ${code}`);
  const handle = handles.has(base) ? `${base}-2` : base;
  handles.add(handle);
  return {
    handle,
    title,
    status: 'active',
    collections: collections.filter(([, words]) => words.test(title)).map(([name]) => name),
    variants: [
      {
        sku: code,
        prices: [
          { amount: pricePence, currency: 'GBP' },
          { amount: Math.max(proportion(pricePence, euroPercent, 100), 1), currency: 'EUR' },
        ],
        weight_grams: weightOf(pricePence),
        // More than the year sells, so that a replay of it never runs short.
        inventory: { on_hand: unitsSold * 2 + 100, policy: 'deny' },
      },
    ],
  };
}

/** The data has no weights. Dearer things of one kind tend to be larger: 40 g and 1 g for every two pence, at most 5 kg. */
const weightOf = (pricePence: number): number => Math.min(40 + Math.round(pricePence / 2), 5_000);
