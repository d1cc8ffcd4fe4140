import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { atEnd } from './cleanup.ts';

/** A way to a libSQL server that counts the orders in each batch that passes. */
export interface CountingWay {
  readonly url: string;
  readonly sizes: number[];
}

/** The statement by which a group of orders is placed, with its one argument: the rows, as JSON in JSON. */
const placing = /INSERT INTO place_order\(.*?"args":\[\{"type":"text","value":("(?:[^"\\]|\\.)*")/s;

export async function countGroups(databaseUrl: string): Promise<CountingWay> {
  const sizes: number[] = [];
  const url = await watchedWay(databaseUrl, (body) => {
    const found = placing.exec(body)?.[1];
    if (found) sizes.push((JSON.parse(JSON.parse(found) as string) as unknown[]).length);
  });
  return { url, sizes };
}

/**
 * A way to a libSQL server, past somebody who looks at every request, and may keep it for a while; answers its
 * address.
 * @param look is told when the caller has given up; then nothing goes on.
 */
export async function watchedWay(
  databaseUrl: string,
  look: (body: string, gone: AbortSignal) => unknown,
): Promise<string> {
  const pool = new Pool(databaseUrl, { connections: 128 });
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    void pass(request, gone.signal).then(
      ({ statusCode, headers, body }) => {
        response.writeHead(statusCode, {
          'content-type': String(headers['content-type'] ?? 'application/json'),
        });
        body.pipe(response);
      },
      () => response.destroyed || response.writeHead(502).end(),
    );
  });
  async function pass(request: IncomingMessage, gone: AbortSignal) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    await look(body.toString(), gone);
    gone.throwIfAborted();
    return await pool.request({
      method: (request.method ?? 'GET') as 'POST',
      path: request.url ?? '/',
      headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
      ...(body.length > 0 ? { body } : {}),
    });
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
    await pool.destroy();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
