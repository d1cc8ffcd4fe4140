import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createApp, everyOperation } from '../../src/app.ts';
import { type ProblemCode, problemKinds } from '../../src/core/error.ts';
import { codesOutsideOperations, problemsOf } from '../../src/http/openapi-problems.ts';
import type { AnyOperation } from '../../src/http/operation.ts';
import { walk } from '../support/documented.ts';
import { testPlatform } from '../support/platform.ts';

const operations = await everyOperation();

/** Members that the contract does not know are dropped by parsing, so the answer would not be equal. */
function assertFits({ spec }: AnyOperation, answer: unknown, what: string): void {
  const parsed = spec.response.safeParse(answer);
  assert.ok(parsed.success, `${what} of ${spec.id}: ${parsed.error?.message}`);
  assert.deepEqual(
    parsed.data,
    answer,
    `${what} of ${spec.id} has members that its schema does not`,
  );
}

describe('the example of', () => {
  for (const operation of operations) {
    const { spec } = operation;
    test(`${spec.id} works as documented`, async () => {
      const { answer, exchange } = await walk(operation, operations);
      assert.equal(answer.status, spec.status ?? 200, answer.text);
      if (answer.status !== 204) assertFits(operation, answer.body, 'the answer');
      if (answer.status !== 204) assertFits(operation, exchange.answer, 'the example answer');
      if (spec.location) assert.ok(answer.headers.get('location'), 'has no Location');
      if (spec.method !== 'get')
        assert.ok(answer.headers.get('consistency-token'), 'has no Consistency-Token');
      if (answer.body?.version !== undefined) assert.ok(answer.headers.get('etag'), 'has no ETag');
    });
  }
});

test('every operation says what it does and shows a body that it takes', () => {
  const ids = operations.map(({ spec }) => spec.id);
  assert.equal(new Set(ids).size, ids.length, 'an operationId is used twice');
  for (const { spec } of operations) {
    assert.ok(spec.summary && spec.description, spec.id);
    assert.ok(problemsOf(spec).length > 0, spec.id);
    if (spec.body)
      assert.ok(spec.body.safeParse(spec.example).success, `${spec.id} has no valid example`);
  }
});

test('every code is answered by an operation, or belongs to none', () => {
  const answered = new Set([
    ...codesOutsideOperations,
    ...operations.flatMap(({ spec }) => problemsOf(spec)),
  ]);
  const unused = (Object.keys(problemKinds) as ProblemCode[]).filter((code) => !answered.has(code));
  assert.deepEqual(unused, []);
});

test('every code has a page', async () => {
  const platform = await testPlatform();
  const app = createApp();
  for (const code of Object.keys(problemKinds)) {
    const page = await app.request(`/docs/problems/${code}`, {}, platform);
    assert.equal(page.status, 200);
    assert.match(await page.text(), new RegExp(code));
  }
  platform.close();
});

test('no schema refers to itself, which the reference could not show', () => {
  const path = new URL('../../public/openapi.json', import.meta.url);
  const { components } = JSON.parse(readFileSync(path, 'utf8')) as {
    components: { schemas: Record<string, unknown> };
  };
  for (const [name, schema] of Object.entries(components.schemas)) {
    assert.ok(!JSON.stringify(schema).includes(`"#/components/schemas/${name}"`), name);
  }
});
