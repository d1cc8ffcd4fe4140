import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { delayProxy } from '../../scripts/cluster/delay-proxy.ts';

/** A server that answers each line with the line and the time at which it came. */
async function lineServer() {
  const server = createServer((socket) => {
    linesOf(socket, (line) => socket.write(`${line} ${performance.now()}\n`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

function linesOf(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

test('a delay proxy delays each way by half, in order, and a new connection by a round trip more', async () => {
  const { server, port } = await lineServer();
  const far = await delayProxy({ port }, 80);
  const socket = connect(far.port, '127.0.0.1');
  socket.setNoDelay(true);
  const seen: { readonly line: number; readonly there: number; readonly back: number }[] = [];
  const sentAt: number[] = [];
  const all = new Promise<void>((resolve) => {
    linesOf(socket, (text) => {
      const [line = 0, at = 0] = text.split(' ').map(Number);
      seen.push({ line, there: at - (sentAt[line] ?? 0), back: performance.now() - at });
      if (seen.length === 60) resolve();
    });
  });
  for (let line = 0; line < 60; line += 1) {
    sentAt[line] = performance.now();
    socket.write(`${line}\n`);
    await pause(line % 5);
  }
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await all;
  socket.end();
  await ended;
  await far.close();
  server.close();
  assert.deepEqual(
    seen.map(({ line }) => line),
    sentAt.map((_, line) => line),
  );
  // Timers of this machine may be late, never early.
  for (const { there, back } of seen) assert.ok(there >= 39 && back >= 39, `${there} ${back}`);
  assert.ok((seen[0]?.there ?? 0) >= 119);
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const settled = seen.filter(({ line }) => (sentAt[line] ?? 0) > (sentAt[0] ?? 0) + 80);
  assert.ok(middle(settled.map(({ there }) => there)) < 60);
  assert.ok(middle(seen.map(({ back }) => back)) < 60);
});
