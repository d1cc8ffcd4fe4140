// The load generator: requests come in a message, figures go back in one. undici's dispatch, since it is
// the cheapest client there is for Node: autocannon gets a fifth less out of the same bare handler.
import { type Dispatcher, Pool } from 'undici';
import { type FlowPlan, performFlows } from './load-flows.ts';
import { sendAtRate, sendInTurns } from './load-pace.ts';
import { quantile } from './quantile.ts';

export interface PlannedRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoadPlan {
  readonly url: string;
  readonly requests: readonly PlannedRequest[];
  /** So many callers, each sending its next request when its last was answered; or so many requests a second. */
  readonly pace: { readonly callers: number } | { readonly perSecond: number };
}

export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoadResult {
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds by status; 0 stands for a request without an answer. */
  readonly statuses: Readonly<Record<number, Latency>>;
  /** The status of each request, by its place in the plan. */
  readonly statusOf: readonly number[];
  /** Answers 503 without a Retry-After. */
  readonly withoutRetryAfter: number;
  /** Share of one core that the generator itself took: close to 1 it measures itself. */
  readonly busy: number;
}

/** Connections of an open loop: more only wait in the server's backlog. */
const connectionsMax = 2_048;

async function perform({ url, requests, pace }: LoadPlan): Promise<LoadResult> {
  const connections = 'callers' in pace ? pace.callers : connectionsMax;
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: 30_000 });
  const took = new Map<number, number[]>();
  const statusOf = requests.map(() => 0);
  let withoutRetryAfter = 0;
  const send = (index: number, sinceMs: number) =>
    new Promise<void>((done) => {
      let status = 0;
      const end = () => {
        statusOf[index] = status;
        const known = took.get(status);
        const ms = performance.now() - sinceMs;
        if (known) known.push(ms);
        else took.set(status, [ms]);
        done();
      };
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart() {},
        onResponseStart(_controller, code, headers) {
          status = code;
          if (code === 503 && headers['retry-after'] === undefined) withoutRetryAfter += 1;
        },
        onResponseData() {},
        onResponseEnd: end,
        onResponseError() {
          status = 0;
          end();
        },
      };
      pool.dispatch(requests[index] as Dispatcher.DispatchOptions, handler);
    });

  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  if ('callers' in pace) await sendInTurns(requests.length, pace.callers, send);
  else await sendAtRate(requests.length, pace.perSecond, send);
  const seconds = (performance.now() - startedMs) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await pool.destroy();
  return {
    seconds,
    perSecond: requests.length / seconds,
    statuses: Object.fromEntries([...took].map(([status, ms]) => [status, summary(ms)])),
    statusOf,
    withoutRetryAfter,
    busy: (user + system) / 1e6 / seconds,
  };
}

const summary = (ms: readonly number[]): Latency => ({
  count: ms.length,
  p50: quantile(ms, 0.5),
  p99: quantile(ms, 0.99),
  max: Math.max(...ms),
});

process.on('message', (plan: LoadPlan | FlowPlan) => {
  const performed = 'flows' in plan ? performFlows(plan) : perform(plan);
  performed.then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
