import { createHash, createHmac } from 'node:crypto';

// `node:crypto` and not WebCrypto: every runtime has it, and it answers at once. WebCrypto hands each
// of these few hundred bytes to a thread and back, which costs twenty times the hashing.

/** SHA-256 of the UTF-8 text, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** HMAC-SHA-256 in unpadded base64url. */
export const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');
