// A floor: what Hono on this Node does at best for one checkout request. It parses and validates the same
// body by the same schema and answers JSON as large as the real answer; it has no database and no middleware.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Checkout } from '../../src/shop/checkout/contract.ts';

const app = new Hono();
let answer: unknown = {};
app.post('/v1/carts/:cart/checkout', async (c) => {
  const body = Checkout.parse(await c.req.json());
  return c.json({ ...(answer as object), totals: { total: body.expected_total } }, 201);
});

process.on('message', (message: { readonly answer: unknown }) => {
  answer = message.answer;
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    process.send?.({ url: `http://127.0.0.1:${port}` }),
  );
});
process.on('disconnect', () => process.exit(0));
