import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { Stripe } from 'stripe';
import { root } from '../../scripts/root.ts';
import { Stripe as SmallStripe } from '../../src/platform/workers/stripe-sdk.ts';
import { stripeSignature } from '../support/stripe-books.ts';

// A Worker has a part of Stripe's SDK (wrangler.toml, alias). It must ask what the whole would ask.

interface Asked {
  readonly line: string;
  readonly body: string;
  readonly headers: Record<string, unknown>;
}

/** What differs by runtime, by call, or is only for Stripe's statistics. */
const incidental = new Set(['x-stripe-client-user-agent', 'host', 'connection']);

const told = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !incidental.has(name)));

async function askedBy(make: typeof Stripe | typeof SmallStripe): Promise<Asked[]> {
  const asked: Asked[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    const { method, url, headers } = incoming;
    asked.push({ line: `${method} ${url}`, body, headers: told(headers) });
    const refused = url?.includes('pi_no');
    outgoing.writeHead(refused ? 402 : 200, { 'content-type': 'application/json' });
    const error = { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' };
    outgoing.end(JSON.stringify(refused ? { error } : { id: 'x', data: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const Made = make as typeof Stripe;
  const stripe = new Made('sk_test_1', {
    httpClient: Made.createFetchHttpClient(fetch),
    host: '127.0.0.1',
    port: String((server.address() as AddressInfo).port),
    protocol: 'http',
    timeout: 10_000,
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const { paymentIntents, refunds } = stripe;
  const idempotencyKey = 'pay_1';
  const metadata = { kiosk_payment: 'pay_1' };
  await paymentIntents.create({ amount: 5, currency: 'gbp', metadata }, { idempotencyKey });
  await paymentIntents.confirm('pi_1', { payment_method: 'pm_1' }, { idempotencyKey });
  await paymentIntents.retrieve('pi_1');
  await paymentIntents.search({ query: "metadata['kiosk_payment']:'pay_1'" });
  await paymentIntents.cancel('pi_1', {}, { idempotencyKey });
  await refunds.create({ payment_intent: 'pi_1', amount: 5, metadata }, { idempotencyKey });
  await refunds.retrieve('re_1');
  await refunds.list({ payment_intent: 'pi_1', limit: 100 });
  await assert.rejects(paymentIntents.capture('pi_no', {}, { idempotencyKey }), {
    statusCode: 402,
    rawType: 'card_error',
    code: 'card_declined',
    decline_code: 'lost_card',
  });
  await new Promise((resolve) => server.close(resolve));
  return asked;
}

test('the part of the SDK that a Worker has asks what the whole asks', async () => {
  const [whole, part] = [await askedBy(Stripe), await askedBy(SmallStripe)];
  assert.equal(whole.length, 9);
  const agent = ({ headers, ...rest }: Asked) => ({
    ...rest,
    headers: { ...headers, 'user-agent': String(headers['user-agent']).split(' AIAgent')[0] },
  });
  assert.deepEqual(part.map(agent), whole.map(agent));
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/stripe/package.json'), 'utf8'),
  ) as { version: string };
  assert.ok(String(part[0]?.headers['user-agent']).includes(version));
});

test('and verifies what the whole verifies', async () => {
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'x' });
  const now = 1_800_000_000;
  for (const [by, made] of [
    ['whsec_1', 'whsec_1'],
    ['whsec_1', 'whsec_2'],
  ] as const) {
    const header = stripeSignature(made, body, now);
    const answers = await Promise.all(
      [Stripe, SmallStripe as unknown as typeof Stripe].map((each) =>
        each.webhooks
          .constructEventAsync(
            body,
            header,
            by,
            300,
            each.createSubtleCryptoProvider(),
            now * 1_000,
          )
          .then(
            ({ id }) => id,
            () => 'refused',
          ),
      ),
    );
    assert.deepEqual(answers, by === made ? ['evt_1', 'evt_1'] : ['refused', 'refused']);
  }
});
