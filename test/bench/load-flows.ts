import { setTimeout as pause } from 'node:timers/promises';
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
  /** Answers 503, after which a buyer asked again. */
  readonly turnedAway: number;
  /** Milliseconds of a whole flow. */
  readonly p50: number;
  readonly p99: number;
}

const retryPauseMs = 100;

/** Whole purchases, each caller one after the other. @throws when a request is refused for good */
export async function performFlows({ url, flows, callers, skus }: FlowPlan): Promise<FlowResult> {
  const pool = new Pool(url, { connections: callers, pipelining: 1 });
  let turnedAway = 0;
  const send: Send = async (method, path, more = {}) => {
    const { statusCode, body } = await pool.request({
      method,
      path,
      headers: { 'content-type': 'application/json', ...more.headers },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    });
    const text = await body.text();
    if (statusCode < 400) return JSON.parse(text) as unknown;
    if (statusCode === 503) {
      turnedAway += 1;
      await pause(retryPauseMs);
      return await send(method, path, more);
    }
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
    turnedAway,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
  };
}
