import { setTimeout as pause } from 'node:timers/promises';
import type { Money } from '../../src/core/money.ts';
import { Complaint } from '../complaint.ts';
import type { Latencies } from './latencies.ts';

/** What is asked and how: `timed` names the latency that the answer counts toward. */
export interface Ask {
  readonly body?: unknown;
  readonly key?: string;
  readonly bearer?: string;
  readonly ifNoneMatch?: string;
  readonly timed?: string;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A business refusal: counted by its code, never retried. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(`${status} ${String(problem['code'])}: ${String(problem['detail'] ?? '')}`);
    this.status = status;
    this.code = String(problem['code'] ?? status);
    this.problem = problem;
  }
}

/** Beyond this many attempts the server is not busy but gone. */
const attemptsMax = 8;
/** No answer of the API takes longer than 10 s; the rest is for a machine under load. */
const deadlineMs = 20_000;

/** The shop as a client sees it: HTTP, retries as the contract asks for, and a clock on every answer. */
export class ShopClient {
  readonly url: string;
  readonly #adminKey: string;
  readonly #latencies: Latencies;
  retries = 0;

  constructor(url: string, adminKey: string, latencies: Latencies) {
    this.url = url.replace(/\/+$/, '');
    this.#adminKey = adminKey;
    this.#latencies = latencies;
  }

  admin<Body>(method: string, path: string, ask: Ask = {}): Promise<Answer<Body>> {
    return this.call<Body>(method, path, { ...ask, bearer: this.#adminKey });
  }

  /** Asks until there is an answer that is final, always under the same key. @throws Refusal, Complaint */
  async call<Body>(method: string, path: string, ask: Ask = {}): Promise<Answer<Body>> {
    const startedMs = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#ask<Body & Record<string, unknown>>(method, path, ask);
      if (answer !== 'later' && answer.status < 400) {
        if (ask.timed !== undefined) this.#latencies.add(ask.timed, performance.now() - startedMs);
        return answer;
      }
      const again = answer === 'later' || isTemporary(answer.status, answer.body);
      if (!again) throw new Refusal(answer.status, answer.body);
      if (attempt >= attemptsMax) {
        if (answer !== 'later') throw new Refusal(answer.status, answer.body);
        throw new Complaint(`The server at ${this.url} stopped answering.`);
      }
      this.retries += 1;
      const seconds = answer === 'later' ? 2 ** attempt / 20 : Number(answer.retryAfter ?? 1);
      await pause(Math.min(seconds, 5) * 1_000 * (0.75 + Math.random() / 2));
    }
  }

  async #ask<Body>(method: string, path: string, ask: Ask) {
    const headers: Record<string, string> = {};
    if (ask.body !== undefined) headers['content-type'] = 'application/json';
    if (ask.key !== undefined) headers['idempotency-key'] = ask.key;
    if (ask.bearer !== undefined) headers['authorization'] = `Bearer ${ask.bearer}`;
    if (ask.ifNoneMatch !== undefined) headers['if-none-match'] = ask.ifNoneMatch;
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(deadlineMs),
        ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      });
      const text = await response.text();
      const body = (text === '' ? {} : JSON.parse(text)) as Body;
      return { status: response.status, body, retryAfter: response.headers.get('retry-after') };
    } catch {
      // The connection broke or the answer did: whether it was done, only the key can tell.
      return 'later';
    }
  }
}

const isTemporary = (status: number, problem: Readonly<Record<string, unknown>>): boolean =>
  status === 503 ||
  status === 429 ||
  (status === 409 && problem['code'] === 'idempotency_in_flight');

export interface CartAnswer {
  readonly id: string;
  readonly totals: { readonly total: Money };
  readonly lines: readonly {
    readonly id: string;
    readonly sku: string;
    readonly quantity: number;
  }[];
}

export interface OrderAnswer {
  readonly id: string;
  readonly number: number;
  readonly status: string;
  readonly payment_status: string;
  readonly version: number;
  readonly lines: readonly {
    readonly id: string;
    readonly sku: string;
    readonly quantity: number;
    readonly total: Money;
  }[];
  readonly totals: { readonly shipping: Money; readonly tax: Money; readonly total: Money };
  readonly payment: { readonly status: string; readonly amount: Money } | null;
  readonly refunds: readonly {
    readonly id: string;
    readonly status: string;
    readonly amount: Money;
  }[];
  readonly access_token?: string;
}
