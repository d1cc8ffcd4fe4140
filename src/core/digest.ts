import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

// `node:crypto` and not WebCrypto: every runtime has it, and it answers at once. WebCrypto hands each
// of these few hundred bytes to a thread and back, which costs twenty times the hashing.

/** SHA-256 of the UTF-8 text, in hexadecimal. At once: an object to feed costs as much as the hashing. */
export const sha256 = (text: string): string => hash('sha256', text);

/** Preparing a key costs more than using it, and an installation has only a few. */
const keys = new Map<string, KeyObject>();
const keysMax = 100;

function keyOf(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known) return known;
  const made = createSecretKey(secret, 'utf8');
  if (keys.size >= keysMax) keys.clear();
  keys.set(secret, made);
  return made;
}

/** HMAC-SHA-256 in unpadded base64url. */
export const hmac = (secret: string, text: string): string =>
  createHmac('sha256', keyOf(secret)).update(text).digest('base64url');
