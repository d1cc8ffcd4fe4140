import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Intent } from '../support/stripe-books.ts';
import type { StripeStandIn } from '../support/stripe-stand-in.ts';
import type { ServerProcess } from './server-process.ts';

// oxlint-disable-next-line no-explicit-any -- bodies are read by name
type Json = any;

/** A card at checkout, one in the browser, a decline and a refund, through HTTP and the stand-in. */
export async function stripeOrders(server: ServerProcess, stripe: StripeStandIn): Promise<void> {
  const ask = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const answer: Json = await response.json();
    assert.ok(response.ok, JSON.stringify(answer));
    return answer;
  };
  const admin = { authorization: `Bearer ${server.adminKey}` };
  const read = (order: Json): Promise<Json> =>
    ask('GET', `/v1/admin/orders/${order.id}`, undefined, admin);

  const { payment_providers: providers } = await ask('GET', '/v1/shop');
  assert.ok(providers.some((each: Json) => each.publishable_key === 'pk_test_standin'));
  const sku = `STRIPE-${randomUUID()}`;
  const prices = [{ amount: 1_250, currency: 'GBP' }];
  const variants = [{ sku, prices, inventory: { on_hand: 9, policy: 'deny' } }];
  await ask('POST', '/v1/admin/products', { title: sku, status: 'active', variants }, admin);

  const checkOut = async (token?: string): Promise<Json> => {
    const { id } = await ask('POST', '/v1/carts', { lines: [{ sku, quantity: 2 }] });
    const shipping_address = { name: 'A', line1: 'B', city: 'C', country: 'GB' };
    await ask('PATCH', `/v1/carts/${id}`, { email: 'a@example.com', shipping_address });
    const [option] = (await ask('GET', `/v1/carts/${id}/shipping-options`)).data;
    const cart = option
      ? await ask('PATCH', `/v1/carts/${id}`, { shipping_option_id: option.id })
      : await ask('GET', `/v1/carts/${id}`);
    const payment = { provider: 'stripe', ...(token === undefined ? {} : { token }) };
    const body = { expected_total: cart.totals.total, payment };
    return await ask('POST', `/v1/carts/${id}/checkout`, body);
  };
  const intentOf = (order: Json): Intent => {
    const all = [...stripe.books.intents.values()];
    const found = all.find(({ metadata }) => metadata['kiosk_payment'] === order.payment.id);
    assert.ok(found);
    return found;
  };
  const confirmed = async (order: Json): Promise<Json> => {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const now = await read(order);
      if (now.status === 'confirmed') return now;
      assert.ok(Date.now() < deadline, JSON.stringify(now.payment));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  const paid = await confirmed(await checkOut('pm_card_visa'));
  assert.equal(intentOf(paid).amount_received, paid.totals.total.amount);

  const declined = await checkOut('pm_card_chargeDeclined');
  assert.deepEqual([declined.payment.status, declined.payment.reason], ['failed', 'card_declined']);
  assert.equal(intentOf(declined).status, 'canceled');

  const open = await checkOut();
  const intent = intentOf(open);
  assert.equal(open.payment.client_secret, intent.client_secret);
  stripe.books.confirm(intent.id, { payment_method: 'pm_card_visa' });
  const { body, headers } = stripe.signed(stripe.books.events.at(-1), Date.now());
  await ask('POST', '/v1/payments/stripe/webhook', body, headers);
  await confirmed(open);

  const half = { amount: { amount: 500, currency: 'GBP' } };
  const refunded = await ask('POST', `/v1/admin/orders/${paid.id}/refunds`, half, admin);
  assert.equal(refunded.payment_status, 'partially_refunded');
  assert.equal(stripe.books.refunded(intentOf(paid).id), 500);
}
