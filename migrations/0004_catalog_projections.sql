-- What catalog reads answer is made when a product is written; here it is made of the documents that there are.
CREATE TABLE `product_cards` (
	`seq` integer PRIMARY KEY NOT NULL,
	`card` text NOT NULL,
	`ranges` text NOT NULL,
	`words` text NOT NULL,
	`codes` text NOT NULL
);
--> statement-breakpoint
-- The versions of `cache_versions` come from the statement that writes products, once a scope and transaction:
-- row by row they were a third of what an import writes.
DROP TRIGGER products_inserted_version;--> statement-breakpoint
DROP TRIGGER products_updated_version;--> statement-breakpoint
DROP TRIGGER products_deleted_version;--> statement-breakpoint
DROP TRIGGER collection_products_inserted_version;--> statement-breakpoint
DROP TRIGGER collection_products_deleted_version;--> statement-breakpoint
ALTER TABLE `products` ADD `page` text;--> statement-breakpoint
ALTER TABLE `products` ADD `ranges` text;--> statement-breakpoint
UPDATE products SET
  ranges = json_extract(card, '$.ranges'),
  page = json_object(
    'id', id, 'handle', handle, 'title', doc->'title', 'description', doc->'description', 'options', doc->'options',
    'variants', (
      SELECT json_group_array(json_object('id', v.value->'id', 'sku', v.value->'sku', 'title', v.value->'title',
        'options', v.value->'options', 'prices', v.value->'prices'))
      FROM json_each(doc, '$.variants') v
    ),
    'images', doc->'images')
WHERE status = 'active';
--> statement-breakpoint
-- Search ranks by folded words; these are folded as far as SQL can, and wholly when the product is next saved.
INSERT INTO product_cards(seq, card, ranges, words, codes)
SELECT seq, json_set(json_remove(card, '$.ranges'), '$.version', version), ranges,
  ' ' || lower(replace(replace(replace(replace(title, '-', ' '), ',', ' '), '''', ' '), '/', ' ')) || ' ',
  (SELECT ' ' || lower(replace(group_concat(v.value->>'sku', ' '), '-', ' ')) || ' ' FROM json_each(doc, '$.variants') v)
FROM products WHERE status = 'active';
--> statement-breakpoint
CREATE TABLE `new_listings` (
	`collection_id` text NOT NULL,
	`currency` text NOT NULL,
	`created_at` integer NOT NULL,
	`seq` integer NOT NULL,
	`title` text NOT NULL,
	`lowest` integer,
	PRIMARY KEY(`collection_id`, `currency`, `created_at`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO new_listings(collection_id, currency, created_at, seq, title, lowest)
SELECT l.collection_id, c.currency, p.created_at, p.seq, p.title, c.lowest FROM products p
JOIN (
  SELECT seq, '' AS collection_id FROM products
  UNION ALL
  SELECT m.seq, cp.collection_id FROM collection_products cp
  JOIN products m ON m.id = cp.product_id JOIN collections k ON k.id = cp.collection_id
) l ON l.seq = p.seq
JOIN (
  SELECT seq, '' AS currency, NULL AS lowest FROM products
  UNION ALL
  SELECT q.seq, o.currency, o.lowest FROM listings o JOIN products q ON q.id = o.product_id
) c ON c.seq = p.seq
WHERE p.status = 'active';
--> statement-breakpoint
DROP TABLE `listings`;--> statement-breakpoint
ALTER TABLE `new_listings` RENAME TO `listings`;--> statement-breakpoint
CREATE INDEX `listings_title` ON `listings` (`collection_id`,`currency`,`title`,`seq`);--> statement-breakpoint
CREATE INDEX `listings_price` ON `listings` (`collection_id`,`currency`,`lowest`,`seq`) WHERE lowest IS NOT NULL;--> statement-breakpoint
CREATE INDEX `listings_product` ON `listings` (`seq`,`collection_id`,`currency`);--> statement-breakpoint
-- Without the text, which is in the documents, and with the lists that a product is in as words of their own.
CREATE VIRTUAL TABLE new_product_search USING fts5(
  title, skus, description, lists, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3',
  content = '', contentless_delete = 1
);
--> statement-breakpoint
INSERT INTO new_product_search(rowid, title, skus, description, lists)
SELECT s.rowid, s.title, s.skus, s.description, (
  SELECT coalesce(group_concat(lower(substr(iif(l.collection_id = '', 'cur_' || l.currency, l.collection_id), 5)), ' '), '')
  FROM listings l WHERE l.seq = s.rowid AND (l.collection_id = '') <> (l.currency = '')
)
FROM product_search s;
--> statement-breakpoint
DROP TABLE product_search;--> statement-breakpoint
ALTER TABLE new_product_search RENAME TO product_search;--> statement-breakpoint
DROP INDEX `products_status_title`;--> statement-breakpoint
ALTER TABLE `products` DROP COLUMN `card`;
