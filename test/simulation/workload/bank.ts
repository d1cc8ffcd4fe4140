import { sign } from '../../../src/core/webhook-signature.ts';
import type { Database } from '../database.ts';
import { webhookSecret } from '../platform.ts';
import { network } from '../world.ts';
import type { Scene } from './scene.ts';

/**
 * The provider's side: it sends what it has in its books, again, late and in any order, under the id of
 * the event it is about. Kiosk tells itself of most payments; this is what a bank does beside that.
 */
export async function repeatNotifications(scene: Scene, database: Database): Promise<void> {
  const { world, faults } = scene;
  while (!scene.closing()) {
    await world.pause(network, 'the bank waits', world.chance.wait(4_000));
    if (!faults.happens('notification repeated')) continue;
    const { rows } = await database.primary.execute(
      'SELECT id, state, amount, currency FROM test_payments ORDER BY id',
    );
    if (rows.length === 0) continue;
    const { id, state, amount, currency } = world.chance.pick(rows);
    const settled = state === 'succeeded' || state === 'failed';
    // What it said before it settled may arrive after.
    const type =
      settled && world.chance.happens(0.7) ? `payment.${String(state)}` : 'payment.pending';
    const event = type === 'payment.pending' ? 'pending' : String(state);
    await send(scene, {
      id: `evt_${String(id)}_${event}`,
      type,
      payment_id: id,
      amount: { amount, currency },
    });
  }
}

async function send(scene: Scene, body: { id: string } & Record<string, unknown>): Promise<void> {
  const { world, client } = scene;
  const text = JSON.stringify(body);
  const timestampSeconds = Math.floor(world.nowMs() / 1_000);
  const headers = sign([webhookSecret], { id: body.id, timestampSeconds, body: text });
  const copies = world.chance.whole(1, 4);
  const ask = { method: 'POST', path: '/v1/payments/test/webhook', body, headers } as const;
  await Promise.all(Array.from({ length: copies }, () => client.insist(ask)));
}
