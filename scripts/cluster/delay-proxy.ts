import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that takes time, as if it were far. */
export interface DelayProxy {
  readonly port: number;
  /** Connections that were opened so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

interface Late {
  readonly atMs: number;
  readonly act: () => void;
}

/** Does each thing at its time, in the order in which they came. */
function inTime(): (late: Late) => void {
  const waiting: Late[] = [];
  function next(): void {
    for (let first = waiting[0]; first; first = waiting[0]) {
      const restMs = first.atMs - performance.now();
      if (restMs > 0) {
        // Timers are rounded down to a millisecond and may come a fraction early: the loop looks again.
        setTimeout(next, restMs);
        return;
      }
      waiting.shift();
      first.act();
    }
  }
  return (late) => {
    waiting.push(late);
    if (waiting.length === 1) next();
  };
}

/**
 * Whatever `from` says reaches `to` this much later: constant, in order, the end too. Nothing before `openMs`.
 * The sender is held up while too much is under way, as a window of TCP would.
 */
function carry(from: Socket, to: Socket, { delayMs, openMs }: { delayMs: number; openMs: number }) {
  const later = inTime();
  const atMs = () => Math.max(performance.now() + delayMs, openMs);
  let underWay = 0;
  from.on('data', (chunk: Buffer) => {
    underWay += chunk.length;
    if (underWay > windowBytes) from.pause();
    later({
      atMs: atMs(),
      act() {
        to.write(chunk, () => {
          underWay -= chunk.length;
          if (underWay <= windowBytes) from.resume();
        });
      },
    });
  });
  from.on('end', () => later({ atMs: atMs(), act: () => void to.end() }));
  from.on('error', () => later({ atMs: atMs(), act: () => void to.destroy() }));
  from.on('close', () => later({ atMs: atMs(), act: () => void to.destroySoon() }));
}

const windowBytes = 16 * 1024 * 1024;

/**
 * Listens on a free port, and puts `to` a round trip away: half of it each way, and once more for a new
 * connection.
 */
export async function delayProxy(
  to: { readonly port: number; readonly host?: string },
  roundTripMs: number,
): Promise<DelayProxy> {
  const delayMs = roundTripMs / 2;
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    connections += 1;
    const far = connect({
      ...to,
      host: to.host ?? '127.0.0.1',
      allowHalfOpen: true,
      noDelay: true,
    });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    // The handshake that the near side believes done at once would have cost a round trip.
    carry(near, far, { delayMs, openMs: performance.now() + roundTripMs + delayMs });
    carry(far, near, { delayMs, openMs: 0 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => connections,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}
