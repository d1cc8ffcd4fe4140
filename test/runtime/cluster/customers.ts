import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { buyer } from '../../support/factories.ts';
import type { Json } from '../../support/client.ts';

// Who uses a cluster from outside: knows only its address, tries again as the documents say, and remembers what it
// was told.

export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Told {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

/** One request; a connection that breaks is status 0. */
export async function askOnce(
  url: string,
  { method = 'GET', body, headers }: Ask = {},
): Promise<Told> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(15_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : text,
    };
  } catch (error) {
    return { status: 0, headers: new Headers(), body: { error: String(error) } };
  }
}

const retryPauseMs = 100;
const triesMax = 400;
const thinkMs = 50;

/** The same request until it is answered: with a key it is done once, however often it is sent. */
export async function askUntilDone(url: string, ask: Ask = {}): Promise<Told> {
  let told = await askOnce(url, ask);
  for (let tries = 0; tries < triesMax && isTransient(told.status); tries += 1) {
    await pause(retryPauseMs);
    told = await askOnce(url, ask);
  }
  if (told.status < 200 || told.status > 299)
    throw new Error(`${ask.method ?? 'GET'} ${url}: ${told.status} ${JSON.stringify(told.body)}`);
  return told;
}

const isTransient = (status: number): boolean => status === 0 || status === 425 || status >= 500;

export interface Acknowledged {
  readonly id: string;
  readonly cartId: string;
  readonly accessToken: string;
}

/** Buys one piece; whatever happens on the way, it ends with an order. */
export async function buy(base: string, sku: string): Promise<Acknowledged> {
  const lines = [{ sku, quantity: 1 }];
  const cart = (await askUntilDone(`${base}/v1/carts`, { method: 'POST', body: { lines } })).body;
  const at = `${base}/v1/carts/${cart.id}`;
  const filled = await askUntilDone(at, { method: 'PATCH', body: buyer });
  const order = await askUntilDone(`${at}/checkout`, {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID() },
    body: {
      expected_total: filled.body.totals.total,
      payment: { provider: 'test', token: 'tok_success' },
    },
  });
  return { id: order.body.id, cartId: cart.id, accessToken: order.body.access_token };
}

/** Does something over and over until it is told to stop; answers how often. */
export function keepOn(work: (round: number) => Promise<unknown>): () => Promise<number> {
  let going = true;
  let rounds = 0;
  const done = (async () => {
    for (; going; rounds += 1) {
      await work(rounds);
      // A crowd would only slow down what is started again meanwhile.
      await pause(thinkMs);
    }
  })();
  // A failure is told to whoever waits for the end.
  done.catch(() => undefined);
  return async () => {
    going = false;
    await done;
    return rounds;
  };
}
