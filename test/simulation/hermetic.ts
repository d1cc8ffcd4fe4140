/**
 * Makes this process fit for deterministic runs: whoever reads the real clock or real chance during a run,
 * or asks WebCrypto, which answers from other threads in an order of their own, is told so.
 */
function sealProcess(): void {
  if (sealed) return;
  sealed = true;
  const { subtle } = globalThis.crypto;
  Object.defineProperty(globalThis.crypto, 'subtle', {
    configurable: true,
    get: () => (running ? forbidden('crypto.subtle') : subtle),
  });
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
