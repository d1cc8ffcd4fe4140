import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sign, verify } from '../../src/core/webhook-signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1_614_265_330,
  body: '{"test": 2432232314}',
};
const atMs = message.timestampSeconds * 1_000;

const signed = (...secrets: string[]) =>
  new Headers(sign(secrets.length > 0 ? secrets : [secret], message));
const refused = (headers: Headers, body = message.body, nowMs = atMs) =>
  assert.throws(() => verify(secret, headers, body, nowMs), { code: 'invalid_signature' });

describe('signatures', () => {
  test('are those of the standard', () => {
    assert.equal(
      signed().get('webhook-signature'),
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('that are right answer the id of the message', () => {
    assert.equal(verify(secret, signed(), message.body, atMs), message.id);
  });

  test('are refused for another body, id, time, secret or scheme', () => {
    refused(signed(), `${message.body} `);
    for (const [name, value] of [
      ['webhook-id', 'msg_other'],
      ['webhook-timestamp', '1614265331'],
      ['webhook-signature', ''],
    ] as const) {
      const headers = signed();
      headers.set(name, value);
      refused(headers);
    }
    refused(signed('whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw'));
    const other = signed();
    other.set('webhook-signature', (other.get('webhook-signature') ?? '').replace('v1,', 'v2,'));
    refused(other);
    refused(new Headers());
  });

  test('are good for five minutes either way', () => {
    refused(signed(), message.body, atMs + 300_001);
    refused(signed(), message.body, atMs - 300_001);
    assert.ok(verify(secret, signed(), message.body, atMs + 300_000));
  });

  test('one right one among several is enough', () => {
    const headers = signed();
    headers.set('webhook-signature', `v1,bm9wZQ== ${headers.get('webhook-signature')}`);
    assert.ok(verify(secret, headers, message.body, atMs));
  });

  test('of two secrets at once are good for whoever knows either', () => {
    const next = 'whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = signed(next, secret);
    assert.equal(headers.get('webhook-signature')?.split(' ').length, 2);
    for (const known of [secret, next]) {
      assert.equal(verify(known, headers, message.body, atMs), message.id);
    }
    const neither = 'whsec_BBBB9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    assert.throws(() => verify(neither, headers, message.body, atMs), {
      code: 'invalid_signature',
    });
  });
});
