// A floor: what Hono on this Node does at best with the requests of one order. It gives the answers that the shop
// gave, so they are as large; a checkout's body is parsed and validated by the shop's schema. There is no database
// and no middleware.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Checkout } from '../../src/shop/checkout/contract.ts';
import type { Exchange } from './sample-order.ts';

function bareApp(exchanges: readonly Exchange[]): Hono {
  const app = new Hono();
  const answerOf = (method: string, path: RegExp): object =>
    (exchanges.findLast(({ request }) => request.method === method && path.test(request.path))
      ?.answer ?? {}) as object;
  const answers = {
    created: answerOf('POST', /carts$/),
    changed: answerOf('PATCH', /carts/),
    options: answerOf('GET', /shipping-options$/),
    placed: answerOf('POST', /checkout$/),
    order: answerOf('GET', /orders/),
  };
  app.post('/v1/carts', async (c) => {
    await c.req.json();
    return c.json(answers.created, 201);
  });
  app.patch('/v1/carts/:cart', async (c) => {
    await c.req.json();
    return c.json(answers.changed);
  });
  app.get('/v1/carts/:cart/shipping-options', (c) => c.json(answers.options));
  app.post('/v1/carts/:cart/checkout', async (c) => {
    const body = Checkout.parse(await c.req.json());
    return c.json({ ...answers.placed, expected_total: body.expected_total }, 201);
  });
  app.get('/v1/orders/:order', (c) => c.json(answers.order));
  return app;
}

process.on('message', (exchanges: readonly Exchange[]) => {
  serve({ fetch: bareApp(exchanges).fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    process.send?.({ url: `http://127.0.0.1:${port}` }),
  );
});
process.on('disconnect', () => process.exit(0));
