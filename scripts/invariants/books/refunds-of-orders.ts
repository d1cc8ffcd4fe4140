// CROSS fixes the order of the joins: the planner would read every order again for each payment.
export const refundsOfOrders = `SELECT r.value->>'id' AS id, r.value->>'paymentId' AS payment, r.value->>'amount' AS amount,
    r.value->>'status' AS status
  FROM orders o CROSS JOIN json_each(o.doc, '$.refunds') r
  CROSS JOIN payments p ON p.id = r.value->>'paymentId' AND p.provider = 'test'`;
