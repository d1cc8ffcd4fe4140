import { isId, newId } from '../../core/id.ts';
import { sha256 } from '../../core/digest.ts';
import { canonicalJson, slug } from '../../core/text.ts';
import { rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import { WriteRefused } from '../../db/write-refused.ts';
import type { Context } from '../../platform/context.ts';
import { automaticHandle, newProduct, type ProductInput } from './create-product.ts';
import { collectionHandle } from './import-row.ts';
import { mergeProduct } from './merge-product.ts';
import type { ProductDoc } from './product.ts';
import { resolveCollections } from './queries.ts';
import { type ChangedProduct, type InitialStock, initialStock, writeProducts } from './rows.ts';

/** A product that a file describes; `given` names the members that it has. */
export interface Wanted {
  readonly input: ProductInput;
  readonly given: ReadonlySet<string>;
}

export type SaveOutcome =
  | { readonly outcome: 'created' | 'updated' | 'unchanged' }
  | {
      readonly problem: {
        readonly code: string;
        readonly detail: string;
        readonly sku?: string | undefined;
      };
    };

/** Ids of collections by the name that a file gives them; filled as the import goes on. */
export type CollectionIds = Map<string, string>;

interface Plan {
  readonly outcomes: readonly SaveOutcome[];
  readonly created: readonly ProductDoc[];
  readonly changed: readonly ChangedProduct[];
  readonly stock: readonly InitialStock[];
}

/** Somebody edits a product of the group: read again, merge again. */
const triesMax = 4;

/**
 * Creates or updates a group of products in one transaction. When a constraint refuses the group, its
 * products are saved one at a time, so that only the one that is refused fails.
 * No two of `wanted` may share a SKU or handle.
 */
export async function saveProducts(
  ctx: Context,
  {
    wanted,
    collections,
    dryRun,
  }: { wanted: readonly Wanted[]; collections: CollectionIds; dryRun: boolean },
): Promise<readonly SaveOutcome[]> {
  await nameCollections(ctx, { wanted, collections, dryRun });
  for (let attempt = 1; ; attempt += 1) {
    const plan = await planGroup(ctx, wanted, collections);
    if (dryRun) return plan.outcomes;
    try {
      await write(ctx, plan);
      return plan.outcomes;
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
      if (wanted.length > 1) {
        const alone: SaveOutcome[] = [];
        for (const each of wanted) {
          alone.push(...(await saveProducts(ctx, { wanted: [each], collections, dryRun })));
        }
        return alone;
      }
      const problem = problemOf(error);
      if (attempt >= triesMax || problem.code === 'not_saved') return [{ problem }];
    }
  }
}

async function write(ctx: Context, { created, changed, stock }: Plan): Promise<void> {
  if (created.length + changed.length === 0) return;
  const nowMs = ctx.clock.nowMs();
  await ctx.writer.batch([
    ...writeProducts({ created, changed, nowMs }),
    ...initialStock(stock, nowMs),
  ]);
}

const refusals: Readonly<Record<string, { readonly code: string; readonly detail: string }>> = {
  'unique:variants.sku': { code: 'sku_taken', detail: 'another product has one of its SKUs' },
  'unique:products.handle': { code: 'handle_taken', detail: 'another product has its handle' },
  'guard:version': { code: 'version_conflict', detail: 'somebody changes it at the same time' },
};

const problemOf = ({ by }: WriteRefused) =>
  refusals[by] ?? { code: 'not_saved', detail: `refused by ${by}` };

interface Known {
  readonly bySku: ReadonlyMap<string, StoredRow>;
  readonly byHandle: ReadonlyMap<string, StoredRow>;
}

interface StoredRow {
  readonly doc: ProductDoc;
  readonly version: number;
}

async function planGroup(
  ctx: Context,
  wanted: readonly Wanted[],
  collections: CollectionIds,
): Promise<Plan> {
  const known = await findKnown(ctx, wanted);
  const outcomes: SaveOutcome[] = [];
  const created: ProductDoc[] = [];
  const changed: ChangedProduct[] = [];
  const stock: InitialStock[] = [];
  const handles = await freeHandles(ctx, wanted, known);
  for (const { input: named, given } of wanted) {
    const unknown = named.collections.find((name) => !collections.has(name));
    if (unknown !== undefined) {
      outcomes.push({
        problem: { code: 'collection_unknown', detail: `there is no collection ${unknown}` },
      });
      continue;
    }
    const ids = named.collections.map((name) => collections.get(name) ?? name);
    const input = { ...named, collections: [...new Set(ids)] };
    const found = findHolder(known, input);
    if (found && 'problem' in found) {
      outcomes.push(found);
      continue;
    }
    if (!found) {
      const made = newProduct(ctx, {
        ...input,
        handle: input.handle ?? handles.take(ctx, input.title),
      });
      created.push(made.doc);
      stock.push(...made.stock);
      outcomes.push({ outcome: 'created' });
    } else {
      const merged = mergeProduct(ctx, found.doc, { input, given });
      const same = canonicalJson(merged.doc) === canonicalJson(found.doc);
      outcomes.push({ outcome: same ? 'unchanged' : 'updated' });
      if (same) continue;
      changed.push({ doc: merged.doc, before: found });
      stock.push(...merged.stock);
    }
  }
  return { outcomes, created, changed, stock };
}

/** The products that hold any SKU or handle of the group, in one query. */
async function findKnown(ctx: Context, wanted: readonly Wanted[]): Promise<Known> {
  const skus = JSON.stringify(wanted.flatMap(({ input }) => input.variants.map(({ sku }) => sku)));
  const handles = JSON.stringify(wanted.flatMap(({ input }) => input.handle ?? []));
  const found = await rows<{ doc: string; version: number }>(
    ctx.db,
    statement`SELECT p.doc, p.version FROM products p WHERE p.id IN (
        SELECT v.product_id FROM json_each(${skus}) n JOIN variants v ON v.sku = n.value
        UNION SELECT h.id FROM json_each(${handles}) n JOIN products h ON h.handle = n.value)`,
  );
  const bySku = new Map<string, StoredRow>();
  const byHandle = new Map<string, StoredRow>();
  for (const { doc, version } of found) {
    const stored = { doc: JSON.parse(doc) as ProductDoc, version };
    byHandle.set(stored.doc.handle, stored);
    for (const { sku } of stored.doc.variants) bySku.set(sku, stored);
  }
  return { bySku, byHandle };
}

/** A SKU tells more surely than a handle which product is meant. */
function findHolder(
  { bySku, byHandle }: Known,
  input: ProductInput,
): StoredRow | undefined | (SaveOutcome & { problem: object }) {
  const holders = new Set(input.variants.flatMap(({ sku }) => bySku.get(sku) ?? []));
  if (holders.size > 1) {
    const sku = input.variants.findLast((variant) => bySku.has(variant.sku))?.sku;
    return { problem: { code: 'sku_taken', detail: 'its SKUs belong to several products', sku } };
  }
  const [holder] = holders;
  const named = input.handle === undefined ? undefined : byHandle.get(input.handle);
  if (holder && named && holder !== named) {
    return {
      problem: { code: 'handle_taken', detail: `another product has the handle ${input.handle}` },
    };
  }
  return holder ?? named;
}

/** Handles for new products whose file gives none: of the title, with something behind it where that is taken. */
async function freeHandles(ctx: Context, wanted: readonly Wanted[], known: Known) {
  const nameless = wanted.filter(
    ({ input }) => input.handle === undefined && !findHolder(known, input),
  );
  const taken = new Set(wanted.flatMap(({ input }) => input.handle ?? []));
  if (nameless.length > 0) {
    const slugs = JSON.stringify(nameless.map(({ input }) => automaticHandle(ctx, input.title, 0)));
    const found = await rows<{ handle: string }>(
      ctx.db,
      statement`SELECT p.handle FROM json_each(${slugs}) n JOIN products p ON p.handle = n.value`,
    );
    for (const { handle } of found) taken.add(handle);
  }
  return {
    take({ random }: Context, title: string): string {
      const first = automaticHandle({ random }, title, 0);
      const handle = taken.has(first) ? automaticHandle({ random }, title, 1) : first;
      taken.add(handle);
      return handle;
    },
  };
}

/** Finds the collections that the group names, and makes those that are missing. */
async function nameCollections(
  ctx: Context,
  {
    wanted,
    collections,
    dryRun,
  }: { wanted: readonly Wanted[]; collections: CollectionIds; dryRun: boolean },
): Promise<void> {
  const names = [...new Set(wanted.flatMap(({ input }) => input.collections))].filter(
    (name) => !collections.has(name),
  );
  if (names.length === 0) return;
  const handles = new Map<string, string>();
  for (const name of names)
    handles.set(name, collectionHandle(name, slug(name) ? '' : sha256(name)));
  const find = async () => {
    const found = await resolveCollections(ctx.db, [...names, ...handles.values()]);
    for (const name of names) {
      const match = found.find(
        ({ id, handle }) => id === name || handle === name || handle === handles.get(name),
      );
      if (match) collections.set(name, match.id);
    }
  };
  await find();
  // Something that looks like an id names a collection that is gone: it is not a title for a new one.
  const missing = names.filter((name) => !collections.has(name) && !isId('collection', name));
  if (missing.length === 0) return;
  if (dryRun) {
    for (const name of missing) collections.set(name, name);
    return;
  }
  const nowMs = ctx.clock.nowMs();
  const made = missing.map((title) => ({
    id: newId(ctx, 'collection'),
    handle: handles.get(title),
    title,
  }));
  await ctx.writer.batch([
    // Another import may make the same one at this moment.
    statement`INSERT INTO collections(id, handle, title, description, image_url, version, created_at, updated_at)
      SELECT value->>'id', value->>'handle', value->>'title', '', NULL, 1, ${nowMs}, ${nowMs} FROM json_each(${made})
      WHERE true ON CONFLICT(handle) DO NOTHING`,
  ]);
  await find();
}
