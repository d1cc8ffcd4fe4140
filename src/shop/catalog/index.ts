export { createCsvReader } from './csv.ts';
export { importCatalog } from './import-catalog.ts';
export { sellsInQuery } from './public-queries.ts';
export { fullTitle, type SellableVariant } from './queries.ts';
export { sellableVariants, skuName } from './sellable-variants.ts';
