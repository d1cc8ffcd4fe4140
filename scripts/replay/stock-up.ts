import { type Level } from './catalog.ts';
import { inTurn } from './in-turn.ts';
import { readInvoices } from './invoices.ts';
import type { ShopClient } from './shop-client.ts';
import { sortLines } from './sort-lines.ts';

/** Units that the file sells of each SKU of the shop. */
export async function unitsNeeded(path: string, limit: number, sells: (sku: string) => boolean) {
  const needed = new Map<string, number>();
  let invoices = 0;
  for await (const { k, l } of readInvoices(path, limit)) {
    invoices += 1;
    if (k !== 'S') continue;
    for (const [sku, units] of sortLines(l, sells).units)
      needed.set(sku, (needed.get(sku) ?? 0) + units);
  }
  return { needed, invoices };
}

/**
 * Adds to the stock what the year's sales would lack, through adjustments, so that no sale is refused
 * for want of goods. Answers the units added by SKU.
 */
export async function stockUp(
  shop: ShopClient,
  {
    levels,
    needed,
    concurrency,
  }: {
    levels: ReadonlyMap<string, Level>;
    needed: ReadonlyMap<string, number>;
    concurrency: number;
  },
): Promise<Map<string, number>> {
  const added = new Map<string, number>();
  const turns = inTurn(concurrency);
  for (const [sku, units] of needed) {
    const level = levels.get(sku);
    const delta = units - (level?.available ?? 0);
    if (!level || level.policy === 'continue' || delta <= 0) continue;
    added.set(sku, delta);
    await turns.add(sku, async () => {
      await shop.admin('POST', `/v1/admin/inventory/${encodeURIComponent(sku)}/adjustments`, {
        // The version makes the key of a second replay another one: it has to add again.
        key: `replay-stock-${level.version}`,
        body: { delta, reason: 'stock for a replay' },
      });
    });
  }
  await turns.end();
  return added;
}
