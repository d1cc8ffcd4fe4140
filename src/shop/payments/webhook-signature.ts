import { ShopError } from '../../core/error.ts';
import { equalSecrets } from '../../core/text.ts';

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

/** The headers that carry a signature of `message`. */
export async function sign(
  secret: string,
  message: SignedMessage,
): Promise<Record<string, string>> {
  const [key] = keysOf(secret);
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestampSeconds),
    'webhook-signature': `v1,${await mac(key, message)}`,
  };
}

/** Throws `invalid_signature` unless one of the signatures in the headers is right and recent. */
export async function verify(
  secret: string,
  headers: Headers,
  body: string,
  nowMs: number,
): Promise<string> {
  const id = headers.get('webhook-id') ?? '';
  const timestampSeconds = Number(headers.get('webhook-timestamp'));
  const sent = (headers.get('webhook-signature') ?? '').split(' ');
  const recent = Math.abs(nowMs / 1_000 - timestampSeconds) <= toleranceSeconds;
  if (id && recent) {
    for (const key of keysOf(secret)) {
      const expected = `v1,${await mac(key, { id, timestampSeconds, body })}`;
      if (sent.some((signature) => equalSecrets(signature, expected))) return id;
    }
  }
  throw new ShopError('invalid_signature');
}

type Bytes = Uint8Array<ArrayBuffer>;

/** `whsec_` is followed by base64. A secret without the prefix is read as base64 too, or else as text. */
function keysOf(secret: string): [Bytes, ...Bytes[]] {
  const text = new TextEncoder().encode(secret) as Bytes;
  const encoded = secret.replace(/^whsec_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 === 1) return [text];
  const decoded: Bytes = Uint8Array.from(atob(encoded.replace(/=+$/, '')), (char) =>
    char.charCodeAt(0),
  );
  return secret.startsWith('whsec_') ? [decoded] : [decoded, text];
}

async function mac(secret: Bytes, { id, timestampSeconds, body }: SignedMessage): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    secret,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const text = new TextEncoder().encode(`${id}.${timestampSeconds}.${body}`);
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, text))));
}
