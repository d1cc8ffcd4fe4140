import { sql } from 'drizzle-orm';
import { row } from '../../db/read.ts';
import type { ReadDatabase } from '../../db/read.ts';
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
export async function readShop(ctx: Pick<Context, 'config'>, db: ReadDatabase): Promise<ShopRow> {
  const found = await row<ShopRow>(
    db,
    sql`SELECT name, default_currency, tax_display, terms, version FROM shop WHERE id = 1`,
  );
  return (
    found ?? { name: 'Kiosk', default_currency: ctx.config.defaultCurrency, tax_display: 'inclusive', terms: 0, version: 1 }
  );
}

/** Every currency that some active product has a price in. */
export async function sellingCurrencies(db: ReadDatabase): Promise<string[]> {
  // One index seek a currency, not a scan of every listing.
  const found = await db.all<{ currency: string }>(sql`
    WITH RECURSIVE each(currency) AS (
      SELECT min(currency) FROM listings
      UNION ALL
      SELECT (SELECT min(currency) FROM listings WHERE currency > each.currency) FROM each WHERE each.currency IS NOT NULL
    ) SELECT currency FROM each WHERE currency IS NOT NULL`);
  return found.map((each) => each.currency);
}
