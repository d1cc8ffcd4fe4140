export { createCsvReader } from './csv.ts';
export { importCatalog } from './import-catalog.ts';
export { fullTitle, type SellableVariant, sellsInQuery, variantsQuery } from './queries.ts';
