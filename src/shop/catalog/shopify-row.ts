import { parseDecimal } from '../../core/money.ts';
import { slug } from '../../core/text.ts';
import {
  distinctImages,
  type Layout,
  namesIn,
  readWhole,
  type Row,
  type RowProblem,
  short,
  withoutBad,
} from './import-row.ts';

/**
 * Shopify's product file: the first row of a product has its title and first variant, the rows below
 * (same handle, or none) have further variants, further images or both. Columns that Kiosk has no
 * place for are passed over.
 */
export const shopifyLayout: Layout = {
  required: ['handle', 'title'],
  knows: () => true,
  continues: (row, above) => {
    const handle = row.cell('handle');
    return handle === '' ? row.cell('title') === '' : handle === above.cell('handle');
  },
  describe(rows, { currency, columns }) {
    const problems: RowProblem[] = [];
    const [first] = rows;
    const cell = (column: string) => first?.cell(column) ?? '';
    const handle = slug(cell('handle'));
    const variantRows = rows.filter((row, index) => index === 0 || hasVariant(row));
    const optionNames = optionNamesOf(rows);
    const variants = variantRows.map((row) =>
      describeVariant(row, { handle, optionNames, currency, columns, problems }),
    );
    const images = rows.flatMap((row) => [
      ...(row.cell('image src') === ''
        ? []
        : [{ url: row.cell('image src'), alt: row.cell('image alt text') }]),
      ...(row.cell('variant image') === '' ? [] : [{ url: row.cell('variant image'), alt: '' }]),
    ]);
    const product: Record<string, unknown> = {
      title: cell('title'),
      description: cell('body (html)') || cell('body html'),
      status: statusOf(cell('status'), cell('published')),
      images: distinctImages(images),
      metadata: metadataOf(cell),
    };
    if (handle !== '') product['handle'] = handle;
    if (columns.includes('collection')) product['collections'] = namesIn(cell('collection'), ';');
    return {
      line: first?.line ?? 0,
      rows: rows.length,
      ...withoutBad({ product, variants, lines: variantRows.map((row) => row.line) }),
      problems,
      columnOf: (path) => shopifyColumn(path),
    };
  },
};

const hasVariant = (row: Row) =>
  ['variant sku', 'variant price', 'option1 value'].some((column) => row.cell(column) !== '');

/** The names stand in the first row; `Title` with `Default Title` is how a product without options is written. */
function optionNamesOf(rows: readonly Row[]): string[] {
  return [1, 2, 3].map(
    (each) =>
      rows.find((row) => row.cell(`option${each} name`) !== '')?.cell(`option${each} name`) ?? '',
  );
}

function describeVariant(
  row: Row,
  {
    handle,
    optionNames,
    currency,
    columns,
    problems,
  }: {
    handle: string;
    optionNames: readonly string[];
    currency: string;
    columns: readonly string[];
    problems: RowProblem[];
  },
) {
  const options: Record<string, string> = {};
  optionNames.forEach((name, index) => {
    const value = row.cell(`option${index + 1} value`);
    if (name !== '' && value !== '' && value !== 'Default Title') options[name] = value;
  });
  // Shopify lets a variant go without a SKU; Kiosk makes one that comes out the same the next time.
  const sku =
    row.cell('variant sku') ||
    [handle || slug(row.cell('title')), ...Object.values(options).map(slug)].join('-');
  const before = problems.length;
  const refuse = (column: string, code: string, detail: string) =>
    problems.push({ line: row.line, column, sku, code, detail });

  const price = row.cell('variant price');
  const amount = price === '' ? undefined : parseDecimal(price, currency);
  if (price !== '' && amount === undefined) {
    refuse('Variant Price', 'invalid_price', `“${short(price)}” is not an amount of ${currency}`);
  }
  const grams = readWhole(String(Math.round(Number(row.cell('variant grams') || 0))));
  if (grams === undefined)
    refuse(
      'Variant Grams',
      'invalid_number',
      `“${short(row.cell('variant grams'))}” is not a weight`,
    );
  const onHand = readWhole(row.cell('variant inventory qty'));
  if (onHand === undefined) {
    refuse(
      'Variant Inventory Qty',
      'invalid_number',
      `“${short(row.cell('variant inventory qty'))}” is not a whole number`,
    );
  }
  // Without a tracker nobody counts: it is always for sale.
  const untracked =
    columns.includes('variant inventory tracker') && row.cell('variant inventory tracker') === '';
  const variant = {
    sku,
    options,
    prices: amount === undefined ? [] : [{ amount, currency }],
    ...(row.cell('variant grams') === '' ? {} : { weight_grams: grams }),
    inventory: {
      // Shopify counts below zero what was sold too often; here a level begins at zero.
      on_hand: Math.max(onHand ?? 0, 0),
      policy: untracked ? 'continue' : row.cell('variant inventory policy').toLowerCase() || 'deny',
    },
  };
  return problems.length > before ? undefined : variant;
}

function statusOf(status: string, published: string): string {
  if (status !== '') return status.toLowerCase();
  return published.toLowerCase() === 'true' ? 'active' : 'draft';
}

const kept = [
  ['vendor', 'vendor'],
  ['type', 'product_type'],
  ['tags', 'tags'],
] as const;

const metadataOf = (cell: (column: string) => string): Record<string, string> =>
  Object.fromEntries(
    kept.flatMap(([column, name]) => (cell(column) === '' ? [] : [[name, cell(column)]])),
  );

const columnNames: Readonly<Record<string, string>> = {
  title: 'Title',
  handle: 'Handle',
  description: 'Body (HTML)',
  status: 'Status',
  images: 'Image Src',
  collections: 'Collection',
  metadata: 'Tags',
  sku: 'Variant SKU',
  options: 'Option1 Value',
  prices: 'Variant Price',
  weight_grams: 'Variant Grams',
  inventory: 'Variant Inventory Qty',
};

function shopifyColumn([member, , field, part]: readonly PropertyKey[]): string {
  if (part === 'policy') return 'Variant Inventory Policy';
  const name = String(member === 'variants' ? field : member);
  return columnNames[name] ?? name;
}
