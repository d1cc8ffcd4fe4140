import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sign, verify } from '../../src/shop/payments/webhook-signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1_614_265_330,
  body: '{"test": 2432232314}',
};
const atMs = message.timestampSeconds * 1_000;

const signed = async (key = secret) => new Headers(await sign(key, message));
const refused = (headers: Headers, body = message.body, nowMs = atMs) =>
  assert.rejects(verify(secret, headers, body, nowMs), { code: 'invalid_signature' });

describe('signatures', () => {
  test('are those of the standard', async () => {
    assert.equal(
      (await signed()).get('webhook-signature'),
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('that are right answer the id of the message', async () => {
    assert.equal(await verify(secret, await signed(), message.body, atMs), message.id);
  });

  test('are refused for another body, id, time, secret or scheme', async () => {
    await refused(await signed(), `${message.body} `);
    for (const [name, value] of [
      ['webhook-id', 'msg_other'],
      ['webhook-timestamp', '1614265331'],
      ['webhook-signature', ''],
    ] as const) {
      const headers = await signed();
      headers.set(name, value);
      await refused(headers);
    }
    await refused(await signed('whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw'));
    const other = await signed();
    other.set('webhook-signature', (other.get('webhook-signature') ?? '').replace('v1,', 'v2,'));
    await refused(other);
    await refused(new Headers());
  });

  test('are good for five minutes either way', async () => {
    await refused(await signed(), message.body, atMs + 300_001);
    await refused(await signed(), message.body, atMs - 300_001);
    assert.ok(await verify(secret, await signed(), message.body, atMs + 300_000));
  });

  test('one right one among several is enough', async () => {
    const headers = await signed();
    headers.set('webhook-signature', `v1,bm9wZQ== ${headers.get('webhook-signature')}`);
    assert.ok(await verify(secret, headers, message.body, atMs));
  });
});
