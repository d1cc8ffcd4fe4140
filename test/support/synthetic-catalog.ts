// A catalog of any size, the same from the same seed: words, prices and sizes are spread as in a shop, and the rows
// are those that Kiosk itself would write.
import { slug } from '../../src/core/text.ts';
import { toClient } from '../../src/db/sql.ts';
import { readConfig } from '../../src/platform/config.ts';
import { contextWith, systemContext } from '../../src/platform/context.ts';
import { readDatabase } from '../../src/db/read.ts';
import { openDatabase, prepareDatabase } from '../../src/platform/server/database.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import { serverPlatform } from '../../src/platform/server/platform.ts';
import { newProduct, type ProductInput } from '../../src/shop/catalog/create-product.ts';
import { initialStock, writeProducts } from '../../src/shop/catalog/rows.ts';
import { createCollection } from '../../src/shop/catalog/save-collection.ts';
import { type Chance, chanceOf, oneOf, vocabulary, zipf } from './vocabulary.ts';

export interface CatalogPlan {
  readonly products: number;
  readonly seed?: number;
  /** All of them, for whoever asks for each by its handle; else a few are drafts and a few archived. */
  readonly allActive?: boolean;
}

export type SyntheticProduct = ProductInput & { readonly handle: string };

/** Two words that as many products have in a catalog of any size, for comparing searches. */
export const plantedWords = ['saffron', 'obelisk'] as const;
/** So many active products have both; half as many again have one of them. */
export const plantedHits = 200;

/** The first is in a fifth of all products, the others in fewer and fewer. */
export const collectionTitles =
  `Kitchen|Garden|Christmas|Party|Bags|Lighting|Stationery|Toys|Textiles|Jewellery
Bathroom|Easter|Picnic|Storage|Clocks|Baking|Travel|Candles|Wall art|Outdoors`.split(/[|\n]/);

const wordsMax = 20_000;
const colors = ['Red', 'Blue', 'Green', 'Ivory', 'Pink', 'Black'];
const sizes = ['Small', 'Medium', 'Large'];
/** When the first was made; the others followed by the minute. */
const beganMs = Date.parse('2024-01-01T00:00:00Z');
const stepMs = 60_000;
/** Products a transaction: large, since nobody else waits for the file. */
const groupSize = 2_000;

/** Descriptions of products; `collections` are what they may be in, by id or by name. */
export function* syntheticProducts(
  { products, seed = 1, allActive = false }: CatalogPlan,
  collections: readonly string[] = collectionTitles,
): Generator<SyntheticProduct> {
  const chance = chanceOf(seed);
  const words = vocabulary(seed, wordsMax);
  const nextWord = zipf(chance, words.length);
  const nextCollection = zipf(chance, collections.length);
  const some = (count: number) => Array.from({ length: count }, () => words[nextWord()] ?? '');
  for (let index = 0; index < products; index += 1) {
    const planted = plantedIn(index, products);
    const title = capital([...planted, ...some(2 + Math.floor(chance() * 4))].join(' '));
    const active = allActive || planted.length > 0 || chance() < 0.95;
    const count = Math.floor(chance() * 3);
    yield {
      title,
      handle: `${slug(title)}-${index.toString(36)}`,
      description: Array.from(
        { length: 2 + Math.floor(chance() * 3) },
        () => `${capital(some(5 + Math.floor(chance() * 8)).join(' '))}.`,
      ).join(' '),
      status: active ? 'active' : chance() < 0.7 ? 'draft' : 'archived',
      ...variantsOf(chance, index),
      images:
        chance() < 0.9
          ? [{ url: `https://images.example/${index.toString(36)}.jpg`, alt: title }]
          : [],
      collections: [
        ...new Set(Array.from({ length: count }, () => collections[nextCollection()] ?? '')),
      ],
      metadata: { brand: words[nextWord()] ?? '' },
    };
  }
}

