import type * as Crypto from 'node:crypto';

// `node:crypto` as a Worker has it (wrangler.toml, alias). The runtime makes that module, with the buffers and
// streams it is built on, when it is first asked for: an import would do so before the first request, and take
// half the time that a start may take.

let crypto: typeof Crypto | undefined;
const loaded = (): typeof Crypto =>
  (crypto ??= globalThis.process.getBuiltinModule('node:crypto') as typeof Crypto);

export const hash = (algorithm: string, text: string): string => loaded().hash(algorithm, text);
export const createHmac: typeof Crypto.createHmac = (...args) => loaded().createHmac(...args);
export const createSecretKey = (text: string, encoding: 'utf8') =>
  loaded().createSecretKey(text, encoding);
