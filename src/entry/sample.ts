import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { statement } from '../db/sql.ts';
import { newId } from '../core/id.ts';
import { proportion } from '../core/money.ts';
import { row } from '../db/read.ts';
import { type Context, systemContext } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';
import { createCsvReader, importCatalog } from '../shop/catalog/index.ts';
import { checkProduct } from '../shop/catalog/import-contract.ts';
import { createCode } from '../shop/promotions/index.ts';
import { changeShop } from '../shop/settings/index.ts';
import { createZone } from '../shop/shipping/index.ts';
import { createTaxRate } from '../shop/tax/index.ts';
import { sampleProduct } from './sample-products.ts';

const file = fileURLToPath(new URL('../../data/products.csv', import.meta.url));

/**
 * Stocks an empty shop with the products of `data/`, shipping, tax and discount codes. A shop that has
 * products is left as it is.
 */
export async function stockSampleShop(platform: Platform): Promise<void> {
  const ctx = systemContext(platform, newId(platform, 'request'));
  if (await row(ctx.db, statement`SELECT 1 AS found FROM products LIMIT 1`)) return;
  // Products last: they are what a second run looks for, and terms are only set where there are none.
  if (!(await row(ctx.db, statement`SELECT 1 AS found FROM shipping_zones LIMIT 1`)))
    await setTerms(ctx);
  await importCatalog(ctx, {
    format: 'ndjson',
    dryRun: false,
    body: sampleLines(),
    check: checkProduct,
  });
}

const both = (pence: number) => [
  { amount: pence, currency: 'GBP' },
  { amount: proportion(pence, 115, 100), currency: 'EUR' },
];

type Range =
  | { readonly type: 'flat' }
  | { readonly type: 'subtotal' | 'weight'; readonly from: number; readonly to: number | null };

/** One rate in each currency. A range of subtotals is in minor units of the rate's own currency. */
const rates = (title: string, pence: number, range: Range = { type: 'flat' }) =>
  both(pence).map((price) => {
    const measure = (pounds: number) =>
      range.type === 'subtotal' && price.currency === 'EUR' ? proportion(pounds, 115, 100) : pounds;
    if (range.type === 'flat') return { title, type: range.type, price, from: 0, to: null };
    return {
      title,
      type: range.type,
      price,
      from: measure(range.from),
      to: range.to === null ? null : measure(range.to),
    };
  });

const european =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

async function setTerms(ctx: Context): Promise<void> {
  await changeShop(ctx, {
    change: { name: 'Corner Kiosk', default_currency: 'GBP', tax_display: 'exclusive' },
    ifVersion: undefined,
  });
  await createTaxRate(ctx, {
    country: 'GB',
    region: null,
    name: 'VAT',
    percentage: 20,
    applies_to_shipping: true,
  });
  await createCode(ctx, { code: 'WELCOME10', type: 'percentage', value: 10 });
  await createCode(ctx, { code: 'FREESHIP', type: 'free_shipping' });
  const freeFrom = 5_000;
  await createZone(ctx, {
    name: 'United Kingdom',
    countries: ['GB'],
    rates: [
      ...rates('Standard', 395, { type: 'subtotal', from: 0, to: freeFrom }),
      ...rates('Free delivery', 0, { type: 'subtotal', from: freeFrom, to: null }),
      ...rates('Express', 695),
    ],
  });
  await createZone(ctx, {
    name: 'European Union',
    countries: european,
    rates: [
      ...rates('Parcel up to 2 kg', 950, { type: 'weight', from: 0, to: 2_000 }),
      ...rates('Parcel up to 20 kg', 1_800, { type: 'weight', from: 2_000, to: 20_000 }),
      ...rates('Pallet', 4_500, { type: 'weight', from: 20_000, to: null }),
    ],
  });
  await createZone(ctx, {
    name: 'Rest of the world',
    countries: ['*'],
    rates: rates('International', 2_000),
  });
}

/** The sample as an NDJSON file, a piece at a time. */
async function* sampleLines(): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const reader = createCsvReader();
  const handles = new Set<string>();
  const lines = (records: ReturnType<typeof reader.push>): string => {
    let text = '';
    for (const record of records) {
      if (record.line === 1 || !('cells' in record)) continue;
      const [code = '', title = '', price, units] = record.cells;
      const sample = { code, title, pricePence: Number(price), unitsSold: Number(units) };
      text += `${JSON.stringify(sampleProduct(sample, handles))}\n`;
    }
    return text;
  };
  for await (const chunk of createReadStream(file)) {
    yield encoder.encode(lines(reader.push(decoder.decode(chunk as Uint8Array, { stream: true }))));
  }
  yield encoder.encode(lines(reader.end()));
}
