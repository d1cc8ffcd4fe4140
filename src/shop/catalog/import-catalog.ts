import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import { timestamp } from '../../core/text.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';
import { readShop } from '../settings/index.ts';
import type { ProductInput } from './create-product.ts';
import { type ImportFormat, readImportFile } from './import-file.ts';
import type { Described, RowProblem } from './import-row.ts';
import { type CollectionIds, saveProducts, type Wanted } from './save-products.ts';

export interface ImportReport {
  readonly id: string;
  readonly format: ImportFormat;
  status: 'running' | 'completed' | 'interrupted';
  readonly dry_run: boolean;
  readonly counts: {
    rows: number;
    created: number;
    updated: number;
    unchanged: number;
    failed: number;
  };
  readonly errors: RowProblem[];
  errors_total: number;
  readonly created_at: string;
  completed_at: string | null;
}

export interface ImportRequest {
  readonly format: ImportFormat;
  readonly dryRun: boolean;
  /** Of prices that do not say; the shop's default unless given. */
  readonly currency?: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Reads what a file says of a product by the shape that a create has. */
  readonly check: (described: unknown) => Checked;
}

type Checked =
  | { readonly product: ProductInput }
  | { readonly issues: readonly { path: readonly PropertyKey[]; code: string; detail: string }[] };

/** Products a transaction: beyond this it gets little faster, and whoever else writes waits longer. */
const groupMax = 100;
/** Characters a transaction, since sqld refuses bound values of 5 MB and one document may have 50,000. */
const groupCharsMax = 500_000;
const errorsMax = 1_000;
/** How old the progress is that is shown while the import runs. */
const progressMs = 500;
/** Pauses of 0.5, 1, 2 and 4 s while the database is away or has too much to do. */
const triesMax = 5;

interface Pending extends Wanted {
  readonly line: number;
  /** Rows that have not failed yet. */
  readonly rows: number;
}

/**
 * Imports a file as it arrives, a group of products a transaction: what is committed stays, and the
 * same file imported again goes on where it ended, since nothing changes twice.
 * @throws invalid_request when the header line cannot be used
 */
export async function importCatalog(ctx: Context, request: ImportRequest): Promise<ImportReport> {
  const report: ImportReport = {
    id: newId(ctx, 'import'),
    format: request.format,
    status: 'running',
    dry_run: request.dryRun,
    counts: { rows: 0, created: 0, updated: 0, unchanged: 0, failed: 0 },
    errors: [],
    errors_total: 0,
    created_at: timestamp(ctx.clock.nowMs()),
    completed_at: null,
  };
  const currency = request.currency ?? (await readShop(ctx, ctx.db)).default_currency;
  const group = openGroup(ctx, report, request.dryRun);
  const items = readImportFile(request.body, { format: request.format, currency });
  try {
    for (let next = await pull(items); next !== undefined; next = await pull(items)) {
      if ('broken' in next) {
        refuse(report, {
          line: report.counts.rows + 1,
          column: null,
          code: 'body_broken',
          detail: next.broken,
        });
        report.status = 'interrupted';
        break;
      }
      if ('problem' in next) {
        report.counts.rows += 1;
        report.counts.failed += 1;
        refuse(report, next.problem);
        continue;
      }
      report.counts.rows += next.described.rows;
      const wanted = readDescribed(report, next.described, request.check);
      if (wanted) await group.add(wanted);
    }
    await group.save();
    if (report.status === 'running') report.status = 'completed';
  } catch (error) {
    report.status = 'interrupted';
    throw error;
  } finally {
    report.completed_at = timestamp(ctx.clock.nowMs());
    // What a group or a later variant is refused for is known last.
    report.errors.sort((a, b) => a.line - b.line);
    // Nothing was begun when the header line was refused, so there is nothing to keep.
    if (report.counts.rows > 0 || report.status === 'completed') await keepReport(ctx, report);
  }
  return report;
}

type Item = Awaited<ReturnType<ReturnType<typeof readImportFile>['next']>>['value'];

/** The next item; a body that breaks off is told from a failure of ours. */
async function pull(
  items: ReturnType<typeof readImportFile>,
): Promise<Exclude<Item, void> | { broken: string } | undefined> {
  try {
    const { done, value } = await items.next();
    return done ? undefined : value;
  } catch (error) {
    if (error instanceof ShopError) throw error;
    return { broken: 'the body broke off, or is not what its Content-Encoding says' };
  }
}

