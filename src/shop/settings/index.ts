export { bumpTerms } from './change-shop.ts';
export { readShop, sellingCurrencies, type ShopRow } from './queries.ts';
