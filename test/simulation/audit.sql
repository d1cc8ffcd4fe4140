-- Rules that only the moment of a commit can show, written down by the database of a simulation itself.
CREATE TABLE audit(subject TEXT NOT NULL, detail TEXT NOT NULL);

CREATE TRIGGER audit_prices AFTER INSERT ON events WHEN new.type = 'order.placed' BEGIN
  INSERT INTO audit(subject, detail)
  SELECT new.stream, l.value->>'sku' || ' was sold at ' || (l.value->>'unitPrice') || ', it costs ' || coalesce(p.amount, 'nothing')
  FROM json_each(new.data, '$.lines') l LEFT JOIN prices p
    ON p.variant_id = l.value->>'variantId' AND p.currency = new.data->>'currency'
  WHERE p.amount IS NOT (l.value->>'unitPrice');
END;

CREATE TRIGGER audit_stock AFTER UPDATE ON stock
WHEN new.policy = 'deny' AND old.policy = 'deny' AND new.on_hand - new.reserved < 0 BEGIN
  INSERT INTO audit(subject, detail) VALUES (new.variant_id, new.reserved || ' promised of ' || new.on_hand);
END;
