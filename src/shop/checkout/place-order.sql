-- Makes an order durable: claim, guards, reservation, codes, events, row, payment attempt and due work,
-- or nothing but the verdict. The one command that touches five rooms' tables, because all of it must
-- hold together. `lines` is [{variant_id, sku, quantity, unit_price}], `codes` is [{id, version}].
CREATE VIEW place_order(
  key, claim_key, claim_fingerprint, answer_status, answer, order_id, cart_id, terms, lines, codes, events, doc, payments,
  email, currency, total, due_at, at
) AS SELECT '', '', '', 0, '', '', '', 0, '', '', '', '', '', '', '', 0, 0, 0 WHERE 0;

CREATE TRIGGER place_order_do INSTEAD OF INSERT ON place_order BEGIN
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM commands WHERE key = new.key);

  INSERT INTO commands(key, fingerprint, outcome, detail, ref, created_at)
  SELECT new.key, '',
    CASE
      WHEN EXISTS (SELECT 1 FROM commands WHERE key = new.claim_key) THEN 'claimed'
      WHEN EXISTS (SELECT 1 FROM orders WHERE cart_id = new.cart_id) THEN 'cart_ordered'
      WHEN short.items IS NOT NULL THEN 'stock_short'
      WHEN code.refusal IS NOT NULL THEN 'code_refused'
      -- Prices, codes and terms were read before the transaction: they must still be the same.
      WHEN EXISTS (
        SELECT 1 FROM json_each(new.lines) l
        LEFT JOIN variants v ON v.id = l.value->>'variant_id'
        LEFT JOIN prices p ON p.variant_id = l.value->>'variant_id' AND p.currency = new.currency
        WHERE p.amount IS NOT (l.value->>'unit_price') OR v.sellable IS NOT 1
      ) THEN 'repriced'
      WHEN (SELECT terms FROM shop WHERE id = 1) IS NOT new.terms THEN 'repriced'
      ELSE 'placed'
    END,
    CASE
      WHEN EXISTS (SELECT 1 FROM orders WHERE cart_id = new.cart_id)
        THEN (SELECT id FROM orders WHERE cart_id = new.cart_id)
      WHEN short.items IS NOT NULL OR code.refusal IS NOT NULL THEN coalesce(short.items, code.refusal)
      -- The order's number: what was placed last, plus one. A restore leaves out those that lost orders may have had.
      ELSE max(coalesce((SELECT max(number) FROM orders), 1000),
        coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'last_order_number'), 0)) + 1
    END, new.order_id, new.at
  FROM (
    -- A variant without a stock row has nothing available. Two lines of one variant count together.
    SELECT CASE WHEN count(*) > 0 THEN json_group_array(json_object(
        'sku', w.sku, 'requested', w.quantity, 'available', max(coalesce(s.on_hand - s.reserved, 0), 0)
      )) END AS items
    FROM (
      SELECT value->>'variant_id' AS variant_id, min(value->>'sku') AS sku, sum(value->>'quantity') AS quantity
      FROM json_each(new.lines) GROUP BY 1
    ) w LEFT JOIN stock s ON s.variant_id = w.variant_id
    WHERE s.variant_id IS NULL OR (s.policy = 'deny' AND s.on_hand - s.reserved < w.quantity)
  ) short, (
    SELECT min(CASE
      WHEN c.version IS NOT (k.value->>'version') THEN json_object('reason', 'changed')
      WHEN c.used >= c.usage_limit THEN json_object('reason', 'used_up', 'discount_code', c.code)
      WHEN c.usage_limit_per_customer <=
        (SELECT count(*) FROM discount_uses u WHERE u.code_id = c.id AND u.customer = lower(new.email) AND NOT u.released)
        THEN json_object('reason', 'customer_limit', 'discount_code', c.code)
    END) AS refusal
    FROM json_each(new.codes) k LEFT JOIN discount_codes c ON c.id = k.value->>'id'
  ) code;
  SELECT RAISE(IGNORE) FROM commands WHERE key = new.key AND outcome <> 'placed';

  -- Nothing a buyer writes can contain `"number":0`: inside a string its quotes are escaped.
  INSERT INTO commands(key, fingerprint, outcome, ref, status, body, created_at)
  SELECT new.claim_key, new.claim_fingerprint, iif(new.answer IS NULL, 'running', 'answered'), new.order_id,
    iif(new.answer IS NULL, NULL, new.answer_status), replace(new.answer, '"number":0', '"number":' || v.detail), new.at
  FROM commands v WHERE v.key = new.key AND new.claim_key IS NOT NULL;

  INSERT INTO orders(id, number, cart_id, status, payment_status, fulfillment_status, email, currency, total, doc,
    version, created_at)
  SELECT new.order_id, v.detail, new.cart_id, 'pending', 'pending', 'unfulfilled', new.email, new.currency, new.total,
    replace(new.doc, '"number":0', '"number":' || v.detail), json_array_length(new.events), new.at
  FROM commands v WHERE v.key = new.key;

  INSERT INTO events(id, stream, version, type, data, at)
  SELECT e.value->>'id', new.order_id, 1 + e.key, e.value->>'type',
    iif(e.key = 0, replace(e.value->'data', '"number":0', '"number":' || v.detail), e.value->'data'), new.at
  FROM commands v, json_each(new.events) e WHERE v.key = new.key ORDER BY e.key;

  UPDATE stock SET reserved = stock.reserved + w.quantity, version = stock.version + 1
  FROM (
    SELECT value->>'variant_id' AS variant_id, sum(value->>'quantity') AS quantity FROM json_each(new.lines) GROUP BY 1
  ) w WHERE stock.variant_id = w.variant_id;
  INSERT INTO reservations(order_id, hold, variant_id, quantity, state)
  SELECT new.order_id, 1, value->>'variant_id', sum(value->>'quantity'), 'held' FROM json_each(new.lines) GROUP BY 3;

  UPDATE discount_codes SET used = used + 1 WHERE id IN (SELECT value->>'id' FROM json_each(new.codes));
  INSERT INTO discount_uses(code_id, order_id, customer)
  SELECT value->>'id', new.order_id, lower(new.email) FROM json_each(new.codes);

  INSERT INTO payments(id, order_id, provider, status, amount, currency, created_at)
  SELECT value->>'id', new.order_id, value->>'provider', value->>'status', value->>'amount', value->>'currency',
    value->>'created_at'
  FROM json_each(new.payments);

  INSERT INTO due(kind, id, at) VALUES ('order', new.order_id, new.due_at);
END;
