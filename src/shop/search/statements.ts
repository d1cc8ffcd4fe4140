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

/** Brings the full-text index in line with a product, in the transaction that saves it. */
export function searchStatements(product: Searchable): Statement[] {
  const { productId, title, skus } = product;
  const description = product.description.replaceAll(/<[^>]*>/g, ' ').slice(0, 20_000);
  const remove = statement`DELETE FROM product_search WHERE rowid = (SELECT seq FROM products WHERE id = ${productId})`;
  if (!product.searchable) return [remove];
  return [
    remove,
    statement`INSERT INTO product_search(rowid, title, skus, description)
      SELECT seq, ${title}, ${skus.join(' ')}, ${description} FROM products WHERE id = ${productId}`,
  ];
}
