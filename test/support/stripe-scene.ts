import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { type Answer, type Client, clientOf, expectStatus, type Json } from './client.ts';
import { aProduct, aReadyCart, readOrder } from './factories.ts';
import { type TestPlatform, testPlatform } from './platform.ts';
import type { Intent } from './stripe-books.ts';
import { startStripeStandIn, type StripeStandIn } from './stripe-stand-in.ts';

/** A shop that takes Stripe, and the stand-in that it asks. */
export interface StripeScene {
  readonly platform: TestPlatform;
  readonly client: Client;
  readonly stripe: StripeStandIn;
  /** Events that were delivered already. */
  delivered: number;
}

const open: StripeScene[] = [];
const providerDeadlineMs = 5_000;

export async function aStripeShop(environment: Record<string, string> = {}): Promise<StripeScene> {
  let nowMs = () => Date.now();
  const stripe = await startStripeStandIn(() => nowMs());
  const platform = await testPlatform({ ...stripe.environment, ...environment });
  nowMs = platform.clock.nowMs;
  const { timer } = platform;
  // The deadline of a provider passes as soon as it is certain that it will not answer.
  Object.assign(platform, {
    timer: (ms: number) =>
      ms === providerDeadlineMs ? { ...timer(ms), over: stripe.silence() } : timer(ms),
  });
  const scene = { platform, client: clientOf(platform), stripe, delivered: 0 };
  open.push(scene);
  return scene;
}

interface Buying {
  /** Null: without one, so that the buyer's browser confirms. */
  readonly token?: string | null;
  readonly amount?: number;
  readonly quantity?: number;
  readonly onHand?: number;
  readonly returnUrl?: string;
  readonly currency?: string;
}

/** Checks out a cart of one new product. */
export async function tryBuying({ client }: StripeScene, buying: Buying = {}): Promise<Answer> {
  const { token = 'pm_card_visa', amount = 1_000, quantity = 2, currency = 'GBP' } = buying;
  const sku = `ST-${randomUUID()}`;
  const inventory = { on_hand: buying.onHand ?? 10, policy: 'deny' };
  await aProduct(client, { variants: [{ sku, prices: [{ amount, currency }], inventory }] });
  const lines = [{ sku, quantity }];
  const cart =
    currency === 'GBP' ? await aReadyCart(client, lines) : await aCartIn(client, currency, lines);
  return await client('POST', `/v1/carts/${cart.id}/checkout`, {
    key: randomUUID(),
    body: { expected_total: cart.totals.total, payment: stripePayment(token, buying.returnUrl) },
  });
}

export const stripePayment = (token: string | null, returnUrl?: string) => ({
  provider: 'stripe',
  ...(token === null ? {} : { token }),
  ...(returnUrl === undefined ? {} : { return_url: returnUrl }),
});

async function aCartIn(client: Client, currency: string, lines: unknown): Promise<Json> {
  const cart = expectStatus(await client('POST', '/v1/carts', { body: { currency, lines } }), 201);
  const shipping_address = { name: 'A', line1: 'B', city: 'C', country: 'GB' };
  const body = { email: 'buyer@example.com', shipping_address };
  return expectStatus(await client('PATCH', `/v1/carts/${cart.id}`, { body }), 200);
}

export const buy = async (scene: StripeScene, buying: Buying = {}): Promise<Json> =>
  expectStatus(await tryBuying(scene, buying), 201);

/** An order that is paid and confirmed. */
export async function bought(scene: StripeScene, buying: Buying = {}): Promise<Json> {
  const order = await buy(scene, buying);
  await scene.platform.settle();
  const now = await readOrder(scene.client, order.id);
  assert.equal(now.status, 'confirmed', JSON.stringify(now.payment));
  return now;
}

/** The only intent of an order's latest payment. */
export function intentOf({ stripe }: StripeScene, order: Json): Intent {
  const found = [...stripe.books.intents.values()].filter(
    ({ metadata }) =>
      metadata['kiosk_order'] === order.id && metadata['kiosk_payment'] === order.payment.id,
  );
  assert.equal(found.length, 1, `${found.length} intents of one payment`);
  return found[0] as Intent;
}

export const send = (scene: StripeScene, event: unknown): Promise<Answer> =>
  scene.client(
    'POST',
    '/v1/payments/stripe/webhook',
    scene.stripe.signed(event, scene.platform.clock.nowMs()),
  );

/** Delivers whatever Stripe has not told yet, in order, and works off what follows from it. */
export async function deliver(scene: StripeScene): Promise<void> {
  const { events } = scene.stripe.books;
  while (scene.delivered < events.length) {
    expectStatus(await send(scene, events[scene.delivered]), 200);
    scene.delivered += 1;
  }
  await scene.platform.settle();
}

/** Lets time pass in steps, working off what is due in each. */
export async function pass({ platform }: StripeScene, ms: number, steps = 5): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    platform.advance(Math.ceil(ms / steps));
    await platform.settle();
  }
}

/** At the end of a file: whatever moved at Stripe is in the orders' books, and nothing else. */
export function checkStripeBooksAtEnd(): void {
  after(async () => {
    for (const { platform, client, stripe } of open) {
      for (const intent of stripe.books.intents.values()) {
        const payment = intent.metadata['kiosk_payment'];
        if (payment === undefined || intent.status !== 'succeeded') continue;
        const order = await readOrder(client, intent.metadata['kiosk_order'] ?? '');
        const refunded = order.refunds
          .filter((each: Json) => each.status === 'succeeded')
          .reduce((sum: number, each: Json) => sum + each.amount.amount, 0);
        const scale = order.currency === 'ISK' ? 100 : 1;
        assert.equal(order.payment.amount.amount * scale, intent.amount_received, order.id);
        assert.equal(refunded * scale, stripe.books.refunded(intent.id), order.id);
      }
      assert.deepEqual(
        platform.errors.filter((line) => line.startsWith('work.dead')),
        [],
      );
      await stripe.close();
    }
  });
}
