import { statement } from '../../src/db/sql.ts';
import { sign } from '../../src/core/webhook-signature.ts';
import { type Client, expectStatus, type Json } from './client.ts';
import { buyer, checkOut } from './factories.ts';
import type { TestPlatform } from './platform.ts';

/** The shop in which every example of the API document works as it stands. */
export interface DocumentedShop {
  readonly platform: TestPlatform;
  readonly client: Client;
  readonly product: Json;
}

/** What the documented path leaves open; the body is set only where none can stand in the document. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Scene = (shop: DocumentedShop) => Promise<Call>;

export const webhookSecret = 'whsec_ZXhhbXBsZXMgb2YgdGhlIEFQSSBkb2N1bWVudA==';

/** Stocks the shop that the examples talk about: the cakestand 22423 and the code WELCOME10. */
export async function stockDocumentedShop(
  platform: TestPlatform,
  client: Client,
): Promise<DocumentedShop> {
  const create = async (path: string, body: unknown) =>
    expectStatus(await client('POST', path, { admin: true, body }), 201);
  await create('/v1/admin/collections', {
    title: 'Kitchen',
    description: 'For the table and the stove.',
  });
  await create('/v1/admin/discount-codes', { code: 'WELCOME10', type: 'percentage', value: 10 });
  const product = await create('/v1/admin/products', {
    title: 'Regency cakestand 3 tier',
    description: 'Three tiers of painted metal, 36 cm high.',
    status: 'active',
    options: [{ name: 'Size', values: ['Regular', 'Large', 'XL'] }],
    variants: [
      {
        sku: '22423',
        options: { Size: 'Regular' },
        prices: [{ amount: 1_275, currency: 'GBP' }],
        weight_grams: 1_200,
        inventory: { on_hand: 120, policy: 'deny' },
      },
      { sku: '22423-L', options: { Size: 'Large' }, prices: [{ amount: 1_545, currency: 'GBP' }] },
    ],
    images: [{ url: 'https://images.example/cakestand.jpg', alt: 'A cakestand with three tiers' }],
    collections: ['kitchen'],
  });
  return { platform, client, product };
}

const aCart = async ({ client }: DocumentedShop, quantity = 1): Promise<Json> =>
  expectStatus(
    await client('POST', '/v1/carts', { body: { lines: [{ sku: '22423', quantity }] } }),
    201,
  );

async function aReadyCart(shop: DocumentedShop): Promise<Json> {
  const cart = await aCart(shop);
  return expectStatus(await shop.client('PATCH', `/v1/carts/${cart.id}`, { body: buyer }), 200);
}

const anOrder = async (
  shop: DocumentedShop,
  choice: { provider?: string; token?: string } = {},
): Promise<Json> => expectStatus(await checkOut(shop.client, await aReadyCart(shop), choice), 201);

/** An order after everything that happens to it by itself has happened. */
async function aSettledOrder(
  shop: DocumentedShop,
  choice: { provider?: string; token?: string } = {},
): Promise<Json> {
  const order = await anOrder(shop, choice);
  await shop.platform.settle();
  return order;
}

const ofCart: Scene = async (shop) => {
  const cart = await aReadyCart(shop);
  return { params: { cart: cart.id, line: cart.lines[0].id } };
};
const ofProduct: Scene = async ({ product }) => ({
  params: { id: product.id, variant: product.variants[0].id, image: product.images[0].id },
});
const ofPaidOrder: Scene = async (shop) => ({ params: { id: (await aSettledOrder(shop)).id } });
const ofSku: Scene = async () => ({ params: { sku: '22423' } });

async function withShipping(shop: DocumentedShop): Promise<Call> {
  const rates = [{ title: 'Standard', type: 'flat', price: { amount: 395, currency: 'GBP' } }];
  const body = { name: 'United Kingdom', countries: ['GB'], rates };
  expectStatus(await shop.client('POST', '/v1/admin/shipping-zones', { admin: true, body }), 201);
  return await ofCart(shop);
}

async function withCodeEntered(shop: DocumentedShop): Promise<Call> {
  const call = await ofCart(shop);
  const path = `/v1/carts/${call.params?.['cart']}/discount-codes`;
  expectStatus(await shop.client('POST', path, { body: { code: 'WELCOME10' } }), 200);
  return { params: { ...call.params, code: 'WELCOME10' } };
}

