-- Full-text index over active products; `rowid` is `products.seq`. Prefix indexes make `cak*` a seek.
CREATE VIRTUAL TABLE product_search USING fts5(
  title, skus, description, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
);
