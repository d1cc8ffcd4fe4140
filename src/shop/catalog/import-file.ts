import { ShopError } from '../../core/error.ts';
import { createCsvReader, type CsvRecord } from './csv.ts';
import { type Described, type Layout, ownLayout, type Row, type RowProblem } from './import-row.ts';
import { shopifyLayout } from './shopify-row.ts';

export const importFormats = ['csv', 'ndjson', 'shopify-csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What a file yields: products, and rows that are none. */
export type FileItem = { readonly described: Described } | { readonly problem: RowProblem };

/** More rows than this are no product: 250 variants and 250 images are the most. */
const productRowsMax = 500;
const lineCharsMax = 1_048_576;
/** What a decoder puts where bytes are not UTF-8. */
const replacement = '\uFFFD';

/**
 * Reads a file as it arrives; nothing but the product at hand is held.
 * @throws invalid_request when the header line cannot be used, or the stream breaks (as it throws)
 */
export async function* readImportFile(
  body: AsyncIterable<Uint8Array>,
  { format, currency }: { format: ImportFormat; currency: string },
): AsyncGenerator<FileItem> {
  const reader =
    format === 'ndjson' ? createLineReader() : createTableReader(layouts[format], currency);
  const decoder = new TextDecoder();
  for await (const bytes of body) yield* reader.push(decoder.decode(bytes, { stream: true }));
  yield* reader.push(decoder.decode());
  yield* reader.end();
}

const layouts = { csv: ownLayout, 'shopify-csv': shopifyLayout };

/** One `ProductInput` a line. */
function createLineReader() {
  let pending = '';
  let line = 0;
  let overlong = false;

  function* read(text: string): Generator<FileItem> {
    line += 1;
    if (overlong || text.length > lineCharsMax) {
      overlong = false;
      yield refusal(line, 'line_too_long', 'is longer than 1 MiB');
    } else if (text.trim() !== '') yield describeLine(text, line);
  }

  return {
    *push(text: string): Generator<FileItem> {
      pending += text;
      let at = 0;
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n', at)) {
        yield* read(pending.slice(at, end));
        at = end + 1;
      }
      pending = pending.slice(at);
      if (pending.length > lineCharsMax) {
        overlong = true;
        pending = '';
      }
    },
    *end(): Generator<FileItem> {
      yield* read(pending);
    },
  };
}

function describeLine(text: string, line: number): FileItem {
  if (text.includes(replacement)) return refusal(line, 'not_utf8', 'has bytes that are not UTF-8');
  let product: unknown;
  try {
    product = JSON.parse(text);
  } catch {
    return refusal(line, 'invalid_json', 'is not JSON');
  }
  if (typeof product !== 'object' || product === null || Array.isArray(product)) {
    return refusal(line, 'invalid_json', 'is not a JSON object');
  }
  return {
    described: {
      line,
      rows: 1,
      product: product as Record<string, unknown>,
      problems: [],
      columnOf: (path) => `/${path.map(String).join('/')}`,
    },
  };
}

/** Rows under a header line; consecutive ones that belong together are one product. */
function createTableReader(layout: Layout, currency: string) {
  const csv = createCsvReader();
  let header: Header | undefined;
  let rows: Row[] = [];

  function* finish(): Generator<FileItem> {
    if (header && rows.length > 0)
      yield {
        described: inWordsOf(header, layout.describe(rows, { currency, columns: header.columns })),
      };
    rows = [];
  }

  function* read(records: Iterable<CsvRecord>): Generator<FileItem> {
    for (const record of records) {
      if (!header) {
        header = readHeader(record, layout);
        continue;
      }
      const row = readRow(record, header);
      if ('problem' in row) {
        yield row;
        continue;
      }
      const above = rows.at(-1);
      if (above && (rows.length >= productRowsMax || !layout.continues(row, above)))
        yield* finish();
      rows.push(
        rows[0] && row.cell('handle') === '' ? withHandle(row, rows[0].cell('handle')) : row,
      );
    }
  }

  return {
    push: (text: string) => read(csv.push(text)),
    *end(): Generator<FileItem> {
      yield* read(csv.end());
      if (!header) throw unusable('The file has no header line.');
      yield* finish();
    },
  };
}

interface Header {
  /** Lower case, in the order of the file. */
  readonly columns: readonly string[];
  /** As the file writes them, which is how errors name them. */
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

function readHeader(record: CsvRecord, layout: Layout): Header {
  if ('problem' in record) throw unusable(`The header line ${record.problem}.`);
  const columns = record.cells.map((cell) => cell.trim().toLowerCase());
  const missing = layout.required.find((column) => !columns.includes(column));
  if (columns.some((column) => column.includes(replacement)))
    throw unusable('The file is not UTF-8.');
  if (missing !== undefined) throw unusable(`The header line has no column “${missing}”.`);
  const unknown = columns.find((column) => column !== '' && !layout.knows(column));
  if (unknown !== undefined)
    throw unusable(`The header line has a column that is not known: “${unknown}”.`);
  const repeated = columns.find(
    (column, index) => column !== '' && columns.indexOf(column) !== index,
  );
  if (repeated !== undefined) throw unusable(`The header line has the column “${repeated}” twice.`);
  const names = record.cells.map((cell) => cell.trim());
  return { columns, names, places: new Map(columns.map((column, index) => [column, index])) };
}

function inWordsOf({ names, places }: Header, described: Described): Described {
  const named = (column: string | null) =>
    names[places.get(column?.toLowerCase() ?? '') ?? -1] ?? column;
  return {
    ...described,
    problems: described.problems.map((problem) => ({ ...problem, column: named(problem.column) })),
    columnOf: (path) => named(described.columnOf(path)) ?? '',
  };
}

function readRow(
  record: CsvRecord,
  { columns, names, places }: Header,
): Row | { problem: RowProblem } {
  const { line } = record;
  if ('problem' in record) return refusal(line, 'malformed_row', record.problem);
  const { cells } = record;
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    return refusal(
      line,
      'too_many_cells',
      `has ${cells.length} cells under ${columns.length} columns`,
    );
  }
  const bad = cells.findIndex((cell) => cell.includes(replacement));
  if (bad >= 0) return refusal(line, 'not_utf8', 'has bytes that are not UTF-8', names[bad]);
  return { line, cell: (column) => cells[places.get(column) ?? -1]?.trim() ?? '' };
}

const withHandle = (row: Row, handle: string): Row => ({
  line: row.line,
  cell: (column) => (column === 'handle' ? handle : row.cell(column)),
});

const refusal = (line: number, code: string, detail: string, column: string | null = null) => ({
  problem: { line, column, code, detail },
});

const unusable = (detail: string) =>
  new ShopError('invalid_request', { errors: [{ pointer: '', code: 'header', detail }] }, detail);
