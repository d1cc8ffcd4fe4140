import { isCurrency } from '../../src/core/currency.ts';
import { slug } from '../../src/core/text.ts';
import type { Layout } from './layout.ts';

/** A file that is not one of the server's formats, and the product that each of its rows is. */
type Row = (column: string) => string;

const minor = (text: string): number | undefined =>
  /^\d{1,12}$/.test(text) ? Number(text) : undefined;
const priceOf = (text: string, currency: string) => {
  const amount = minor(text);
  return amount === undefined || amount === 0 ? [] : [{ amount, currency }];
};

/** UCI Online Retail: one row a code, prices in pence. */
const onlineRetail = (row: Row, currency: string) => {
  const prices = row('kind') === 'item' ? priceOf(row('price_pence'), currency) : [];
  return {
    title: row('description') || `Code ${row('code')}`,
    status: prices.length > 0 && row('description') !== '' ? 'active' : 'draft',
    metadata: { kind: row('kind') },
    variants: [{ sku: row('code'), prices }],
  };
};

/** 84.51° Complete Journey: groceries without a name, so that type and size make one. */
const completeJourney = (row: Row, currency: string) => {
  const kind = row('product_type') || row('product_category') || row('department') || 'Product';
  const prices = priceOf(row('price_cents'), currency);
  return {
    handle: slug(`${kind.slice(0, 60)} ${row('product_id')}`),
    title: [kind, row('package_size')].filter(Boolean).join(', ').slice(0, 300),
    status: prices.length > 0 ? 'active' : 'draft',
    collections: row('department') === '' ? [] : [row('department')],
    metadata: Object.fromEntries(
      ['brand', 'manufacturer_id', 'product_category'].flatMap((name) =>
        row(name) === '' ? [] : [[name, row(name)]],
      ),
    ),
    variants: [{ sku: row('product_id'), prices }],
  };
};

const foreign = [
  { columns: ['code', 'description', 'price_pence', 'kind'], currency: 'GBP', read: onlineRetail },
  {
    columns: ['product_id', 'manufacturer_id', 'department', 'price_cents'],
    currency: 'USD',
    read: completeJourney,
  },
];

/** What a file is by its name and header line; undefined when nobody can tell. */
export function recognize(
  name: string,
  header: readonly string[],
  currency: string | undefined,
): Layout | undefined {
  const columns = header.map((column) => column.trim().toLowerCase());
  const found = foreign.find((each) => each.columns.every((column) => columns.includes(column)));
  if (found) {
    const priced = currency ?? found.currency;
    if (!isCurrency(priced)) return undefined;
    return {
      format: 'ndjson',
      convert: (cells) =>
        found.read((column) => cells[columns.indexOf(column)]?.trim() ?? '', priced),
    };
  }
  if (/\.(ndjson|jsonl)(\.gz)?$/i.test(name) || header[0]?.trimStart().startsWith('{'))
    return { format: 'ndjson' };
  if (
    columns.includes('handle') &&
    (columns.includes('variant price') || columns.includes('variant sku'))
  ) {
    return { format: 'shopify-csv' };
  }
  return columns.includes('sku') && columns.includes('title') ? { format: 'csv' } : undefined;
}
