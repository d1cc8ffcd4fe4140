-- Changes what is on hand of one variant by a delta and books the movement, unless stock would fall
-- below what is reserved. The claim is made in the same transaction.
CREATE VIEW adjust_stock(key, claim_key, claim_fingerprint, variant_id, delta, reason, at)
AS SELECT '', '', '', '', 0, '', 0 WHERE 0;

CREATE TRIGGER adjust_stock_do INSTEAD OF INSERT ON adjust_stock BEGIN
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM commands WHERE key = new.key);

  INSERT INTO commands(key, fingerprint, outcome, detail, ref, created_at)
  SELECT new.key, '',
    CASE
      WHEN EXISTS (SELECT 1 FROM commands WHERE key = new.claim_key) THEN 'claimed'
      WHEN s.variant_id IS NULL THEN 'sku_not_found'
      WHEN s.policy = 'deny' AND s.on_hand + new.delta < s.reserved THEN 'inventory_below_reserved'
      WHEN abs(s.on_hand + new.delta) > 1000000000000 THEN 'out_of_range'
      ELSE 'adjusted'
    END, s.reserved, new.variant_id, new.at
  FROM (SELECT 1) LEFT JOIN stock s ON s.variant_id = new.variant_id;
  SELECT RAISE(IGNORE) FROM commands WHERE key = new.key AND outcome <> 'adjusted';

  INSERT INTO commands(key, fingerprint, outcome, ref, created_at)
  SELECT new.claim_key, new.claim_fingerprint, 'running', new.variant_id, new.at WHERE new.claim_key IS NOT NULL;

  UPDATE stock SET on_hand = on_hand + new.delta, version = version + 1 WHERE variant_id = new.variant_id;
  INSERT INTO movements(variant_id, delta, reason, at) VALUES (new.variant_id, new.delta, new.reason, new.at);
END;
