import { ask, type Query, query, type ReadDatabase } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { Context } from '../../platform/context.ts';

/** The settings of the shop. `terms` grows with every change of what totals are made of. */
export interface ShopRow {
  readonly name: string;
  readonly default_currency: string;
  readonly tax_display: 'inclusive' | 'exclusive';
  readonly terms: number;
  readonly version: number;
}

/** The one row of the shop, or its defaults before anybody set anything. */
export const shopQuery = ({ config }: Pick<Context, 'config'>): Query<ShopRow> =>
  query<ShopRow, ShopRow>(
    statement`SELECT name, default_currency, tax_display, terms, version FROM shop WHERE id = 1`,
    ([found]) =>
      found ?? {
        name: 'Kiosk',
        default_currency: config.defaultCurrency,
        tax_display: 'inclusive',
        terms: 0,
        version: 1,
      },
  );

export const readShop = (ctx: Pick<Context, 'config'>, db: ReadDatabase): Promise<ShopRow> =>
  ask(db, shopQuery(ctx));

/** Every currency that some active product has a price in. */
export const currenciesQuery: Query<string[]> = query<{ currency: string }, string[]>(
  // One index seek a currency, not a scan of every listing.
  statement`WITH RECURSIVE each(currency) AS (
      SELECT min(currency) FROM listings WHERE collection_id = '' AND currency > ''
      UNION ALL
      SELECT (SELECT min(currency) FROM listings WHERE collection_id = '' AND currency > each.currency) FROM each WHERE each.currency IS NOT NULL
    ) SELECT currency FROM each WHERE currency IS NOT NULL`,
  (found) => found.map(({ currency }) => currency),
);
