export { bumpTerms, changeShop } from './change-shop.ts';
export { currenciesQuery, readShop, shopQuery } from './queries.ts';
