-- One step of an order: its events, its row and what they do to stock, codes and due work, or nothing
-- but the verdict. `events`, `stock` and `payments` are JSON arrays; amounts are minor units.
CREATE VIEW advance_order(
  key, claim_key, claim_fingerprint, order_id, expected_version, events, doc, status, payment_status,
  fulfillment_status, stock, hold, reservation, codes, payments, due_at, at
) AS SELECT '', '', '', '', 0, '', '', '', '', '', '', 0, '', 0, '', 0, 0 WHERE 0;

CREATE TRIGGER advance_order_do INSTEAD OF INSERT ON advance_order BEGIN
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM commands WHERE key = new.key);

  INSERT INTO commands(key, fingerprint, outcome, detail, ref, created_at)
  SELECT new.key, '',
    CASE
      WHEN EXISTS (SELECT 1 FROM commands WHERE key = new.claim_key) THEN 'claimed'
      WHEN (SELECT version FROM orders WHERE id = new.order_id) IS NOT new.expected_version THEN 'version_conflict'
      -- Only what takes away from the available stock can be short.
      WHEN EXISTS (
        SELECT 1 FROM (
          SELECT value->>'variant_id' AS variant_id, sum(value->>'on_hand') - sum(value->>'reserved') AS available
          FROM json_each(new.stock) GROUP BY 1
        ) e JOIN stock s ON s.variant_id = e.variant_id
        WHERE e.available < 0 AND s.policy = 'deny' AND s.on_hand - s.reserved + e.available < 0
      ) THEN 'stock_short'
      -- A late payment wants back a code that others have used up meanwhile.
      WHEN new.codes = 'used' AND EXISTS (
        SELECT 1 FROM discount_uses u JOIN discount_codes c ON c.id = u.code_id
        WHERE u.order_id = new.order_id AND u.released AND (
          c.used >= c.usage_limit OR c.usage_limit_per_customer <= (
            SELECT count(*) FROM discount_uses o
            WHERE o.code_id = c.id AND o.customer = u.customer AND NOT o.released
          )
        )
      ) THEN 'code_used_up'
      ELSE 'advanced'
    END, NULL, new.order_id, new.at;
  SELECT RAISE(IGNORE) FROM commands WHERE key = new.key AND outcome <> 'advanced';

  INSERT INTO commands(key, fingerprint, outcome, ref, created_at)
  SELECT new.claim_key, new.claim_fingerprint, 'running', new.order_id, new.at WHERE new.claim_key IS NOT NULL;

  INSERT INTO events(id, stream, version, type, data, at)
  SELECT e.value->>'id', new.order_id, new.expected_version + 1 + e.key, e.value->>'type', e.value->'data', new.at
  FROM json_each(new.events) e ORDER BY e.key;

  UPDATE orders SET doc = new.doc, status = new.status, payment_status = new.payment_status,
    fulfillment_status = new.fulfillment_status, version = new.expected_version + json_array_length(new.events)
  -- A claim alone changes nothing of the order: its document, the largest thing here, stays as it is.
  WHERE id = new.order_id AND new.events <> '[]';

  UPDATE stock SET on_hand = stock.on_hand + e.on_hand, reserved = stock.reserved + e.reserved,
    version = stock.version + 1
  FROM (
    SELECT value->>'variant_id' AS variant_id, sum(value->>'on_hand') AS on_hand, sum(value->>'reserved') AS reserved
    FROM json_each(new.stock) GROUP BY 1
  ) e WHERE stock.variant_id = e.variant_id;

  INSERT INTO movements(variant_id, delta, reason, order_id, at)
  SELECT value->>'variant_id', value->>'on_hand', value->>'reason', new.order_id, new.at
  FROM json_each(new.stock) WHERE value->>'on_hand' <> 0;

  -- A hold that ended stays ended; a late payment opens the next one.
  UPDATE reservations SET state = new.reservation
  WHERE order_id = new.order_id AND hold = new.hold AND state = 'held' AND new.reservation <> 'held';
  INSERT INTO reservations(order_id, hold, variant_id, quantity, state)
  SELECT new.order_id, new.hold, value->>'variant_id', value->>'reserved', new.reservation
  FROM json_each(new.stock) WHERE value->>'reserved' > 0;

  -- Codes follow the hold: given back when an order is canceled, taken again when a late payment revives it.
  UPDATE discount_codes SET used = used + CASE WHEN new.codes = 'released' THEN -1 ELSE 1 END
  WHERE new.codes IS NOT NULL AND id IN (
    SELECT code_id FROM discount_uses WHERE order_id = new.order_id AND released <> (new.codes = 'released')
  );
  UPDATE discount_uses SET released = (new.codes = 'released')
  WHERE new.codes IS NOT NULL AND order_id = new.order_id;

  INSERT INTO payments(id, order_id, provider, status, amount, currency, created_at)
  SELECT value->>'id', new.order_id, value->>'provider', value->>'status', value->>'amount', value->>'currency',
    value->>'created_at'
  FROM json_each(new.payments) WHERE true
  ON CONFLICT(id) DO UPDATE SET status = excluded.status, amount = excluded.amount;

  DELETE FROM due WHERE kind = 'order' AND id = new.order_id AND new.due_at IS NULL;
  INSERT INTO due(kind, id, at) SELECT 'order', new.order_id, new.due_at WHERE new.due_at IS NOT NULL
  ON CONFLICT(kind, id) DO UPDATE SET at = excluded.at, attempts = 0, dead_at = NULL;
END;