function plantedIn(index: number, products: number): readonly string[] {
  const steps = (plantedHits * 5) / 2;
  const step = Math.max(Math.floor(products / steps), 1);
  if (index % step !== 0 || index / step >= steps) return [];
  return [plantedWords, plantedWords, ['saffron'], ['obelisk'], []][(index / step) % 5] ?? [];
}

/** One to three variants, each with stock and a price in pounds, nine of ten in euros too. */
function variantsOf(chance: Chance, index: number): Pick<ProductInput, 'variants'> {
  const count = 1 + Math.floor(chance() * 3);
  const name = chance() < 0.5 ? 'Color' : 'Size';
  const values = name === 'Size' ? sizes : colors;
  const first = Math.floor(chance() * values.length);
  // Many cheap things, few dear ones.
  const pounds = 99 + Math.floor(Math.exp(chance() * 6) * 20);
  const abroad = chance() < 0.9;
  return {
    variants: Array.from({ length: count }, (_, at) => {
      const amount = pounds + at * 50;
      const euros = { amount: Math.round(amount * 1.17), currency: 'EUR' };
      return {
        sku: `SYN-${index}-${at}`,
        options: count === 1 ? {} : { [name]: values[(first + at) % values.length] ?? '' },
        prices: [{ amount, currency: 'GBP' }, ...(abroad ? [euros] : [])],
        weight_grams: 50 + Math.floor(chance() * 2_000),
        inventory: { on_hand: Math.floor(chance() * 500), policy: oneOf(chance, policies) },
      };
    }),
  };
}

const policies = ['deny', 'deny', 'deny', 'continue'] as const;

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * Makes a database file at `url` and stocks it, some 3,000 products a second. A server that is started over it
 * finds it migrated.
 */
export async function fillCatalog(
  url: string,
  plan: CatalogPlan,
  say: (made: number) => void = () => undefined,
): Promise<void> {
  const client = openDatabase(url, undefined);
  try {
    await prepareDatabase(client, url);
    await migrate(client, { defaultCurrency: 'GBP' });
    // If the machine goes down meanwhile, it is made again.
    await client.execute('PRAGMA synchronous = OFF');
    await client.execute('PRAGMA cache_size = -400000');
    let nowMs = beganMs;
    const ctx = repeatable(client, { seed: plan.seed ?? 1, nowMs: () => nowMs });
    const collections: string[] = [];
    for (const title of collectionTitles)
      collections.push(
        (await createCollection(ctx, { title, description: '', image_url: null })).id,
      );
    let group: ReturnType<typeof newProduct>[] = [];
    let made = 0;
    const write = async () => {
      const docs = group.map(({ doc }) => doc);
      const stock = group.flatMap((each) => each.stock);
      const statements = [
        ...writeProducts({ created: docs, nowMs }),
        ...initialStock(stock, nowMs),
      ];
      await client.batch(statements.map(toClient), 'write');
      made += group.length;
      group = [];
      say(made);
    };
    for (const product of syntheticProducts(plan, collections)) {
      nowMs += stepMs;
      group.push(newProduct(ctx, product));
      if (group.length === groupSize) await write();
    }
    if (group.length > 0) await write();
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    client.close();
  }
}

/** A context whose ids are the same each time. */
function repeatable(
  client: ReturnType<typeof openDatabase>,
  { seed, nowMs }: { seed: number; nowMs: () => number },
) {
  const chance = chanceOf(seed ^ 0x5eed);
  const platform = serverPlatform({
    config: readConfig({ LOG_LEVEL: 'warn' }),
    writing: client,
    db: readDatabase(client),
    actors: {} as Parameters<typeof serverPlatform>[0]['actors'],
    queue: { send: async () => undefined },
    log: () => undefined,
    nowMs,
  });
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => chance() * 256);
  return contextWith(systemContext(platform, 'synthetic'), { random: { bytes } });
}
