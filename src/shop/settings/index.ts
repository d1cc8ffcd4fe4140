export { bumpTerms, changeShop } from './change-shop.ts';
export { currenciesQuery, readShop, shopQuery, type ShopRow } from './queries.ts';
