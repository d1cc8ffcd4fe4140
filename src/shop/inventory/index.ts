export { readLevels } from './queries.ts';
export { availableOf, type StockLevel } from './stock.ts';
