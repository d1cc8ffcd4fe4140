export { facetNames, type FacetName, type Facets, facetsQuery } from './facet-queries.ts';
export { type Hit, type HitPosition, searchQuery, type SearchRequest } from './queries.ts';
export { searchable, unsearchable } from './statements.ts';
export { foldedWords } from './terms.ts';
