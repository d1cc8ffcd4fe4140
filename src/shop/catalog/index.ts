export { createProduct, type ProductInput, type VariantInput } from './create-product.ts';
export { createCsvReader } from './csv.ts';
export { importCatalog } from './import-catalog.ts';
export { fullTitle, type SellableVariant, sellsInQuery, variantsQuery } from './queries.ts';
export { createCollection } from './save-collection.ts';
