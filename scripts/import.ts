// Sends a product file to a running shop: `npm run import -- FILE`. See docs/imports.md.
import { existsSync, statSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { isCurrency } from '../src/core/currency.ts';
import type { ImportReport } from '../src/shop/catalog/import-catalog.ts';
import { Complaint } from './complaint.ts';
import { recognize } from './import/foreign.ts';
import type { Layout } from './import/layout.ts';
import { showProgress } from './import/progress.ts';
import { keptAdminKey } from './kept-admin-key.ts';
import { bodyOf, openSource, readHeader } from './import/source.ts';

const usage =
  'usage: npm run import -- FILE [--format csv|ndjson|shopify-csv] [--dry-run] [--currency CODE] [--url URL]\n' +
  '  FILE  products, plain or .gz (docs/imports.md has the layouts)';
const errorsShown = 20;

interface Options {
  readonly file: string;
  readonly url: string;
  readonly format: string | undefined;
  readonly currency: string | undefined;
  readonly dryRun: boolean;
}

function readOptions(): Options {
  const options = {
    url: { type: 'string', default: `http://127.0.0.1:${process.env['PORT'] || 8787}` },
    format: { type: 'string' },
    currency: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new Complaint(`${(error as Error).message}\n${usage}`);
  }
  const { values, positionals } = parsed;
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Complaint(usage);
  if (!existsSync(file) || !statSync(file).isFile())
    throw new Complaint(`There is no file ${file}.`);
  if (!URL.canParse(values.url)) throw new Complaint(`--url is not a URL: ${values.url}`);
  if (values.currency !== undefined && !isCurrency(values.currency)) {
    throw new Complaint(`--currency is not an ISO 4217 code: ${values.currency}`);
  }
  return {
    file,
    url: values.url,
    format: values.format,
    currency: values.currency,
    dryRun: values['dry-run'],
  };
}

async function layoutOf({ file, format, currency }: Options): Promise<Layout> {
  if (format === 'csv' || format === 'ndjson' || format === 'shopify-csv') return { format };
  if (format !== undefined) throw new Complaint('--format is one of csv, ndjson, shopify-csv.');
  let header;
  try {
    header = await readHeader(file);
  } catch (error) {
    throw new Complaint(`${file} cannot be read: ${(error as Error).message}`);
  }
  const layout = recognize(file, header, currency);
  if (!layout)
    throw new Complaint(`${file} has no header line that is known. Say what it is with --format.`);
  return layout;
}

async function send(options: Options, layout: Layout, key: string): Promise<ImportReport> {
  const url = new URL('/v1/admin/imports', options.url);
  url.searchParams.set('format', layout.format);
  if (options.dryRun) url.searchParams.set('dry_run', 'true');
  if (options.currency !== undefined && layout.format === 'shopify-csv')
    url.searchParams.set('currency', options.currency);
  const progress = showProgress(process.stdout, statSync(options.file).size);
  let bytes = 0;
  let rows = 0;
  const source = openSource(options.file, (read) => progress((bytes += read), rows));
  const body = bodyOf(source, layout, () => progress(bytes, (rows += 1))) as unknown as BodyInit;
  let response: Response;
  try {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' };
    response = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  } catch (error) {
    const { cause } = error as Error;
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) {
      throw new Complaint(`${options.file} is not what its name says: ${cause.message}`);
    }
    throw new Complaint(
      `No server answers at ${options.url}. Start one (npm run start:node), or name it with --url.`,
    );
  }
  if (process.stdout.isTTY) process.stdout.write('\n');
  const answer = (await response.json().catch(() => ({}))) as ImportReport & { detail?: string };
  if (response.status === 401)
    throw new Complaint(
      `The server at ${options.url} does not know this admin key. Set ADMIN_KEY.`,
    );
  if (!response.ok)
    throw new Complaint(`The server answers ${response.status}: ${answer.detail ?? 'no reason'}`);
  return answer;
}

function print(report: ImportReport, startedMs: number): void {
  const { rows, created, updated, unchanged, failed } = report.counts;
  const seconds = (performance.now() - startedMs) / 1_000;
  console.log(
    `${report.id} ${report.status}${report.dry_run ? ' (dry run: nothing was changed)' : ''}`,
  );
  console.log(`  products  ${created} created, ${updated} updated, ${unchanged} unchanged`);
  console.log(
    `  rows      ${rows} read, ${failed} failed, ${Math.round(rows / seconds)} rows/s in ${seconds.toFixed(1)} s`,
  );
  for (const { line, column, sku, code, detail } of report.errors.slice(0, errorsShown)) {
    const place = [`line ${line}`, column, sku].filter(Boolean).join(', ');
    console.error(`  ${place}: ${code}: ${detail}`);
  }
  if (report.errors_total > errorsShown)
    console.error(`  and ${report.errors_total - errorsShown} more`);
}

try {
  const options = readOptions();
  const key = keptAdminKey();
  const startedMs = performance.now();
  const report = await send(options, await layoutOf(options), key);
  print(report, startedMs);
  process.exitCode = report.status === 'completed' && report.counts.failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Complaint ? `kiosk: ${error.message}` : error);
  process.exitCode = 1;
}
