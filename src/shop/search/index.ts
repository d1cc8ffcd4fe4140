export { type Hit, type HitPosition, searchQuery } from './queries.ts';
export { searchable, unsearchable } from './statements.ts';
export { foldedWords } from './terms.ts';
