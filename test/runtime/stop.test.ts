import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { type ServerProcess, startServerProcess } from './server-process.ts';

// A process that is told to stop: what it has begun is answered, and a load balancer is told in time.

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
}

function ask(server: ServerProcess, path: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(server.url + path, { agent }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** Sends the head of a request whose body comes later. */
async function beginRequest(server: ServerProcess, length: number): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    `POST /v1/carts HTTP/1.1\r\nhost: kiosk\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`,
  );
  return socket;
}

const whole = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('close', () => resolve(text));
  });

for (const [name, args] of [
  ['Node', ['src/entry/node.ts']],
  ['Deno', ['deno', 'src/entry/deno.ts']],
] as const) {
  test(`${name}: says that it goes, answers what it was asked, and ends`, async (t) => {
    const server = await startServerProcess(args, { DRAIN_MS: '60000' });
    t.after(() => server.stop());
    const agent = new Agent({ keepAlive: true });
    const before = await ask(server, '/ready', agent);
    assert.equal(before.status, 200);
    assert.notEqual(before.connection, 'close');
    const body = '{}';
    const slow = await beginRequest(server, body.length);
    const answered = whole(slow);

    process.kill(server.pid, 'SIGTERM');
    let ready = before;
    while (ready.status === 200) ready = await ask(server, '/ready', agent);
    assert.deepEqual([ready.status, ready.connection], [503, 'close']);
    // Others are served until a load balancer has noticed, one request a connection.
    const served = await ask(server, '/v1/products', agent);
    assert.deepEqual([served.status, served.connection], [200, 'close']);

    // A second signal does not wait for a load balancer, but for what was begun.
    process.kill(server.pid, 'SIGTERM');
    while (await ask(server, '/health', agent).then(Boolean, () => false));
    slow.write(body);
    assert.match(await answered, /^HTTP\/1.1 201 /);
    assert.equal(await server.stop(), 0);
    agent.destroy();
  });
}
