import type { Statement } from '../../core/statement.ts';
import { type Query, query } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import { newestHits, rankedMax, type SearchRequest } from './queries.ts';

export const facetNames = ['collection', 'option', 'price'] as const;
export type FacetName = (typeof facetNames)[number];

/** What there is to choose among the hits of a search; a part that was not asked for is missing. */
export interface Facets {
  readonly hits: { readonly count: number; readonly exact: boolean };
  readonly collections?: readonly { id: string; handle: string; title: string; count: number }[];
  readonly options?: readonly { name: string; values: { value: string; count: number }[] }[];
  /** Minor units of the currency that prices are shown in; null when no hit has a price in it. */
  readonly price?: { readonly min: number; readonly max: number } | null;
}

/** Values of a facet: more than a buyer chooses among. */
const valuesMax = 100;

type FacetRow = readonly [
  facet: FacetName | 'hits',
  a: string,
  b: string,
  c: string,
  count: number,
];

/** Counts over the hits that a search ranks, the newest thousand: from each hit to what it has, never the other way. */
export function facetsQuery(
  request: SearchRequest,
  { wanted, currency }: { wanted: readonly FacetName[]; currency: Statement },
): Query<Facets> {
  const parts: Readonly<Record<FacetName, Statement>> = {
    collection: statement`SELECT * FROM (SELECT 'collection' AS facet, c.id AS a, c.handle AS b, c.title AS c, count(*) AS count
      FROM hits h CROSS JOIN listings l INDEXED BY listings_product ON l.seq = h.seq AND l.currency = '' CROSS JOIN collections c ON c.id = l.collection_id
      GROUP BY c.id ORDER BY count DESC, c.title LIMIT ${valuesMax})`,
    option: statement`SELECT * FROM (SELECT 'option' AS facet, o.value->>'name' AS a, v.value AS b, NULL AS c, count(*) AS count
      FROM hits h CROSS JOIN product_cards p ON p.seq = h.seq, json_each(p.card, '$.options') o, json_each(o.value, '$.values') v
      GROUP BY 2, 3 ORDER BY count DESC, 2, 3 LIMIT ${valuesMax})`,
    price: statement`SELECT 'price', min(l.lowest), max(l.lowest), NULL, count(*) FROM hits h
      CROSS JOIN listings l INDEXED BY listings_product ON l.seq = h.seq AND l.collection_id = '' AND l.currency = ${currency}`,
  };
  return query(
    statement`WITH ${newestHits(request)} SELECT 'hits' AS facet, NULL AS a, NULL AS b, NULL AS c, count(*) AS count FROM hits
      UNION ALL ${joined(
        wanted.map((name) => parts[name]),
        ' UNION ALL ',
      )}`,
    (found: readonly Record<'facet' | 'a' | 'b' | 'c' | 'count', never>[]) =>
      readFacets(
        found.map(({ facet, a, b, c, count }): FacetRow => [facet, a, b, c, count]),
        wanted,
      ),
  );
}

function readFacets(rows: readonly FacetRow[], wanted: readonly FacetName[]): Facets {
  const of = (name: FacetRow[0]) => rows.filter(([facet]) => facet === name);
  const count = of('hits')[0]?.[4] ?? 0;
  const options = new Map<string, { value: string; count: number }[]>();
  for (const [, name, value, , hits] of of('option'))
    options.set(name, [...(options.get(name) ?? []), { value, count: hits }]);
  const [price] = of('price');
  return {
    hits: { count, exact: count < rankedMax },
    ...(wanted.includes('collection')
      ? {
          collections: of('collection').map(([, id, handle, title, hits]) => ({
            id,
            handle,
            title,
            count: hits,
          })),
        }
      : {}),
    ...(wanted.includes('option')
      ? { options: [...options].map(([name, values]) => ({ name, values })) }
      : {}),
    ...(wanted.includes('price')
      ? { price: price?.[4] ? { min: Number(price[1]), max: Number(price[2]) } : null }
      : {}),
  };
}
