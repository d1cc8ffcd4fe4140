import type { Statement } from '../../core/statement.ts';
import { statement } from '../../db/sql.ts';

interface Searchable {
  readonly productId: string;
  readonly searchable: boolean;
  readonly title: string;
  readonly skus: readonly string[];
  /** May contain HTML, whose tags are not searched. */
  readonly description: string;
}

/** Brings the full-text index in line with products, in the transaction that saves them. */
export function searchStatements(products: readonly Searchable[]): Statement[] {
  const ids = products.map(({ productId }) => productId);
  const remove = statement`DELETE FROM product_search
    WHERE rowid IN (SELECT p.seq FROM json_each(${ids}) e JOIN products p ON p.id = e.value)`;
  const found = products
    .filter(({ searchable }) => searchable)
    .map(({ productId, title, skus, description }) => ({
      id: productId,
      title,
      skus: skus.join(' '),
      description: description.replaceAll(/<[^>]*>/g, ' ').slice(0, 20_000),
    }));
  if (found.length === 0) return [remove];
  return [
    remove,
    statement`INSERT INTO product_search(rowid, title, skus, description)
      SELECT p.seq, e.value->>'title', e.value->>'skus', e.value->>'description'
      FROM json_each(${found}) e JOIN products p ON p.id = e.value->>'id'`,
  ];
}
