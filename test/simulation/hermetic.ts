import { createHash, createHmac } from 'node:crypto';

/**
 * Makes this process fit for deterministic runs: WebCrypto answers from other threads, in an order of
 * their own, so its methods that Kiosk uses are replaced by the same ones of node:crypto, which answer
 * at once; and whoever reads the real clock or real chance during a run is told so.
 */
function sealProcess(): void {
  if (sealed) return;
  sealed = true;
  Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle, configurable: true });
  const now = Date.now.bind(Date);
  const random = Math.random.bind(Math);
  Date.now = () => (running ? forbidden('Date.now') : now());
  Math.random = () => (running ? forbidden('Math.random') : random());
  for (const name of ['setTimeout', 'setInterval', 'fetch'] as const) {
    const real = globalThis[name] as (...args: unknown[]) => unknown;
    Object.defineProperty(globalThis, name, {
      configurable: true,
      writable: true,
      value: (...args: unknown[]) => (running ? forbidden(name) : real(...args)),
    });
  }
}

let sealed = false;
let running = false;

/** Runs `work` with the real world out of reach. */
export async function inIsolation<Result>(work: () => Promise<Result>): Promise<Result> {
  sealProcess();
  running = true;
  try {
    return await work();
  } finally {
    running = false;
  }
}

function forbidden(name: string): never {
  throw new Error(`${name} was used inside a simulation`);
}

const toBuffer = (bytes: BufferSource): Uint8Array =>
  ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);

const toArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

const hashName = (algorithm: AlgorithmIdentifier): string =>
  (typeof algorithm === 'string' ? algorithm : algorithm.name).replace('-', '').toLowerCase();

/** A key as `importKey` gives it: HMAC with SHA-256 is all that Kiosk imports. */
interface Key {
  readonly raw: Uint8Array;
}

const mac = (key: Key, data: BufferSource): Buffer =>
  createHmac('sha256', key.raw).update(toBuffer(data)).digest();

const subtle = {
  digest: async (algorithm: AlgorithmIdentifier, data: BufferSource) =>
    toArrayBuffer(createHash(hashName(algorithm)).update(toBuffer(data)).digest()),
  importKey: async (_format: 'raw', raw: BufferSource): Promise<Key> => ({
    raw: Uint8Array.from(toBuffer(raw)),
  }),
  sign: async (_algorithm: unknown, key: Key, data: BufferSource) => toArrayBuffer(mac(key, data)),
  verify: async (_algorithm: unknown, key: Key, signature: BufferSource, data: BufferSource) =>
    mac(key, data).equals(toBuffer(signature)),
};
