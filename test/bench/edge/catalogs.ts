import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fillCatalog } from '../../support/synthetic-catalog.ts';
import { runFolder } from '../server.ts';

/** What was asked for on the command line. */
export interface Wishes {
  /** Of the large catalog. */
  readonly products: number;
  /** Where catalogs are kept between runs; those of this run alone go with it. */
  readonly catalogs: string | undefined;
}

type Say = (line: string) => void;

/**
 * The data folder of a shop with so many synthetic products, made once a run. Servers over it must change
 * nothing: another section, or another run, finds it as they leave it.
 */
export async function catalogOf(
  products: number,
  { catalogs }: Pick<Wishes, 'catalogs'>,
  say: Say,
): Promise<string> {
  const folder = join(resolve(catalogs ?? runFolder), `catalog-${products}`);
  const file = join(folder, 'kiosk.db');
  if (existsSync(file)) return folder;
  mkdirSync(folder, { recursive: true });
  const startedMs = performance.now();
  await fillCatalog(`file:${file}.part`, { products }, (made) => {
    if (made % 100_000 === 0 && made < products) say(`${made} of ${products} products made`);
  });
  // Under its name only when it is whole: a run may be interrupted.
  renameSync(`${file}.part`, file);
  const seconds = (performance.now() - startedMs) / 1_000;
  say(`a catalog of ${products} products made in ${seconds.toFixed(0)} s`);
  return folder;
}
