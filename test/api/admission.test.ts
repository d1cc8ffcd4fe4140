import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { type TestPlatform, testPlatform } from '../support/platform.ts';
import { configOfShop } from '../../src/platform/shops.ts';

/** A platform whose carts answer only when they are told to. */
async function slow(given?: TestPlatform) {
  const platform = given ?? (await testPlatform());
  const open = Promise.withResolvers<void>();
  const client = clientOf({
    ...platform,
    mailbox: (kind) => ({
      ...platform.mailbox(kind),
      send: async (id, command) => {
        await open.promise;
        return await platform.mailbox(kind).send(id, command);
      },
    }),
  });
  return { client, open: open.resolve };
}

const inHandMax = 256;

describe('a process with its hands full', () => {
  test('counts them over all its shops', async () => {
    const platform = await testPlatform();
    const shopOf = (id: string): TestPlatform => ({
      ...platform,
      config: configOfShop(platform.config, { id, databaseUrl: '', replicaUrl: null }),
    });
    const { client, open } = await slow(shopOf('one'));
    const asked = Array.from({ length: inHandMax }, () =>
      client('POST', '/v1/carts', { body: {} }),
    );
    const other = clientOf(shopOf('other'));
    // It is turned away once the hands are full of the other shop's.
    let answer = await other('POST', '/v1/carts', { body: {} });
    for (let tries = 0; tries < 100 && answer.status !== 503; tries += 1)
      answer = await other('POST', '/v1/carts', { body: {} });
    expectProblem(answer, 503, 'overloaded');
    open();
    await Promise.all(asked);
  });

  test('does what it has, turns other changes away at once, and recovers', async () => {
    const { client, open } = await slow();
    const asked = Array.from({ length: inHandMax + 20 }, () =>
      client('POST', '/v1/carts', { body: {} }),
    );
    const turnedAway = await Promise.race(asked);
    expectProblem(turnedAway, 503, 'overloaded');
    assert.equal(turnedAway.headers.get('retry-after'), '2');
    for (const path of ['/health', '/ready', '/v1/products'])
      expectStatus(await client('GET', path), 200);
    open();
    const answers = await Promise.all(asked);
    const made = answers.filter(({ status }) => status === 201).length;
    assert.ok(made >= inHandMax && made < asked.length, String(made));
    expectStatus(await client('POST', '/v1/carts', { body: {} }), 201);
  });
});
