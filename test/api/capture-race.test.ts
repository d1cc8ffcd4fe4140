import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { anOrder, readOrder } from '../support/factories.ts';
import { checkInvariantsAtEnd } from '../support/invariants.ts';
import { testPlatform } from '../support/platform.ts';

checkInvariantsAtEnd();

test('a capture that a cancellation overtakes is refused at once, and again in the same words', async () => {
  const platform = await testPlatform();
  const client = clientOf(platform);
  const { id } = await anOrder(client, { provider: 'manual' });
  await platform.settle();
  const path = `/v1/admin/orders/${id}`;
  let overtaken = false;
  const slow = clientOf({
    ...platform,
    writer: {
      ...platform.writer,
      async command(command) {
        if (!overtaken && command.view === 'advance_order') {
          overtaken = true;
          expectStatus(await client('POST', `${path}/cancel`, { admin: true, body: {} }), 200);
        }
        return await platform.writer.command(command);
      },
    },
  });
  const ask = { admin: true, key: 'one-capture', body: {} };
  const first = await slow('POST', `${path}/capture`, ask);
  expectProblem(first, 409, 'invalid_transition');
  const again = await client('POST', `${path}/capture`, ask);
  assert.equal(again.text, first.text);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  await platform.settle();
  const order = await readOrder(client, id);
  assert.equal(order.status, 'canceled');
  assert.equal(order.payment_status, 'refunded', 'the transfer that was seen goes back');
});
