// Makes data/products.csv from the products of the Online Retail data set: `node scripts/sample-data.ts FILE`.
// data/README.md says what is left out and why.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createCsvReader } from '../src/shop/catalog/csv.ts';
import { openSource } from './import/source.ts';
import { root } from './root.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/sample-data.ts products.csv.gz');
  process.exit(2);
}

/** Words that keep their capital in a title. */
const proper = new Set(
  `Christmas Xmas Easter Valentine Valentines Halloween London Paris England English French France Edwardian Victorian
  Scandinavian Swedish Russian Moroccan Indian Turkish Chinese Japanese Asian Union Jack British Jubilee Dolly
  Spaceboy Dotcomgiftshop Mr Mrs`.split(/\s+/),
);
const properByLower = new Map([...proper].map((word) => [word.toLowerCase(), word]));

/** `REGENCY CAKESTAND 3 TIER` as `Regency cakestand 3 tier`; what is written in both cases stays. */
function titleOf(description: string): string {
  const text = description.replaceAll(/\s+/g, ' ').trim();
  if (/[a-z]/.test(text)) return text;
  const words = text.toLowerCase().replaceAll(/[a-z]+/g, (word) => properByLower.get(word) ?? word);
  return words.replace(/[a-z]/, (letter) => letter.toUpperCase());
}

const quoted = (text: string): string =>
  /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const left = new Map<string, number>();
const leave = (why: string) => left.set(why, (left.get(why) ?? 0) + 1);
const lines = ['code,title,price_pence,units_sold'];
const reader = createCsvReader();
let columns: readonly string[] | undefined;

function take(records: ReturnType<typeof reader.push>): void {
  for (const record of records) {
    if (!('cells' in record)) throw new Error(`line ${record.line}: ${record.problem}`);
    if (!columns) {
      columns = record.cells;
      continue;
    }
    const [code, description, price, kind, , units] = record.cells;
    if (kind !== 'item') leave(`kind ${kind}`);
    else if (!description) leave('no description');
    else if (!/^[1-9]\d*$/.test(price ?? ''))
      leave(price === '0' ? 'never sold at a price' : `a price of ${price} pence`);
    else lines.push([code ?? '', quoted(titleOf(description)), price, units].join(','));
  }
}

const decoder = new TextDecoder();
for await (const chunk of openSource(file))
  take(reader.push(decoder.decode(chunk as Uint8Array, { stream: true })));
take(reader.end());
writeFileSync(join(root, 'data/products.csv'), `${lines.join('\n')}\n`);
console.log(`${lines.length - 1} products; left out:`, Object.fromEntries(left));
