import assert from 'node:assert/strict';
import { createApp } from '../../src/app.ts';
import type { ProblemCode } from '../../src/core/error.ts';
import { adminKey, type TestPlatform } from './platform.ts';

const app = createApp();

// Bodies are read by name in tests; their shapes are checked against the API document elsewhere.
// oxlint-disable-next-line no-explicit-any
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
  readonly text: string;
}

export interface Ask {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Sends the admin key. */
  readonly admin?: boolean;
  readonly bearer?: string;
  readonly key?: string;
  readonly ifMatch?: string;
}

export type Client = (method: string, path: string, ask?: Ask) => Promise<Answer>;

/** Calls the API in this process, through its whole pipeline. `ask` is `METHOD /path`. */
export function clientOf(platform: TestPlatform): Client {
  return async (method, path, ask = {}) => {
    const headers = new Headers(ask.headers);
    if (ask.admin) headers.set('authorization', `Bearer ${adminKey}`);
    if (ask.bearer !== undefined) headers.set('authorization', `Bearer ${ask.bearer}`);
    if (ask.key !== undefined) headers.set('idempotency-key', ask.key);
    if (ask.ifMatch !== undefined) headers.set('if-match', ask.ifMatch);
    const init: RequestInit = { method, headers };
    if (ask.body !== undefined) {
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      init.body = typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body);
    }
    const response = await app.request(path, init, platform);
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json && text ? JSON.parse(text) : undefined,
    };
  };
}

/** Checks that an answer is a problem document with this status and code, and answers it. */
export function expectProblem(answer: Answer, status: number, code: ProblemCode): Json {
  assert.equal(answer.body?.code, code, answer.text);
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal(answer.body.status, status);
  assert.equal(answer.body.type, `/docs/problems/${code}`);
  assert.ok(answer.body.request_id);
  return answer.body;
}

/** Checks the status and answers the body. */
export function expectStatus(answer: Answer, status: number): Json {
  assert.equal(answer.status, status, answer.text);
  return answer.body;
}

/** Checks that neither nobody nor a key for something else may do this. */
export async function expectRefusedToOthers(
  client: Client,
  method: string,
  path: string,
): Promise<void> {
  expectProblem(await client(method, path), 401, 'unauthorized');
  const body = { name: 'Catalog', scopes: ['catalog:write'] };
  const made = await client('POST', '/v1/admin/api-keys', { admin: true, body });
  const { key } = expectStatus(made, 201);
  expectProblem(await client(method, path, { bearer: key }), 403, 'insufficient_scope');
}
