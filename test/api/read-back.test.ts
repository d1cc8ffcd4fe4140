import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyOperation } from '../../src/app.ts';
import { clientOf, expectStatus, type Json } from '../support/client.ts';
import { testPlatform } from '../support/platform.ts';

const operations = await everyOperation();

// SQL is text: what a create or a change answers must be what was stored, field by field.

const creates = operations.filter(
  ({ spec }) =>
    spec.method === 'post' &&
    spec.status === 201 &&
    spec.location !== undefined &&
    spec.params === undefined &&
    spec.path.startsWith('/v1/admin/') &&
    spec.example !== undefined &&
    !spec.showsSecret,
);

for (const { spec } of creates) {
  test(`${spec.id} answers what is read back, and so does its change`, async () => {
    const client = clientOf(await testPlatform());
    const made = await client('POST', spec.path, { admin: true, body: spec.example });
    const resource: Json = expectStatus(made, 201);
    const path = made.headers.get('location') ?? '';
    assert.deepEqual(expectStatus(await client('GET', path, { admin: true }), 200), resource);
    const change = operations.find(
      (other) => other.spec.method === 'patch' && other.spec.path === `${spec.path}/{id}`,
    );
    assert.ok(change, `${spec.path} can be changed`);
    const ask = { admin: true, ifMatch: '*', body: change.spec.example };
    const changed: Json = expectStatus(await client('PATCH', path, ask), 200);
    assert.deepEqual(expectStatus(await client('GET', path, { admin: true }), 200), changed);
  });
}

test('there are such creates', () => assert.ok(creates.length >= 5));
