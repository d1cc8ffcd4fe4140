import { isCurrency } from '../../core/currency.ts';
import { parseDecimal } from '../../core/money.ts';
import { slug } from '../../core/text.ts';

/** What is wrong with a row: `column` as the file names it, or a pointer into an NDJSON line. */
export interface RowProblem {
  readonly line: number;
  readonly column: string | null;
  readonly sku?: string | undefined;
  readonly code: string;
  readonly detail: string;
}

/** A row by column names in lower case; a cell that the row does not have is empty. */
export interface Row {
  readonly line: number;
  cell(column: string): string;
}

/** One product as a file describes it: what `ProductInput` will be asked to read. */
export interface Described {
  readonly line: number;
  readonly rows: number;
  /** Only the members that the file gives: an update leaves the others as they are. */
  readonly product: Readonly<Record<string, unknown>>;
  /** The line of each variant, where a variant has a row to itself and can be left out alone. */
  readonly variantLines?: readonly number[];
  readonly problems: readonly RowProblem[];
  /** The column that a member of `product` was read from. */
  columnOf(path: readonly PropertyKey[]): string;
}

/** What a file with a header line is read by. */
export interface Layout {
  readonly required: readonly string[];
  /** A column that is not known is refused, since it is likely a typing error. */
  knows(column: string): boolean;
  /** Whether a row belongs to the product of the row above. */
  continues(row: Row, above: Row): boolean;
  describe(
    rows: readonly Row[],
    shop: { readonly currency: string; readonly columns: readonly string[] },
  ): Described;
}

const columns = new Set(
  'handle title description status collections sku variant_title weight_grams on_hand policy image_url image_alt'.split(
    ' ',
  ),
);
const optionColumn = /^option([123])_(name|value)$/;
const priceColumn = /^price_([a-z]{3})$/;
const metadataColumn = /^metadata\.(.+)$/;

const currencyOf = (column: string): string | undefined => {
  const code = priceColumn.exec(column)?.[1]?.toUpperCase();
  return code !== undefined && isCurrency(code) ? code : undefined;
};

/** Kiosk's own layout: one row a variant; consecutive rows with one handle are one product. */
export const ownLayout: Layout = {
  required: ['title', 'sku'],
  knows: (column) =>
    columns.has(column) ||
    optionColumn.test(column) ||
    metadataColumn.test(column) ||
    currencyOf(column) !== undefined,
  continues: (row, above) =>
    row.cell('handle') !== '' && row.cell('handle') === above.cell('handle'),
  describe(rows, { columns: present }) {
    const problems: RowProblem[] = [];
    const variants = rows.map((row) => describeVariant(row, present, problems));
    const images = rows
      .filter((row) => row.cell('image_url') !== '')
      .map((row) => ({ url: row.cell('image_url'), alt: row.cell('image_alt') }));
    const has = (column: string) => present.includes(column);
    const [first] = rows;
    const cell = (column: string) => first?.cell(column) ?? '';
    const product: Record<string, unknown> = { title: cell('title') };
    if (cell('handle') !== '') product['handle'] = cell('handle');
    if (has('description')) product['description'] = cell('description');
    if (cell('status') !== '') product['status'] = cell('status').toLowerCase();
    if (has('collections')) product['collections'] = namesIn(cell('collections'), ';');
    const metadata = present.filter((column) => metadataColumn.test(column));
    if (metadata.length > 0) product['metadata'] = metadataOf(metadata, cell);
    if (has('image_url')) product['images'] = distinctImages(images);
    return {
      line: first?.line ?? 0,
      rows: rows.length,
      ...withoutBad({ product, variants, lines: rows.map((row) => row.line) }),
      problems,
      columnOf: ([member, , field, part]) =>
        member === 'variants' ? variantColumn(field, part) : productColumn(member),
    };
  },
};

function describeVariant(row: Row, present: readonly string[], problems: RowProblem[]) {
  const sku = row.cell('sku');
  const before = problems.length;
  const refuse = (column: string, code: string, detail: string) =>
    problems.push({ line: row.line, column, sku, code, detail });
  const prices = present.flatMap((column) => {
    const currency = currencyOf(column);
    const text = row.cell(column);
    if (currency === undefined || text === '') return [];
    const amount = parseDecimal(text, currency);
    if (amount === undefined)
      refuse(column, 'invalid_price', `“${short(text)}” is not an amount of ${currency}`);
    return amount === undefined ? [] : [{ amount, currency }];
  });
  const whole = (column: string) => {
    const count = readWhole(row.cell(column));
    if (count === undefined)
      refuse(column, 'invalid_number', `“${short(row.cell(column))}” is not a whole number`);
    return count ?? 0;
  };
  const options: Record<string, string> = {};
  for (const each of [1, 2, 3]) {
    const name = row.cell(`option${each}_name`);
    if (name !== '') options[name] = row.cell(`option${each}_value`);
  }
  const title = row.cell('variant_title');
  const variant = {
    sku,
    ...(title === '' ? {} : { title }),
    options,
    prices,
    ...(row.cell('weight_grams') === '' ? {} : { weight_grams: whole('weight_grams') }),
    ...(row.cell('on_hand') === '' && row.cell('policy') === ''
      ? {}
      : {
          inventory: {
            on_hand: whole('on_hand'),
            policy: row.cell('policy').toLowerCase() || 'deny',
          },
        }),
  };
  return problems.length > before ? undefined : variant;
}

const productColumn = (member: PropertyKey | undefined): string =>
  member === 'images' ? 'image_url' : String(member);

function variantColumn(field: PropertyKey | undefined, part: PropertyKey | undefined): string {
  if (field === 'inventory') return part === 'policy' ? 'policy' : 'on_hand';
  if (field === 'title') return 'variant_title';
  return field === 'options' ? 'option1_value' : String(field ?? 'sku');
}

/** Leaves out the variants whose rows could not be read; the others keep their lines. */
export function withoutBad({
  product,
  variants,
  lines,
}: {
  product: Record<string, unknown>;
  variants: readonly (object | undefined)[];
  lines: readonly number[];
}) {
  return {
    product: { ...product, variants: variants.filter((variant) => variant !== undefined) },
    variantLines: lines.filter((_line, index) => variants[index] !== undefined),
  };
}

/** One image a URL, where it first occurs. */
export function distinctImages(images: readonly { url: string; alt: string }[]) {
  const byUrl = new Map<string, { url: string; alt: string }>();
  for (const image of images) if (!byUrl.has(image.url)) byUrl.set(image.url, image);
  return [...byUrl.values()];
}

export const namesIn = (text: string, separator: string): string[] => [
  ...new Set(
    text
      .split(separator)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

const metadataOf = (present: readonly string[], cell: (column: string) => string) =>
  Object.fromEntries(
    present.flatMap((column) =>
      cell(column) === '' ? [] : [[metadataColumn.exec(column)?.[1] ?? '', cell(column)]],
    ),
  );

/** A whole number as spreadsheets write it: `12` or `12.0`; an empty cell is 0. */
export function readWhole(text: string): number | undefined {
  if (text === '') return 0;
  const match = /^(-?\d{1,12})(?:\.0+)?$/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** A cell as an error message quotes it. */
export const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The handle that a collection's name stands for; a name without Latin letters has a made one. */
export const collectionHandle = (name: string, digest: string): string =>
  slug(name) || `collection-${digest.slice(0, 8)}`;
