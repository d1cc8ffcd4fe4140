import type { Statement } from '../../core/statement.ts';
import { statement } from '../../db/sql.ts';
import type { ProductDoc } from './product.ts';

/** More products than this at once make every bucket old: an import would touch nearly all of them one by one. */
const bucketsMax = 20;

/**
 * Makes old what shows these products, as they are or as they were: the list of all and search, their buckets
 * (the last two characters of an id or a handle, both of which name a product in URLs) and the lists of their
 * collections, which URLs name by id or by handle too. One version for all of it.
 */
export function changedVersions(docs: readonly ProductDoc[]): Statement {
  const collections = [...new Set(docs.flatMap((doc) => doc.collections))];
  const scopes = new Set([
    'products',
    ...(docs.length > bucketsMax
      ? [everyBucket]
      : docs.flatMap(({ id, handle }) => [bucketOf(id), bucketOf(handle)])),
    ...collections.map((id) => `collection:${id}`),
  ]);
  return statement`INSERT INTO cache_versions(scope, version)
    SELECT scope, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions) FROM (
      SELECT value AS scope FROM json_each(${[...scopes]})
      UNION ALL SELECT 'collection:' || c.handle FROM json_each(${collections}) e JOIN collections c ON c.id = e.value
    ) WHERE true ON CONFLICT(scope) DO UPDATE SET version = excluded.version`;
}

const everyBucket = 'product:*';
const bucketOf = (idOrHandle: string): string => `product:${idOrHandle.slice(-2)}`;

/** The scopes that the page of a product is in, by its id or handle. */
export const scopesOfProduct = (idOrHandle: string): string[] => [
  bucketOf(idOrHandle),
  everyBucket,
];
