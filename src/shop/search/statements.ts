import type { Statement } from '../../core/statement.ts';
import { statement } from '../../db/sql.ts';
import { listWord } from './terms.ts';

interface Searchable {
  readonly productId: string;
  readonly title: string;
  readonly skus: readonly string[];
  /** May contain HTML, whose tags are not searched. */
  readonly description: string;
  readonly currencies: readonly string[];
  /** Ids. */
  readonly collections: readonly string[];
}

/** Adds products to the full-text index, in the transaction that saves them. */
export function searchable(products: readonly Searchable[]): Statement {
  const rows = products.map(({ productId, title, skus, description, currencies, collections }) => ({
    id: productId,
    title,
    skus: skus.join(' '),
    description: description.replaceAll(/<[^>]*>/g, ' ').slice(0, 20_000),
    lists: [...currencies, ...collections].map(listWord).join(' '),
  }));
  return statement`INSERT INTO product_search(rowid, title, skus, description, lists)
    SELECT p.seq, e.value->>'title', e.value->>'skus', e.value->>'description', e.value->>'lists'
    FROM json_each(${rows}) e JOIN products p ON p.id = e.value->>'id'`;
}

/** Takes products out of the index. @param seqs selects their `products.seq` */
export const unsearchable = (seqs: Statement): Statement =>
  statement`DELETE FROM product_search WHERE rowid IN ${seqs}`;
