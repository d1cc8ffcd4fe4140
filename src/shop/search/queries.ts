import type { Statement } from '../../core/statement.ts';
import { type Query, query } from '../../db/read.ts';
import { joined, statement } from '../../db/sql.ts';
import { foldedWords, listWord, matchExpression, wordsOf } from './terms.ts';

export interface SearchRequest {
  readonly typed: string;
  readonly currency?: string | undefined;
  /** Selects the id of the collection that is searched. */
  readonly collection: Statement | undefined;
}

/** Where a page of hits ended: among the ranked ones, whose newest was `top`, or beyond them. */
export interface HitPosition {
  readonly seq: number;
  readonly score: number | null;
  readonly top: number | null;
}

export interface Hit extends HitPosition {
  readonly card: string;
  readonly ranges: string;
}

/** Hits that are ranked among each other: what a search costs does not grow with the catalog beyond them. */
export const rankedMax = 1_000;

/**
 * Active products that contain every word. The newest thousand come first, the best of them at the top; then
 * the older ones, the newest first. `bm25` would read every posting of every word, and rank all hits for a page.
 */
export function searchQuery(
  request: SearchRequest,
  { limit, after }: { limit: number; after: HitPosition | undefined },
): Query<readonly Hit[]> {
  const match = matchOf(request);
  const older = (
    seq: Statement,
  ) => statement`SELECT c.seq, NULL AS score, NULL AS top, c.card, c.ranges
    FROM product_search s JOIN product_cards c ON c.seq = s.rowid
    WHERE s.product_search MATCH ${match} AND s.rowid < ${seq} ORDER BY s.rowid DESC LIMIT ${limit}`;
  if (after && after.score === null)
    return query(older(statement`${after.seq}`), (found: readonly Hit[]) => found);
  const beyond = after
    ? statement`WHERE (score, seq) < (${after.score}, ${after.seq})`
    : statement``;
  return query(
    statement`WITH ${hits(match, after?.top ?? Number.MAX_SAFE_INTEGER)}
      SELECT * FROM (
        SELECT * FROM (
          SELECT h.seq, ${score(request.typed)} AS score, (SELECT max(seq) FROM hits) AS top, c.card, c.ranges
          FROM hits h JOIN product_cards c ON c.seq = h.seq
        ) ${beyond} ORDER BY score DESC, seq DESC LIMIT ${limit}
      )
      UNION ALL
      SELECT * FROM (${older(statement`(SELECT iif(count(*) = ${rankedMax}, min(seq), 0) FROM hits)`)})
      LIMIT ${limit}`,
    (found: readonly Hit[]) => found,
  );
}

/** The newest hits, read one after the other from the index: no more than are ranked. */
const hits = (match: Statement, top: number): Statement => statement`hits(seq) AS MATERIALIZED (
  SELECT rowid FROM product_search WHERE product_search MATCH ${match} AND rowid <= ${top}
  ORDER BY rowid DESC LIMIT ${rankedMax})`;

/** An empty phrase, which is nowhere. */
const nothing = '""';

/** The hits that are ranked, as `hits(seq)`. */
export const newestHits = (request: SearchRequest): Statement =>
  hits(matchOf(request), Number.MAX_SAFE_INTEGER);

/** Words are looked for in the text, lists in their own column; a search without words finds nothing. */
function matchOf({ typed, currency, collection }: SearchRequest): Statement {
  const words = matchExpression(typed);
  if (words === undefined) return statement`${nothing}`;
  const inCurrency = currency === undefined ? '' : ` AND lists : "${listWord(currency)}"`;
  const text = statement`${`{title skus description} : (${words})${inCurrency}`}`;
  if (!collection) return text;
  return statement`coalesce(${text} || ' AND lists : "' || substr(${collection}, length('col_') + 1) || '"', ${nothing})`;
}

/** A whole word in the title, in a SKU, the beginning of one, something in the description; the shorter title first. */
function score(typed: string): Statement {
  const each = wordsOf(typed).map((word) => {
    const [begins, whole] = [foldedWords(word).trimEnd(), foldedWords(word)];
    return statement`iif(instr(c.words, ${whole}), 12, iif(instr(c.codes, ${whole}), 10,
      iif(instr(c.words, ${begins}), 8, iif(instr(c.codes, ${begins}), 6, 1))))`;
  });
  const points = each.length === 0 ? statement`0` : joined(each, ' + ');
  return statement`(1000 * (${points}) - min(length(c.words), 999))`;
}