const importFile = `handle,title,status,option1_name,option1_value,sku,price_GBP,on_hand
picnic-blanket,Picnic blanket,active,Color,Green,BLANKET-GREEN,24.50,30
picnic-blanket,,,Color,Red,BLANKET-RED,24.50,12
`;
const importing = {
  query: { format: 'csv' },
  headers: { 'content-type': 'text/csv' },
  body: importFile,
};

async function imported({ client }: DocumentedShop): Promise<Call> {
  const { body, headers } = importing;
  const made = await client('POST', '/v1/admin/imports?format=csv', { admin: true, body, headers });
  return { params: { id: expectStatus(made, 201).id } };
}

/** An order whose processing was given up, as an outage of many hours would leave it. */
async function withDeadLetter(shop: DocumentedShop): Promise<Call> {
  const { id } = await anOrder(shop);
  const nowMs = shop.platform.clock.nowMs();
  await shop.platform.writer.apply(
    statement`INSERT INTO due(kind, id, at, attempts, last_error, dead_at)
      VALUES ('order', ${id}, ${nowMs}, 20, 'the payment provider answered 503', ${nowMs})
      ON CONFLICT(kind, id) DO UPDATE SET attempts = 20, last_error = excluded.last_error, dead_at = ${nowMs}`,
  );
  return { params: { id: `order:${id}` } };
}

/** An endpoint that has been told of an order. */
async function withDeliveries(shop: DocumentedShop): Promise<Call> {
  const body = { url: 'https://example.com/hooks/kiosk', events: ['order.*'] };
  const made = await shop.client('POST', '/v1/admin/webhook-endpoints', { admin: true, body });
  await aSettledOrder(shop);
  return { params: { id: expectStatus(made, 201).id } };
}

async function notified(shop: DocumentedShop): Promise<Call> {
  const { payment, totals } = await anOrder(shop);
  const notification = {
    id: 'evt_1',
    type: 'payment.succeeded',
    payment_id: payment.id,
    amount: totals.total,
  };
  const timestampSeconds = Math.floor(shop.platform.clock.nowMs() / 1_000);
  const body = JSON.stringify(notification);
  const headers = sign([webhookSecret], { id: notification.id, timestampSeconds, body });
  return { params: { provider: 'test' }, body: notification, headers };
}

async function awaitingApproval(shop: DocumentedShop): Promise<Call> {
  const order = await aSettledOrder(shop, { token: 'tok_requires_action' });
  const read = await shop.client('GET', `/v1/orders/${order.id}`, { bearer: order.access_token });
  const url = new URL(expectStatus(read, 200).payment.next_action.url);
  return {
    params: { payment: order.payment.id },
    query: { secret: url.searchParams.get('secret') ?? '' },
  };
}

/** By operationId where the operation needs something of its own, else by the beginning of its path. */
export const scenes: Readonly<Record<string, Scene>> = {
  addDiscountCode: ofCart,
  removeDiscountCode: withCodeEntered,
  listShippingOptions: withShipping,
  payOrder: async (shop) => {
    const order = await aSettledOrder(shop, { token: 'tok_decline' });
    return { params: { order: order.id }, bearer: order.access_token };
  },
  captureOrder: async (shop) => ({
    params: { id: (await aSettledOrder(shop, { provider: 'manual' })).id },
  }),
  listOrders: ofPaidOrder,
  importCatalog: async () => importing,
  listImports: imported,
  getImport: imported,
  getProduct: async () => ({ params: { product: 'regency-cakestand-3-tier' } }),
  getCollection: async () => ({ params: { collection: 'kitchen' } }),
  searchProducts: async () => ({ query: { q: 'cakestand' } }),
  getAvailability: async ({ product }) => ({ query: { variants: product.variants[0].id } }),
  receivePaymentNotification: notified,
  approveTestPayment: awaitingApproval,
  listWebhookDeliveries: withDeliveries,
  replayWebhookEvents: withDeliveries,
  listEvents: ofPaidOrder,
  getAdminHealth: withDeliveries,
  '/v1/carts/{cart}': ofCart,
  '/v1/orders/{order}': async (shop) => {
    const order = await aSettledOrder(shop);
    return { params: { order: order.id }, bearer: order.access_token };
  },
  '/v1/admin/products/{id}': ofProduct,
  '/v1/admin/orders/{id}': ofPaidOrder,
  '/v1/admin/inventory/{sku}': ofSku,
  '/v1/admin/dead-letters': withDeadLetter,
};
