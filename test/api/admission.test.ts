import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { testPlatform } from '../support/platform.ts';

/** A platform that is late, and whose carts answer only when they are told to. */
async function crowded(lagMs: number) {
  const platform = await testPlatform();
  const open = Promise.withResolvers<void>();
  const client = clientOf({
    ...platform,
    lagMs: () => lagMs,
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

const inHand = 128;

describe('a process that is late', () => {
  test('lets in what it can hold, turns away the rest at once, and recovers', async () => {
    const { client, open } = await crowded(300);
    const first = Array.from({ length: inHand }, () => client('POST', '/v1/carts', { body: {} }));
    const turnedAway = await client('POST', '/v1/carts', { body: {} });
    expectProblem(turnedAway, 503, 'overloaded');
    assert.equal(turnedAway.headers.get('retry-after'), '2');
    for (const probe of ['/health', '/ready', '/ready/writes'])
      expectStatus(await client('GET', probe), 200);
    open();
    for (const answer of await Promise.all(first)) expectStatus(answer, 201);
    expectStatus(await client('POST', '/v1/carts', { body: {} }), 201);
  });

  test('turns nobody away for what only takes long', async () => {
    const { client, open } = await crowded(0);
    const all = Array.from({ length: inHand * 2 }, () => client('POST', '/v1/carts', { body: {} }));
    open();
    for (const answer of await Promise.all(all)) expectStatus(answer, 201);
  });
});
