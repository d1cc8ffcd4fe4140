export { createProduct, type ProductInput, type VariantInput } from './create-product.ts';
export { findVariants, fullTitle, type SellableVariant, sellsIn } from './queries.ts';
export { createCollection } from './save-collection.ts';
