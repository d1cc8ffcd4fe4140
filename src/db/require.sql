-- Aborts a batch unless `ok` holds: an UPDATE that meets no row is silent, so the batch asks for it.
CREATE VIEW require(ok, guard) AS SELECT 0, '' WHERE 0;

CREATE TRIGGER require_do INSTEAD OF INSERT ON require WHEN new.ok IS NOT 1 BEGIN
  SELECT CASE new.guard
    WHEN 'version' THEN RAISE(ABORT, 'guard failed: version')
    WHEN 'variants' THEN RAISE(ABORT, 'guard failed: variants')
    WHEN 'stock' THEN RAISE(ABORT, 'guard failed: stock')
    ELSE RAISE(ABORT, 'guard failed: unnamed')
  END;
END;
