import { createHmac } from 'node:crypto';
import { ShopError } from './error.ts';
import { equalSecrets } from './text.ts';

/**
 * Standard Webhooks signatures (https://www.standardwebhooks.com), symmetric scheme `v1`. Written out
 * because the reference library reads the system clock, which a simulation cannot steer.
 */
export interface SignedMessage {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
}

/** Older or newer than this is refused, so that a recorded message cannot be replayed for ever. */
const toleranceSeconds = 300;

/** The headers that carry a signature of `message` by each of the secrets: two while one replaces the other. */
export function sign(secrets: readonly string[], message: SignedMessage): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestampSeconds),
    'webhook-signature': secrets.map((secret) => `v1,${mac(keysOf(secret)[0], message)}`).join(' '),
  };
}

/** Throws `invalid_signature` unless one of the signatures in the headers is right and recent. */
export function verify(secret: string, headers: Headers, body: string, nowMs: number): string {
  const id = headers.get('webhook-id') ?? '';
  const timestampSeconds = Number(headers.get('webhook-timestamp'));
  const sent = (headers.get('webhook-signature') ?? '').split(' ');
  const recent = Math.abs(nowMs / 1_000 - timestampSeconds) <= toleranceSeconds;
  if (id && recent) {
    for (const key of keysOf(secret)) {
      const expected = `v1,${mac(key, { id, timestampSeconds, body })}`;
      if (sent.some((signature) => equalSecrets(signature, expected))) return id;
    }
  }
  throw new ShopError('invalid_signature');
}

/** `whsec_` is followed by base64. A secret without the prefix is read as base64 too, or else as text. */
function keysOf(secret: string): [Uint8Array, ...Uint8Array[]] {
  const text = new TextEncoder().encode(secret);
  const encoded = secret.replace(/^whsec_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 === 1) return [text];
  const decoded = Uint8Array.from(atob(encoded.replace(/=+$/, '')), (char) => char.charCodeAt(0));
  return secret.startsWith('whsec_') ? [decoded] : [decoded, text];
}

const mac = (key: Uint8Array, { id, timestampSeconds, body }: SignedMessage): string =>
  createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64');
