export { createCsvReader } from './csv.ts';
export { importCatalog } from './import-catalog.ts';
export { sellsInQuery } from './public-queries.ts';
export { fullTitle, type SellableVariant, variantsQuery } from './queries.ts';