/** The product of a description, without the variants whose rows are wrong; undefined when nothing is left. */
function readDescribed(
  report: ImportReport,
  described: Described,
  check: ImportRequest['check'],
): Pending | undefined {
  const bad = new Set(described.problems.map((problem) => problem.line));
  for (const problem of described.problems) refuse(report, problem);
  const { product, variantLines: lines } = described;
  const given = new Set(Object.keys(product));
  if (lines?.length === 0) {
    report.counts.failed += described.rows;
    return undefined;
  }
  let checked = check(product);
  if ('issues' in checked && lines && checked.issues.every(ofVariant)) {
    const wrong = new Set(checked.issues.map(({ path }) => path[1]));
    for (const issue of checked.issues) {
      const line = lines[Number(issue.path[1])] ?? described.line;
      bad.add(line);
      refuse(report, {
        line,
        column: described.columnOf(issue.path),
        ...skuAt(product, issue.path),
        ...wordsOf(issue),
      });
    }
    const variants = (product['variants'] as unknown[]).filter(
      (_variant, index) => !wrong.has(index),
    );
    checked = variants.length > 0 ? check({ ...product, variants }) : { issues: [] };
  }
  if ('product' in checked) {
    const repeated = firstRepeated(checked.product.variants.map(({ sku }) => sku));
    if (repeated === undefined) {
      report.counts.failed += bad.size;
      return {
        input: checked.product,
        given,
        line: described.line,
        rows: described.rows - bad.size,
      };
    }
    checked = {
      issues: [
        {
          path: ['variants', 0, 'sku'],
          code: 'sku_taken',
          detail: `has the SKU ${repeated} twice`,
        },
      ],
    };
  }
  report.counts.failed += described.rows;
  for (const issue of checked.issues) {
    refuse(report, {
      line: described.line,
      column: described.columnOf(issue.path),
      ...skuAt(product, issue.path),
      ...wordsOf(issue),
    });
  }
  return undefined;
}

const ofVariant = ({ path }: { path: readonly PropertyKey[] }) =>
  path[0] === 'variants' && typeof path[1] === 'number';
const wordsOf = ({ code, detail }: { code: string; detail: string }) => ({ code, detail });

function skuAt(
  product: Described['product'],
  [member, index]: readonly PropertyKey[],
): { sku?: string } {
  const { variants } = product;
  const variant: unknown =
    member === 'variants' && Array.isArray(variants) ? variants[Number(index)] : undefined;
  const sku =
    typeof variant === 'object' && variant !== null && 'sku' in variant ? variant.sku : undefined;
  return typeof sku === 'string' && sku !== '' ? { sku: sku.slice(0, 100) } : {};
}

function firstRepeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function refuse(report: ImportReport, problem: RowProblem): void {
  report.errors_total += 1;
  if (report.errors.length < errorsMax) report.errors.push(problem);
}

/** Collects products and saves them together; two that share a SKU or handle never meet in a group. */
function openGroup(ctx: Context, report: ImportReport, dryRun: boolean) {
  const collections: CollectionIds = new Map();
  let wanted: Pending[] = [];
  let names = new Set<string>();
  let chars = 0;
  let shownAtMs = -Infinity;

  async function save(): Promise<void> {
    const group = wanted;
    wanted = [];
    names = new Set();
    chars = 0;
    if (group.length > 0) {
      const outcomes = await patiently(ctx, () =>
        saveProducts(ctx, { wanted: group, collections, dryRun }),
      );
      outcomes.forEach((outcome, index) => {
        const failed = group[index];
        if ('outcome' in outcome) report.counts[outcome.outcome] += 1;
        else if (failed) {
          report.counts.failed += failed.rows;
          refuse(report, { line: failed.line, column: null, ...outcome.problem });
        }
      });
    }
    const nowMs = ctx.clock.nowMs();
    if (nowMs - shownAtMs < progressMs) return;
    shownAtMs = nowMs;
    await keepReport(ctx, report);
  }

  return {
    save,
    async add(next: Pending): Promise<void> {
      const { input } = next;
      const own = [
        ...input.variants.map(({ sku }) => `sku ${sku}`),
        ...(input.handle ? [`handle ${input.handle}`] : []),
      ];
      const size = sizeOf(input);
      const full = wanted.length >= groupMax || chars + size > groupCharsMax;
      if (full || own.some((name) => names.has(name))) await save();
      wanted.push(next);
      for (const name of own) names.add(name);
      chars += size;
    },
  };
}

const sizeOf = (input: ProductInput): number =>
  input.description.length + input.variants.length * 300 + 500;

/** Tries again what may succeed later: every group can be saved twice. */
async function patiently<Result>(ctx: Context, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const passing = error instanceof ShopError && error.status === 503;
      if (!passing || attempt >= triesMax) throw error;
      await ctx.sleep(250 * 2 ** attempt);
    }
  }
}

/** What GET shows of it. It is bookkeeping: an import does not fail for it. */
async function keepReport(ctx: Context, report: ImportReport): Promise<void> {
  await patiently(ctx, () =>
    ctx.writer.apply(
      statement`INSERT INTO imports(id, report, created_at) VALUES (${report.id}, ${report}, ${Date.parse(report.created_at)})
        ON CONFLICT(id) DO UPDATE SET report = excluded.report`,
    ),
  );
}
