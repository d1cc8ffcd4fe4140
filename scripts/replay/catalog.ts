import type { Answer, ShopClient } from './shop-client.ts';

/** A stock level as the admin API shows it. */
export interface Level {
  readonly sku: string;
  readonly on_hand: number;
  readonly reserved: number;
  readonly available: number;
  readonly policy: 'deny' | 'continue';
  readonly version: number;
}

interface LevelPage {
  readonly data: readonly Level[];
  readonly page: { readonly next_cursor: string | null };
}

/** Every stock level of the shop by SKU. */
export async function readLevels(shop: ShopClient): Promise<Map<string, Level>> {
  const levels = new Map<string, Level>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body }: Answer<LevelPage> = await shop.admin<LevelPage>(
      'GET',
      `/v1/admin/inventory?limit=100${at}`,
    );
    for (const level of body.data) levels.set(level.sku, level);
    cursor = body.page.next_cursor;
  }
  return levels;
}

/** What the shop sells, as far as the replay knows: a refused SKU is not tried twice. */
export class Catalog {
  readonly #skus: Set<string>;
  readonly #refused = new Set<string>();
  /** The way to ship that each country took last, as a page that knows its buyer would propose it. */
  readonly shippingOptions = new Map<string, string>();

  constructor(skus: Iterable<string>) {
    this.#skus = new Set(skus);
  }

  /** For whoever sorts lines. */
  readonly sells = (sku: string): boolean => this.#skus.has(sku) && !this.#refused.has(sku);

  refuse(sku: string): void {
    this.#refused.add(sku);
  }
}
