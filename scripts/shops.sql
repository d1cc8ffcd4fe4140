-- The control table of a deployment that serves many shops: which names lead to which shop, and where its
-- database is. Applied by `npm run shops`; every statement may run again.
CREATE TABLE IF NOT EXISTS shops (
  id TEXT PRIMARY KEY NOT NULL,
  database_url TEXT NOT NULL,
  replica_url TEXT
) STRICT;
-- `host:shop.example`, or `key:` and the SHA-256 of an API key.
CREATE TABLE IF NOT EXISTS shop_names (
  name TEXT PRIMARY KEY NOT NULL,
  shop TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Grows with every change: whoever remembers names asks only for this.
CREATE TABLE IF NOT EXISTS shops_epoch (id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL) STRICT;
INSERT INTO shops_epoch(id, epoch) VALUES (1, 1) ON CONFLICT(id) DO NOTHING;
CREATE TRIGGER IF NOT EXISTS shops_inserted AFTER INSERT ON shops BEGIN UPDATE shops_epoch SET epoch = epoch + 1; END;
CREATE TRIGGER IF NOT EXISTS shops_updated AFTER UPDATE ON shops BEGIN UPDATE shops_epoch SET epoch = epoch + 1; END;
CREATE TRIGGER IF NOT EXISTS shops_deleted AFTER DELETE ON shops BEGIN UPDATE shops_epoch SET epoch = epoch + 1; END;
CREATE TRIGGER IF NOT EXISTS shop_names_inserted AFTER INSERT ON shop_names BEGIN UPDATE shops_epoch SET epoch = epoch + 1; END;
CREATE TRIGGER IF NOT EXISTS shop_names_updated AFTER UPDATE ON shop_names BEGIN UPDATE shops_epoch SET epoch = epoch + 1; END;
CREATE TRIGGER IF NOT EXISTS shop_names_deleted AFTER DELETE ON shop_names BEGIN UPDATE shops_epoch SET epoch = epoch + 1; END;
