import { collectionTitles } from '../../support/synthetic-catalog.ts';
import { ask, type Shop } from '../shop.ts';
import { ms, type Row } from '../table.ts';
import type { Wishes } from './catalogs.ts';
import { fewProducts, type Growth, measureGrowth, startTwoSizes, uncached } from './growth.ts';

const sorts = ['title', '-created_at', 'price', '-price'] as const;
const pageSize = 24;
const deep = 1_000;
/** A cursor is a position: long pages lead there sooner. */
const stepSize = 100;

const largest = collectionTitles[0]?.toLowerCase() ?? '';
const filters = [
  ['all', ''],
  ['by currency', '&currency=EUR'],
  ['by collection', `&collection=${largest}`],
] as const;

/** A page of a list among many products, against the same page among few. */
export async function benchLists(say: (line: string) => void, wishes: Wishes): Promise<Row[]> {
  const sizes = await startTwoSizes(say, wishes);
  const rows: Row[] = [];
  for (const [name, filter] of filters) {
    const first: [string, Growth][] = [];
    const far: [string, Growth][] = [];
    let pages = { few: 0, many: 0 };
    for (const sort of sorts) {
      const query = `sort=${sort}${filter}`;
      const path = `/v1/products?limit=${pageSize}&${query}`;
      first.push([sort, await measureGrowth(sizes, { few: path, many: path })]);
      const [few, many] = [await walk(sizes.few, query), await walk(sizes.many, query)];
      pages = { few: few.page, many: many.page };
      const at = (cursor: string) => `${path}&cursor=${cursor}`;
      far.push([sort, await measureGrowth(sizes, { few: at(few.cursor), many: at(many.cursor) })]);
      say(`${name}, page 1: ${describe(first).at(-1)}, far: ${describe(far).at(-1)}`);
    }
    const count = wishes.products.toLocaleString('en');
    rows.push(rowOf(`list, ${name}: page 1, ${count} products`, first, []));
    rows.push(
      rowOf(`list, ${name}: page ${pages.many.toLocaleString('en')}, ${count} products`, far, [
        `page ${pages.few} of ${fewProducts.toLocaleString('en')} products`,
      ]),
    );
  }
  return rows;
}

/** The cursor of page 1,000, or of the last whole page that there is. */
async function walk(shop: Shop, query: string): Promise<{ page: number; cursor: string }> {
  const wanted = (deep - 1) * pageSize;
  let passed = 0;
  let cursor = '';
  while (passed < wanted) {
    const step = Math.min(stepSize, wanted - passed);
    const path = `/v1/products?limit=${step}&${query}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { page } = await ask<{ page: { next_cursor: string | null } }>(shop, 'GET', path, {
      headers: uncached,
    });
    // The last of them would have less than a page behind it.
    if (page.next_cursor === null) break;
    passed += step;
    cursor = page.next_cursor;
  }
  return { page: Math.floor(passed / pageSize) + 1, cursor };
}

/** A row for all four sorts: it is as good as the worst of them. */
function rowOf(name: string, grown: readonly [string, Growth][], notes: readonly string[]): Row {
  const [, worst] = grown.toSorted(([, a], [, b]) => b.ratio - a.ratio)[0] ?? [];
  return {
    section: 'lists',
    name,
    measured: ms(worst?.many ?? Number.NaN),
    floor: ms(worst?.few ?? Number.NaN),
    ratio: worst?.ratio ?? Number.NaN,
    target: { atMost: 1.3 },
    notes: [...describe(grown), ...notes],
  };
}

const describe = (grown: readonly [string, Growth][]): string[] =>
  grown.map(
    ([sort, { few, many, ratio, processor }]) =>
      `${sort} ${many.toFixed(1)} against ${few.toFixed(1)} ms: ${ratio.toFixed(2)} (processor ${(processor.many / processor.few).toFixed(2)})`,
  );
