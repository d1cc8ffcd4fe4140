import { randomUUID } from 'node:crypto';
import type { AnyOperation } from '../../src/http/operation.ts';
import type { Exchange } from '../../src/http/openapi-responses.ts';
import { type Answer, type Client, clientOf, expectStatus } from './client.ts';
import { type Call, scenes, stockDocumentedShop, webhookSecret } from './documented-scenes.ts';
import { adminKey, type TestPlatform, testPlatform } from './platform.ts';

/** What happened when the example of an operation was sent. */
export interface Walked {
  readonly operation: AnyOperation;
  readonly answer: Answer;
  /** The same, with ids and times that are the same at every run. */
  readonly exchange: Exchange;
}

/** Sends the example of an operation to a shop of its own, as the document shows it. */
export async function walk(
  operation: AnyOperation,
  operations: readonly AnyOperation[],
  more: Parameters<typeof testPlatform>[2] = {},
): Promise<Walked> {
  // The receivers of its webhooks are well.
  const outgoing = async () => ({ status: 204, retryAfter: null });
  const platform = await testPlatform({ TEST_WEBHOOK_SECRET: webhookSecret }, undefined, {
    outgoing,
    ...more,
  });
  try {
    const client = clientOf(platform);
    const call = await setScene(operation, { platform, client, operations });
    const answer = await send(client, operation, call);
    const still = stillOf(platform.clock.nowMs());
    return {
      operation,
      answer,
      exchange: {
        ...(call.body === undefined ? {} : { body: still(call.body) }),
        answer: still(answer.body),
      },
    };
  } finally {
    platform.close();
  }
}

interface Stage {
  readonly platform: TestPlatform;
  readonly client: Client;
  readonly operations: readonly AnyOperation[];
}

async function setScene(
  { spec }: AnyOperation,
  { platform, client, operations }: Stage,
): Promise<Call> {
  const shop = await stockDocumentedShop(platform, client);
  const beginning = Object.keys(scenes).find(
    (key) => key.startsWith('/') && spec.path.startsWith(key),
  );
  const scene = scenes[spec.id] ?? (beginning === undefined ? undefined : scenes[beginning]);
  if (scene) return await scene(shop);
  if (!spec.path.includes('{')) return {};
  // Most resources are made by posting the example of the operation that creates them.
  const parent = spec.path.slice(0, spec.path.indexOf('/{'));
  const maker = operations.find((each) => each.spec.path === parent && each.spec.method === 'post');
  if (!maker?.spec.example)
    throw new Error(`${spec.id} needs a scene in test/support/documented-scenes.ts`);
  const made = await client('POST', parent, { admin: true, body: maker.spec.example });
  return { params: { id: expectStatus(made, 201).id } };
}

async function send(client: Client, { spec }: AnyOperation, call: Call): Promise<Answer> {
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = call.params?.[name];
    if (value === undefined) throw new Error(`${spec.id} needs a value for {${name}}`);
    return encodeURIComponent(value);
  });
  const query = call.query ? `?${new URLSearchParams(call.query)}` : '';
  const body = spec.example ?? call.body;
  const bearer = call.bearer ?? (spec.access === 'public' ? undefined : adminKey);
  return await client(spec.method.toUpperCase(), path + query, {
    ...(call.headers ? { headers: call.headers } : {}),
    ...(bearer === undefined ? {} : { bearer }),
    ...(spec.idempotency ? { key: randomUUID() } : {}),
    ...(spec.precondition === 'required' ? { ifMatch: '*' } : {}),
    ...(body === undefined ? {} : { body }),
  });
}

const id = /(?<![a-z0-9])([a-z]{2,5})_[0-9a-z]{26,60}\b/g;
const exampleText = '01kaqz3v5m7n0c2d4e6f8g1h';
const exampleMs = Date.parse('2026-11-22T09:30:00.000Z');
const minuteMs = 60_000;

/** What is made by chance, by the name of its member. */
const secrets: Readonly<Record<string, string>> = {
  access_token: 'k7m2x9…',
  key: 'sk_k7m2x9…',
  hint: 'a1b2',
  secret: 'whsec_k7m2x9…',
};

/** Takes chance and the clock out of an answer; what was the same stays the same. */
function stillOf(nowMs: number) {
  const seen = new Map<string, string>();
  const name = (found: string, prefix: string) => {
    const known =
      seen.get(found) ??
      `${prefix}_${exampleText}${(100 + seen.size).toString(32).padStart(2, '0')}`;
    seen.set(found, known);
    return known;
  };
  const moment = (ms: number) => exampleMs + Math.round((ms - nowMs) / minuteMs) * minuteMs;
  const text = (value: string) => {
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) {
      return new Date(moment(Date.parse(value))).toISOString();
    }
    return value.replaceAll(id, name).replace(/secret=\w+/, 'secret=k7m2x9');
  };
  const still = (value: unknown, member = ''): unknown => {
    if (typeof value === 'string') return secrets[member] ?? text(value);
    if (typeof value === 'number' && member.endsWith('_at_ms')) return moment(value);
    if (member === 'duration_ms') return 38;
    if (member === 'predicted_wait_ms') return 2;
    if (member.endsWith('_age_seconds')) return 0;
    if (Array.isArray(value)) return value.map((each) => still(each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, still(each, key)]));
  };
  return still;
}
