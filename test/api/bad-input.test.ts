import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { everyOperation } from '../../src/app.ts';
import type { AnyOperation } from '../../src/http/operation.ts';
import { type Answer, type Client, clientOf, type Json } from '../support/client.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

const operations = await everyOperation();

let platform: TestPlatform;
let client: Client;
before(async () => {
  platform = await testPlatform();
  client = clientOf(platform);
});

let keys = 0;

/** Path parameters as examples show them, which name nothing that is there. */
function pathOf(
  { spec }: AnyOperation,
  put: (name: string) => string | undefined = () => undefined,
): string {
  const shape = (spec.params?.shape ?? {}) as Record<
    string,
    { meta?: () => { example?: unknown } | undefined }
  >;
  return spec.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const given = put(name);
    if (given !== undefined) return given;
    return encodeURIComponent(exampleOf(spec.path, name, shape));
  });
}

const kinds: Record<string, string> = {
  cart: 'cart_01kaqz3v5m7n0c2d4e6f8g1h3j01kaqz3v5m',
  line: 'line_01kaqz3v5m7n0c2d4e6f8g1h3j',
  order: 'ord_01kaqz3v5m7n0c2d4e6f8g1h3j',
  payment: 'pay_01kaqz3v5m7n0c2d4e6f8g1h3j',
  variant: 'var_01kaqz3v5m7n0c2d4e6f8g1h3j',
  image: 'img_01kaqz3v5m7n0c2d4e6f8g1h3j',
  provider: 'test',
};
const prefixes = ['prod', 'col', 'ord', 'disc', 'zone', 'tax', 'key', 'imp', 'wh', 'cus', 'evt'];

/** A value that the parameter takes: of `{id}` the one of these prefixes that its schema accepts. */
function exampleOf(path: string, name: string, shape: Record<string, unknown>): string {
  const schema = shape[name] as { safeParse(value: unknown): { success: boolean } } | undefined;
  const tries = [
    kinds[name] ?? 'x',
    ...prefixes.map((prefix) => `${prefix}_01kaqz3v5m7n0c2d4e6f8g1h3j`),
    'x',
    '1',
  ];
  const fits = tries.find((value) => !schema || schema.safeParse(value).success);
  if (fits === undefined) throw new Error(`no example for ${name} of ${path}`);
  return fits;
}

