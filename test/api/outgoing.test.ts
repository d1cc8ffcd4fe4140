import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { after, describe, test } from 'node:test';
import { createOutgoing } from '../../src/platform/server/outgoing.ts';

const open: Server[] = [];
after(() => {
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server of this test; answers its port. */
async function listening(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return (server.address() as { port: number }).port;
}

const request = (url: string, timeoutMs = 5_000) => ({ url, headers: {}, body: '{}', timeoutMs });
const nobody = async () => [];

describe('an outgoing request', () => {
  test('reaches an exempt receiver with method, headers and body', async () => {
    let seen = '';
    const port = await listening(
      createServer((asked, answer) => {
        asked.on('data', (chunk) => (seen += `${asked.method} ${asked.headers['x-a']} ${chunk}`));
        asked.on('end', () => answer.writeHead(204, { 'retry-after': '7' }).end());
      }),
    );
    const outgoing = createOutgoing({ allow: [`127.0.0.1:${port}`], httpsOnly: true });
    const url = `http://127.0.0.1:${port}/`;
    const answer = await outgoing({ ...request(url), headers: { 'x-a': 'b' }, body: '{"c":1}' });
    assert.deepEqual(answer, { status: 204, retryAfter: '7' });
    assert.equal(seen, 'POST b {"c":1}');
  });

  test('is not made to an inside address, however it is spelled or named', async () => {
    let asked = 0;
    const port = await listening(createServer((_, answer) => answer.end(String((asked += 1)))));
    const names: Record<string, readonly string[]> = {
      'rebind.example.com': ['127.0.0.1'],
      'mixed.example.com': ['8.8.8.8', '10.0.0.1'],
      'mapped.example.com': ['::ffff:127.0.0.1'],
      'six.example.com': ['::1'],
    };
    const outgoing = createOutgoing(
      { allow: [], httpsOnly: false },
      async (name) => names[name] ?? [],
    );
    const hosts = ['127.0.0.1', '2130706433', '[::1]', 'localhost', ...Object.keys(names)];
    for (const host of hosts) {
      const answer = await outgoing(request(`http://${host}:${port}/`));
      assert.ok(
        'failed' in answer && answer.failed === 'refused',
        `${host} ${JSON.stringify(answer)}`,
      );
    }
    assert.equal(asked, 0);
  });

  test('goes to the address that was checked, whatever the name answers next', async (t) => {
    const connected: string[] = [];
    // Tells where a socket is about to go, and ends it before a packet leaves.
    const watch = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      socket.on('lookup', (_error, address) => {
        connected.push(String(address));
        socket.destroy(new Error('watched'));
      });
    };
    subscribe('net.client.socket', watch);
    t.after(() => unsubscribe('net.client.socket', watch));
    let resolved = 0;
    // Answers an outside address first and an inside one ever after, as rebinding does.
    const outgoing = createOutgoing({ allow: [], httpsOnly: false }, async () => {
      resolved += 1;
      return resolved === 1 ? ['8.8.8.8'] : ['127.0.0.1'];
    });
    const first = await outgoing(request('http://rebind.example.com/'));
    assert.ok('failed' in first && first.failed === 'unreachable', JSON.stringify(first));
    assert.deepEqual(connected, ['8.8.8.8']);
    const second = await outgoing(request('https://rebind.example.com/'));
    assert.ok('failed' in second && second.failed === 'refused', JSON.stringify(second));
    assert.deepEqual(connected, ['8.8.8.8']);
  });

  test('follows no redirect', async () => {
    let asked = 0;
    const inside = await listening(createServer((_, answer) => answer.end(String((asked += 1)))));
    const location = `http://127.0.0.1:${inside}/`;
    const port = await listening(
      createServer((_, answer) => answer.writeHead(307, { location }).end()),
    );
    const outgoing = createOutgoing({ allow: [`127.0.0.1:${port}`], httpsOnly: false });
    const answer = await outgoing(request(`http://127.0.0.1:${port}/`));
    assert.deepEqual(answer, { status: 307, retryAfter: null });
    assert.equal(asked, 0);
  });

  test('gives a silent receiver up in time', async () => {
    const port = await listening(createServer(() => undefined));
    const outgoing = createOutgoing({ allow: [`127.0.0.1:${port}`], httpsOnly: false });
    const answer = await outgoing(request(`http://127.0.0.1:${port}/`, 100));
    assert.deepEqual(answer, { failed: 'timeout', detail: 'No answer within 0.1 s.' });
  });

  test('does not read an endless answer', async () => {
    let ended = false;
    const port = await listening(
      createServer((_, answer) => {
        const write = (): void => {
          while (!answer.destroyed && answer.write('x'.repeat(10_000)));
          answer.once('drain', write);
        };
        answer.on('close', () => (ended = true));
        write();
      }),
    );
    const outgoing = createOutgoing({ allow: [`127.0.0.1:${port}`], httpsOnly: false });
    assert.deepEqual(await outgoing(request(`http://127.0.0.1:${port}/`)), {
      status: 200,
      retryAfter: null,
    });
    for (let tries = 0; !ended && tries < 200; tries += 1)
      await new Promise((done) => void setImmediate(done));
    assert.ok(ended);
  });

  test('says that a name has no address, or that nothing listens', async () => {
    const outgoing = createOutgoing({ allow: ['127.0.0.1:1'], httpsOnly: false }, nobody);
    const nameless = await outgoing(request('http://gone.example.com/'));
    assert.deepEqual(nameless, {
      failed: 'unresolved',
      detail: 'gone.example.com has no address.',
    });
    const refused = await outgoing(request('http://127.0.0.1:1/'));
    assert.deepEqual(refused, {
      failed: 'unreachable',
      detail: 'The connection failed (ECONNREFUSED).',
    });
  });
});
