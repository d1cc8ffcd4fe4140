export { type Hit, searchProducts } from './queries.ts';
export { searchStatements } from './statements.ts';