interface Sending {
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function send(
  operation: AnyOperation,
  { path = pathOf(operation), body, headers = {} }: Sending,
): Promise<Answer> {
  keys += 1;
  const { method } = operation.spec;
  const ask = {
    admin: true,
    ifMatch: '*',
    headers,
    ...(method === 'get' ? {} : { key: `a-key-of-thirty-characters-${keys}` }),
  };
  return await client(method.toUpperCase(), path, body === undefined ? ask : { ...ask, body });
}

/** Refused with a problem document that says what is wrong, and by the client's fault. */
function assertRefused(answer: Answer, what: string, status?: number): void {
  assert.ok(
    answer.status >= 400 && answer.status < 500,
    `${what}: ${answer.status} ${answer.text.slice(0, 300)}`,
  );
  if (status !== undefined)
    assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 300)}`);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json', what);
  assert.ok(answer.body.code && answer.body.request_id && answer.body.title, what);
}

const named = (operation: AnyOperation) => operation.spec.id;
const withBody = operations.filter(({ spec }) => spec.body && !spec.streams);
const exampleBody = ({ spec }: AnyOperation): Json => structuredClone(spec.example ?? {});

/** Every place in a JSON value: the path to it. */
function places(
  value: unknown,
  at: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (value === null || typeof value !== 'object') return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([name, inner]) =>
      places(inner, [...at, Array.isArray(value) ? Number(name) : name]),
    ),
  ];
}

function replaced(value: Json, [first, ...rest]: readonly (string | number)[], by: unknown): Json {
  if (first === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[first] = replaced(copy[first], rest, by);
  return copy;
}

const valueAt = (value: Json, path: readonly (string | number)[]): Json =>
  path.reduce((inner, name) => inner[name], value);

describe('every operation with a body refuses', () => {
  for (const operation of withBody) {
    test(`what is no JSON, and JSON of another kind, at ${named(operation)}`, async () => {
      for (const body of ['{', '{"a":}', 'undefined', '\u0000', '{"a":1}{}', "{'a':1}"])
        assertRefused(await send(operation, { body }), body, 400);
      for (const body of ['[]', 'null', '"text"', '5', 'true'])
        assertRefused(await send(operation, { body }), body, 400);
      assertRefused(
        await send(operation, { body: '{}', headers: { 'content-type': 'text/plain' } }),
        'text',
        415,
      );
      assertRefused(
        await send(operation, { body: `{"a":"${'x'.repeat(1_048_576)}"}` }),
        'large',
        413,
      );
    });

    test(`unknown members at any depth at ${named(operation)}`, async () => {
      const example = exampleBody(operation);
      for (const at of places(example)) {
        const inner = valueAt(example, at);
        if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) continue;
        // A free-form map takes any name, but no value that is no text.
        for (const name of ['surprise', '__proto__', 'constructor']) {
          const text = JSON.stringify(
            replaced(example, at, { ...inner, '<name>': { a: 1 } }),
          ).replace('<name>', name);
          assertRefused(await send(operation, { body: text }), `${name} at ${at.join('/')}`, 400);
        }
      }
    });

    test(`wrong values in every place at ${named(operation)}`, async () => {
      const example = exampleBody(operation);
      for (const at of places(example).slice(1)) {
        for (const wrong of [
          { a: 1 },
          [[]],
          'a\u0000b',
          '\ud800',
          'x'.repeat(60_000),
          -1.5,
          1e300,
          9_007_199_254_740_993,
        ]) {
          const answer = await send(operation, { body: replaced(example, at, wrong) });
          // 404 and 409 come from what the example names: the value itself may be one that fits.
          assertRefused(answer, `${JSON.stringify(wrong).slice(0, 20)} at ${at.join('/')}`);
        }
      }
    });
  }
});

describe('every operation refuses', () => {
  for (const operation of operations) {
    const { spec } = operation;
    test(`unknown and repeated parameters at ${spec.id}`, async () => {
      const path = pathOf(operation);
      if (!spec.path.startsWith('/v1/payments/test')) {
        assertRefused(await send(operation, { path: `${path}?surprise=1` }), 'surprise', 400);
        assertRefused(await send(operation, { path: `${path}?__proto__=1` }), '__proto__', 400);
      }
      assertRefused(await send(operation, { path: `${path}?limit=1&limit=2` }), 'twice', 400);
      assertRefused(await send(operation, { path: `${path}?x=${'x'.repeat(9_000)}` }), 'long', 414);
    });

    const names = [...spec.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    for (const name of names) {
      test(`a path whose ${name} is none at ${spec.id}`, async () => {
        for (const wrong of [
          '%00',
          'key_x',
          'constructor',
          '__proto__',
          '%F0%9F%92%A9',
          '%ED%A0%80',
          '%E0%A4%A',
          "'%20OR%201=1--",
          'x'.repeat(300),
          '..%2F..%2Fadmin',
        ]) {
          const answer = await send(operation, {
            path: pathOf(operation, (each) => (each === name ? wrong : undefined)),
            ...(spec.body ? { body: exampleBody(operation) } : {}),
          });
          assertRefused(answer, wrong);
        }
      });
    }

    if (spec.method !== 'get' && !spec.body && !spec.streams) {
      test(`a body where none is taken at ${spec.id}`, async () => {
        for (const body of [{ a: 1 }, '[]', 'x', 'null'])
          assertRefused(await send(operation, { body }), String(body), 400);
      });
    }
  }
});

test('a quantity is a whole number from 1 to 100,000', async () => {
  const add = operations.find(({ spec }) => spec.id === 'addLine')!;
  for (const quantity of [1.5, '2', -1, 0, 1e9, 100_001, null, true, [1], {}, 1e-9]) {
    assertRefused(await send(add, { body: { sku: 'X', quantity } }), String(quantity), 400);
  }
  for (const body of [
    '{"sku":"X","quantity":1e999}',
    '{"sku":"X","quantity":-0}',
    '{"sku":"X"}',
    '{"quantity":1}',
    '{"sku":"X","quantity":1,"unit_price":1}',
  ]) {
    assertRefused(await send(add, { body }), body, 400);
  }
});

test('a body that is not UTF-8 is refused', async () => {
  const answer = await client('POST', '/v1/carts', {
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array([0x7b, 0xff, 0x7d]) as unknown as string,
  });
  assert.equal(answer.status, 400);
});

test('the deepest JSON that fits in a body is refused like any other', async () => {
  const deep = '['.repeat(500_000) + ']'.repeat(500_000);
  const answer = await client('POST', '/v1/carts', { body: `{"lines":${deep}}` });
  assertRefused(answer, 'deep', 400);
});

test('nothing of all this was an error of ours', () => {
  assert.deepEqual(platform.errors.slice(0, 5), []);
});
