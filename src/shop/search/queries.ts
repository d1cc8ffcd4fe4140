import type { Statement } from '../../core/statement.ts';
import type { ReadDatabase } from '../../db/read.ts';
import { rows } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import { matchExpression } from './terms.ts';

export interface SearchRequest {
  readonly typed: string;
  readonly currency: string | undefined;
  readonly collectionId: string | undefined;
  readonly limit: number;
  readonly after: { readonly rank: number; readonly seq: number } | undefined;
}

export interface Hit {
  readonly seq: number;
  readonly rank: number;
  readonly card: string;
  readonly version: number;
}

/** A word in the title counts ten times one in the description, a SKU five times. */
const rank = statement`bm25(product_search, 10.0, 5.0, 1.0)`;

/** Active products that contain every word, the best first; ties by age. */
export async function searchProducts(db: ReadDatabase, request: SearchRequest): Promise<Hit[]> {
  const match = matchExpression(request.typed);
  if (match === undefined) return [];
  const conditions: Statement[] = [statement`product_search MATCH ${match}`];
  if (request.currency !== undefined) {
    conditions.push(
      statement`EXISTS (SELECT 1 FROM listings l WHERE l.product_id = p.id AND l.currency = ${request.currency})`,
    );
  }
  if (request.collectionId !== undefined) {
    conditions.push(statement`EXISTS (SELECT 1 FROM collection_products c
      WHERE c.product_id = p.id AND c.collection_id = ${request.collectionId})`);
  }
  const beyond = request.after
    ? statement`WHERE (rank, seq) > (${request.after.rank}, ${request.after.seq})`
    : statement``;
  return await rows<Hit>(
    db,
    statement`SELECT seq, rank, card, version FROM (
        SELECT p.seq, ${rank} AS rank, p.card, p.version
        FROM product_search JOIN products p ON p.seq = product_search.rowid
        WHERE ${joined(conditions, ' AND ')}
      ) ${beyond} ORDER BY rank, seq LIMIT ${request.limit}`,
  );
}
