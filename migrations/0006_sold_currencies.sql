-- Pages in a currency say that it is sold at all. That ends with the last product that has a price in it, which
-- is in none of the other scopes of such a page.
CREATE TRIGGER listings_deleted_currency AFTER DELETE ON listings
  WHEN old.collection_id = '' AND old.currency <> ''
    AND NOT EXISTS (SELECT 1 FROM listings WHERE collection_id = '' AND currency = old.currency)
BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT 'currencies', coalesce(max(version), 0) + 1 FROM cache_versions WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
