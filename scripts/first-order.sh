#!/usr/bin/env bash
U=http://127.0.0.1:8787; J='content-type: application/json'; first_id() { sed -E 's/^\{"id":"([^"]+)".*/\1/'; }
curl -s "$U/v1/search?q=cakestand&limit=1"; echo
C=$(curl -s $U/v1/carts -H "$J" -d '{"lines":[{"sku":"22423","quantity":2}]}' | first_id)
curl -s -X PATCH $U/v1/carts/$C -H "$J" -d '{"email":"buyer@example.com","shipping_address":{"name":"A. Buyer","line1":"12 Market Street","city":"Leeds","postal_code":"LS1 6DT","country":"GB"}}' > /dev/null
S=$(curl -s $U/v1/carts/$C/shipping-options | grep -oE 'rate_[0-9a-z]+' | head -1)
T=$(curl -s -X PATCH $U/v1/carts/$C -H "$J" -d "{\"shipping_option_id\":\"$S\"}" | sed -E 's/.*"total":(\{"amount":[0-9]+,"currency":"[A-Z]+"\})\},"messages".*/\1/')
O=$(curl -s $U/v1/carts/$C/checkout -H "$J" -H "Idempotency-Key: first-order-$C" -d "{\"expected_total\":$T,\"payment\":{\"provider\":\"test\",\"token\":\"tok_success\"}}")
A=$(echo "$O" | sed -E 's/.*"access_token":"([^"]+)".*/\1/'); sleep 2
curl -s $U/v1/orders/$(echo "$O" | first_id) -H "Authorization: Bearer $A" | grep -oE '"number":[0-9]+,"status":"[a-z]+","payment_status":"[a-z]+"'
