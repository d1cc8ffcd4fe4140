CREATE TABLE `cache_versions` (
	`scope` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cache_versions_version` ON `cache_versions` (`version`);
--> statement-breakpoint
-- What a change makes old. A product is known by its id and its handle; both are in the URLs of its page,
-- and their last two characters name its bucket. Lists of all, search and the shop show any of them.
CREATE TRIGGER products_inserted_version AFTER INSERT ON products BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('products', 'product:' || substr(new.id, -2), 'product:' || substr(new.handle, -2))) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER products_updated_version AFTER UPDATE ON products BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('products', 'product:' || substr(new.id, -2), 'product:' || substr(new.handle, -2), 'product:' || substr(old.handle, -2))) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER products_deleted_version AFTER DELETE ON products BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('products', 'product:' || substr(old.id, -2), 'product:' || substr(old.handle, -2))) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER collection_products_inserted_version AFTER INSERT ON collection_products BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM collections c, json_each(json_array('collection:' || c.id, 'collection:' || c.handle)) s
  WHERE c.id = new.collection_id
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER collection_products_deleted_version AFTER DELETE ON collection_products BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM collections c, json_each(json_array('collection:' || c.id, 'collection:' || c.handle)) s
  WHERE c.id = old.collection_id
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER collections_inserted_version AFTER INSERT ON collections BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('collections', 'collection:' || new.id, 'collection:' || new.handle)) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER collections_updated_version AFTER UPDATE ON collections BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('collections', 'collection:' || new.id, 'collection:' || new.handle, 'collection:' || old.handle)) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER collections_deleted_version AFTER DELETE ON collections BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('collections', 'collection:' || old.id, 'collection:' || old.handle)) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER shop_inserted_version AFTER INSERT ON shop BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER shop_updated_version AFTER UPDATE ON shop BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER shop_deleted_version AFTER DELETE ON shop BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER shipping_zones_inserted_version AFTER INSERT ON shipping_zones BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER shipping_zones_updated_version AFTER UPDATE ON shipping_zones BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER shipping_zones_deleted_version AFTER DELETE ON shipping_zones BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER tax_rates_inserted_version AFTER INSERT ON tax_rates BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER tax_rates_updated_version AFTER UPDATE ON tax_rates BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
--> statement-breakpoint
CREATE TRIGGER tax_rates_deleted_version AFTER DELETE ON tax_rates BEGIN
  INSERT INTO cache_versions(scope, version)
  SELECT s.value, (SELECT coalesce(max(version), 0) + 1 FROM cache_versions)
  FROM json_each(json_array('shop')) s WHERE true
  ON CONFLICT(scope) DO UPDATE SET version = excluded.version;
END;
