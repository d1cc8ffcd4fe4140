import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StripeBooks, StripeFault, stripeSignature } from './stripe-books.ts';

/**
 * What goes wrong with one request. A number: answered with this status, nothing done. `silent`: nothing
 * done, and never answered. `lost`: done, and never answered. `broken`: done, and answered 500, which
 * is then repeated under the key, as Stripe does.
 */
export type Trouble = number | 'silent' | 'lost' | 'broken';

interface Kept {
  readonly asked: string;
  readonly atMs: number;
  readonly answer: Promise<Answer>;
}
interface Answer {
  readonly status: number;
  readonly body: unknown;
}
interface Request {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

const dayMs = 24 * 3_600_000;

/** A server that speaks Stripe's API on loopback and keeps books, for tests. */
export interface StripeStandIn {
  readonly url: string;
  readonly books: StripeBooks;
  /** Requests as they came: `POST /v1/payment_intents`. */
  readonly asked: readonly string[];
  /** How many requests were hung up on before they were answered. */
  readonly hungUp: () => number;
  /** The settings that make a Kiosk use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The next requests whose `METHOD /path` matches run into this, one after the other. */
  next(pattern: RegExp, ...troubles: Trouble[]): void;
  /** Every request runs into this until it is undefined. */
  always(trouble: Trouble | undefined): void;
  /** Whether a search shows what was made; its index is behind at times. */
  searchable: boolean;
  /** Resolves when the next request has come that is not going to be answered. */
  silence(): Promise<void>;
  /** An event as Stripe would send it. */
  signed(event: unknown, atMs: number): { body: string; headers: Record<string, string> };
  close(): Promise<void>;
}

export async function startStripeStandIn(
  nowMs: () => number = () => Date.now(),
): Promise<StripeStandIn> {
  const books = new StripeBooks(nowMs);
  const keys = new Map<string, Kept>();
  const asked: string[] = [];
  const troubles: { pattern: RegExp; trouble: Trouble }[] = [];
  const waiting: (() => void)[] = [];
  let constant: Trouble | undefined;
  let hungUp = 0;
  const webhookSecret = 'whsec_stand_in';
  const secretKey = 'sk_test_standin';

  function troubleFor(line: string): Trouble | undefined {
    const at = troubles.findIndex(({ pattern }) => pattern.test(line));
    return at < 0 ? constant : troubles.splice(at, 1)[0]?.trouble;
  }

  async function answer(request: Request, key: string | undefined): Promise<Answer | undefined> {
    const line = `${request.method} ${request.path}`;
    asked.push(line);
    const trouble = troubleFor(line);
    if (typeof trouble === 'number') return refused(trouble);
    if (trouble === 'silent') return undefined;
    const made = await underKey(request, key, trouble === 'broken');
    return trouble === 'lost' ? undefined : made;
  }

  async function underKey(request: Request, key: string | undefined, broken: boolean) {
    const run = () => perform(books, request, standIn.searchable);
    if (key === undefined || request.method !== 'POST') return run();
    const wanted = `${request.path} ${JSON.stringify(request.params)}`;
    const kept = keys.get(key);
    if (kept && nowMs() - kept.atMs < dayMs) {
      if (kept.asked === wanted) return await kept.answer;
      return new StripeFaultAnswer(400, { type: 'idempotency_error' });
    }
    const made = run();
    const told = broken ? refused(500) : made;
    // A request that Stripe did not understand does not use up its key.
    const begun = made.status < 400 || made.status === 402;
    if (begun || broken)
      keys.set(key, { asked: wanted, atMs: nowMs(), answer: Promise.resolve(told) });
    return told;
  }

  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing);
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming);
    const key = incoming.headers['idempotency-key'];
    const permitted = incoming.headers.authorization === `Bearer ${secretKey}`;
    const made = permitted
      ? await answer(request, typeof key === 'string' ? key : undefined)
      : refused(401);
    if (made === undefined) {
      outgoing.on('close', () => (hungUp += 1));
      for (const wake of waiting.splice(0)) wake();
      return;
    }
    outgoing.writeHead(made.status, { 'content-type': 'application/json', 'request-id': 'req_x' });
    outgoing.end(JSON.stringify(made.body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const standIn: StripeStandIn = {
    url,
    books,
    asked,
    hungUp: () => hungUp,
    searchable: true,
    environment: {
      PAYMENT_PROVIDERS: 'stripe,test,manual',
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_PUBLISHABLE_KEY: 'pk_test_standin',
      STRIPE_API_BASE: url,
    },
    next: (pattern, ...list) =>
      void troubles.push(...list.map((trouble) => ({ pattern, trouble }))),
    always: (trouble) => void (constant = trouble),
    silence: () => new Promise((resolve) => void waiting.push(resolve)),
    signed(event, atMs) {
      const body = JSON.stringify(event);
      const signature = stripeSignature(webhookSecret, body, Math.floor(atMs / 1_000));
      return {
        body,
        headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
      };
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return standIn;
}

/** What Stripe's own framework answers: no such key, too many requests, out of order. */
function refused(status: number): Answer {
  const type = status >= 500 ? 'api_error' : 'invalid_request_error';
  const code = status === 429 ? 'rate_limit' : status === 409 ? 'lock_timeout' : undefined;
  return { status, body: { error: { type, code, message: `stand-in answers ${status}` } } };
}

class StripeFaultAnswer implements Answer {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, error: Record<string, unknown>) {
    this.status = status;
    this.body = { error };
  }
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const url = new URL(incoming.url ?? '/', 'http://stripe');
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const params = {
    ...Object.fromEntries(url.searchParams),
    ...Object.fromEntries(new URLSearchParams(body)),
  };
  return { method: incoming.method ?? 'GET', path: url.pathname, params };
}

function perform(books: StripeBooks, request: Request, searchable: boolean): Answer {
  try {
    return {
      status: 200,
      body: JSON.parse(JSON.stringify(act(books, request, searchable))) as unknown,
    };
  } catch (error) {
    if (error instanceof StripeFault) return { status: error.status, body: error.body };
    throw error;
  }
}

function act(books: StripeBooks, { method, path, params }: Request, searchable: boolean): unknown {
  const [, collection = '', id, verb] = path.split('/').slice(1);
  const list = (data: unknown[]) => ({ object: 'list', data, has_more: false });
  switch (`${method} ${collection} ${id === undefined ? '' : (verb ?? 'one')}`.trim()) {
    case 'POST payment_intents':
      return books.create(params);
    case 'GET payment_intents one': {
      if (id !== 'search') return books.intent(id ?? '');
      const [, name = '', value = ''] =
        /metadata\['(.+)'\]:'(.+)'/.exec(params['query'] ?? '') ?? [];
      const found = [...books.intents.values()].filter(({ metadata }) => metadata[name] === value);
      return list(searchable ? found : []);
    }
    case 'POST payment_intents confirm':
      return books.confirm(id ?? '', params);
    case 'POST payment_intents capture':
      return books.capture(id ?? '');
    case 'POST payment_intents cancel':
      return books.cancel(id ?? '');
    case 'POST refunds':
      return books.refund(params);
    case 'GET refunds': {
      const of = params['payment_intent'];
      const all = [...books.refunds.values()];
      return list(
        all.filter((each) => each.payment_intent === of || each.charge === params['charge']),
      );
    }
    case 'GET refunds one': {
      const found = books.refunds.get(id ?? '');
      if (found) return found;
      throw new StripeFault(404, { code: 'resource_missing' });
    }
    default:
      throw new StripeFault(404, { message: `Unrecognized request URL (${method}: ${path})` });
  }
}
