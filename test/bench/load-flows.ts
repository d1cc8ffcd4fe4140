import { Pool } from 'undici';
import { buyOnce, type Send } from './flow-steps.ts';
import { sendInTurns } from './load-pace.ts';
import { quantile } from './quantile.ts';

export interface FlowPlan {
  readonly url: string;
  readonly flows: number;
  readonly callers: number;
  readonly skus: readonly string[];
}

export interface FlowResult {
  readonly perSecond: number;
  readonly requestsPerFlow: number;
  /** Milliseconds of a whole flow. */
  readonly p50: number;
  readonly p99: number;
}

/** Whole purchases, each caller one after the other. @throws when any request is refused */
export async function performFlows({ url, flows, callers, skus }: FlowPlan): Promise<FlowResult> {
  const pool = new Pool(url, { connections: callers, pipelining: 1 });
  const send: Send = async (method, path, more = {}) => {
    const { statusCode, body } = await pool.request({
      method,
      path,
      headers: { 'content-type': 'application/json', ...more.headers },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    });
    const text = await body.text();
    if (statusCode < 400) return JSON.parse(text) as unknown;
    throw new Error(`${method} ${path} answered ${statusCode}: ${text}`);
  };
  const took: number[] = [];
  let requests = 0;
  const startedMs = performance.now();
  await sendInTurns(flows, callers, async (index, sinceMs) => {
    const sent = await buyOnce(send, skus[index % skus.length] ?? '');
    requests += sent;
    took.push(performance.now() - sinceMs);
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  await pool.destroy();
  return {
    perSecond: flows / seconds,
    requestsPerFlow: requests / flows,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
  };
}
