// A storefront in a few lines: finds a product, fills a cart, pays and waits for the order.
//   npm run example -- [url]
import createClient from 'openapi-fetch';
import type { paths } from './api.d.ts';

const shop = createClient<paths>({ baseUrl: process.argv[2] ?? 'http://127.0.0.1:8787' });

/** The data of an answer; a problem ends the program with what to do about it. */
function must<Data>({
  data,
  error,
}: {
  data?: Data;
  error?: { code: string; detail: string; type: string };
}): Data {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.detail} (see ${error?.type})`);
  return data;
}

/** The right way to send a mutation again: the same key, so that it is done once. */
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });

const [product] = must(await shop.GET('/v1/products', { params: { query: { limit: 1 } } })).data;
if (!product) throw new Error('the shop is empty: start it with sample products');
const { variants } = must(
  await shop.GET('/v1/products/{product}', { params: { path: { product: product.id } } }),
);
const [variant] = variants;
if (!variant) throw new Error(`${product.title} has no variants`);
console.log(`buying ${product.title}`);

const created = must(
  await shop.POST('/v1/carts', {
    params: { header: once() },
    body: { lines: [{ variant_id: variant.id, quantity: 1 }] },
  }),
);
const path = { cart: created.id };
must(
  await shop.PATCH('/v1/carts/{cart}', {
    params: { path },
    body: {
      email: 'buyer@example.com',
      shipping_address: {
        name: 'A. Buyer',
        line1: '12 Market Street',
        city: 'Leeds',
        postal_code: 'LS1 6DT',
        country: 'GB',
      },
    },
  }),
);
const [option] = must(
  await shop.GET('/v1/carts/{cart}/shipping-options', { params: { path } }),
).data;
const shipping = { shipping_option_id: option?.id ?? null };
const cart = must(await shop.PATCH('/v1/carts/{cart}', { params: { path }, body: shipping }));

const placed = must(
  await shop.POST('/v1/carts/{cart}/checkout', {
    params: { path, header: once() },
    body: {
      expected_total: cart.totals.total,
      payment: { provider: 'test', token: 'tok_success' },
    },
  }),
);

const headers = { authorization: `Bearer ${placed.access_token}` };
for (let status: string = placed.status; status !== 'confirmed';) {
  if (status !== 'pending') throw new Error(`order ${placed.number} is ${status}`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  status = must(
    await shop.GET('/v1/orders/{order}', { params: { path: { order: placed.id } }, headers }),
  ).status;
}
console.log(`order ${placed.number} is confirmed`);
