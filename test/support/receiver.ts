import { createServer, type Server } from 'node:http';
import { after } from 'node:test';
import type { Json } from './client.ts';

export interface Received {
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

/** How a receiver answers: a status with headers, or nothing at all. */
type Answer =
  | number
  | { readonly status: number; readonly headers: Record<string, string> }
  | 'hang';

export interface Receiver {
  readonly url: string;
  /** For WEBHOOK_ALLOW. */
  readonly host: string;
  readonly received: Received[];
  /** The next messages are answered like this, or as a function of each says. */
  answer(how: Answer | ((message: Received) => Answer)): void;
  /** Resolves when this many messages have come. */
  until(count: number): Promise<void>;
}

const servers = new Set<Server>();
after(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A webhook receiver on a free port of this machine, closed after the tests of the file. */
export async function aReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let how: Answer | ((message: Received) => Answer) = 204;
  const waiting: (() => void)[] = [];
  const server = createServer((asked, response) => {
    let text = '';
    asked.on('data', (chunk: Buffer) => (text += chunk.toString()));
    asked.on('end', () => {
      const headers = new Headers(asked.headers as Record<string, string>);
      const message = { headers, text, body: JSON.parse(text) as Json };
      received.push(message);
      const answer = typeof how === 'function' ? how(message) : how;
      if (typeof answer === 'number') response.writeHead(answer).end();
      else if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end();
      for (const wake of waiting.splice(0)) wake();
    });
  });
  servers.add(server);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/hook`,
    host: `127.0.0.1:${port}`,
    received,
    answer: (next) => {
      how = next;
    },
    async until(count) {
      while (received.length < count) {
        await new Promise<void>((done) => void waiting.push(done));
      }
    },
  };
}
