export { levelsQuery } from './queries.ts';
export { availableOf, type StockLevel } from './stock.ts';
