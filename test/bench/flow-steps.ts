import { setTimeout as pause } from 'node:timers/promises';
import { buyer } from './buyer.ts';

/** Sends one request and answers its body, which must be a success. */
export type Send = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  more?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
) => Promise<unknown>;

/** Real clients wait longer; without any pause the polls would be what is measured. */
const pollPauseMs = 10;
const pollsMax = 1_000;

interface Cart {
  readonly id: string;
  readonly totals: { readonly total: unknown };
}

/**
 * A buyer from the first product to the confirmed order. Answers the number of requests.
 */
export async function buyOnce(send: Send, sku: string): Promise<number> {
  const { id } = (await send('POST', '/v1/carts', {
    body: { lines: [{ sku, quantity: 1 }] },
  })) as Cart;
  await send('PATCH', `/v1/carts/${id}`, { body: buyer });
  const options = (await send('GET', `/v1/carts/${id}/shipping-options`)) as {
    data: { id: string }[];
  };
  const { totals } = (await send('PATCH', `/v1/carts/${id}`, {
    body: { shipping_option_id: options.data[0]?.id },
  })) as Cart;
  const order = (await send('POST', `/v1/carts/${id}/checkout`, {
    headers: { 'idempotency-key': `bench-${id}` },
    body: {
      expected_total: totals.total,
      payment: { provider: 'test', token: 'tok_success' },
    },
  })) as { id: string; access_token: string };
  for (let polls = 1; polls <= pollsMax; polls += 1) {
    const { status } = (await send('GET', `/v1/orders/${order.id}`, {
      headers: { authorization: `Bearer ${order.access_token}` },
    })) as { status: string };
    if (status === 'confirmed') return 5 + polls;
    await pause(pollPauseMs);
  }
  throw new Error(`order ${order.id} was not confirmed`);
}
