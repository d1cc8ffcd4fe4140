import type { Client } from '@libsql/client';

/** Room for other products after the one that is copied. */
const apart = 1_000;

/**
 * Fills a database with copies of one product by SQL alone: for tests of how a query goes about a large catalog,
 * where what the rows say matters little and a real import would take half a minute.
 */
export async function copyProduct(client: Client, id: string, copies: number): Promise<void> {
  const each = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${copies}),
    p AS MATERIALIZED (SELECT * FROM products WHERE id = '${id}')`;
  const product = `printf('prod_%026d', i)`;
  const variant = `printf('var_%026d', i)`;
  await client.execute('PRAGMA synchronous = OFF');
  await client.execute('PRAGMA cache_size = -400000');
  await client.batch(
    [
      `${each} INSERT INTO products SELECT p.seq + ${apart} + i, ${product}, 'copy-' || i, p.title || ' ' || i, p.status, p.doc,
        p.version, p.created_at + i, p.updated_at, p.page, p.ranges FROM n, p`,
      `${each} INSERT INTO product_cards SELECT p.seq + ${apart} + i, c.card, c.ranges, c.words, c.codes
        FROM n, p JOIN product_cards c ON c.seq = p.seq`,
      `${each} INSERT INTO variants SELECT ${variant}, ${product}, 'COPY-' || i, v.title, v.product_title,
        v.weight_grams, v.sellable FROM n, p JOIN variants v ON v.product_id = p.id`,
      `${each} INSERT INTO prices SELECT ${variant}, r.currency, r.amount + i
        FROM n, p JOIN variants v ON v.product_id = p.id JOIN prices r ON r.variant_id = v.id`,
      `${each} INSERT INTO stock SELECT ${variant}, 10, 0, 'deny', 1 FROM n`,
      `${each} INSERT INTO collection_products SELECT c.collection_id, ${product}
        FROM n, p JOIN collection_products c ON c.product_id = p.id`,
      `${each} INSERT INTO listings SELECT l.collection_id, l.currency, l.created_at + i, l.seq + ${apart} + i, l.title || ' ' || i,
        l.lowest + i FROM n, p JOIN listings l ON l.seq = p.seq`,
      `${each} INSERT INTO product_search(rowid, title, skus, description, lists)
        SELECT p.seq + ${apart} + i, p.title || ' ' || i, 'COPY-' || i, '', 'gbp' FROM n, p`,
    ],
    'write',
  );
}
