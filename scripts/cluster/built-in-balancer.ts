import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import process from 'node:process';

// A small balancer for machines without HAProxy and nginx: least connections, `/ready` asked five times a second,
// a request that reached nobody goes to another process. Started by `npm run cluster`.

interface Target {
  readonly name: string;
  readonly port: number;
  ready: boolean;
  busy: number;
  total: number;
}

const [host = '127.0.0.1', port = '0', ...rest] = process.argv.slice(2);
const targets: Target[] = rest.map((each) => {
  const [name = '', to] = each.split('=');
  return { name, port: Number(to), ready: false, busy: 0, total: 0 };
});
const agent = new Agent({ keepAlive: true, maxSockets: 512 });
/** As much as the API takes, and a little: what is held can be sent again. */
const bodyMaxBytes = 2 * 1024 * 1024;
const deadlineMs = 30_000;

async function check(target: Target): Promise<void> {
  const url = `http://127.0.0.1:${target.port}/ready`;
  target.ready = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.body?.cancel().then(() => response.ok) ?? response.ok,
    () => false,
  );
  setTimeout(() => void check(target), 200);
}

const choose = (tried: ReadonlySet<Target>): Target | undefined =>
  targets
    .filter((target) => target.ready && !tried.has(target))
    .toSorted((a, b) => a.busy - b.busy || a.total - b.total)[0];

function refuse(response: ServerResponse, status: number, title: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '2' });
  const code = status === 503 ? 'overloaded' : 'internal_error';
  response.end(JSON.stringify({ title, status, code, retryable: true }));
}

interface Asked {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
}

/** Whether a request may be sent again that somebody may have got. */
const isHarmless = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' || method === 'HEAD' || headers['idempotency-key'] !== undefined;

function pass({ incoming, body, response }: Asked, tried = new Set<Target>()): void {
  const target = choose(tried);
  if (!target) return refuse(response, 503, 'No process of the API is ready');
  tried.add(target);
  target.busy += 1;
  target.total += 1;
  const from = incoming.headers['x-forwarded-for'];
  const { connection: _, ...headers } = incoming.headers;
  const forwarded = [from, incoming.socket.remoteAddress].filter(Boolean).join(', ');
  const outgoing = request({
    agent,
    host: '127.0.0.1',
    port: target.port,
    method: incoming.method,
    path: incoming.url,
    headers: { ...headers, 'x-forwarded-for': forwarded },
    timeout: deadlineMs,
  });
  outgoing.once('close', () => {
    target.busy -= 1;
  });
  outgoing.once('timeout', () => outgoing.destroy(new Error('no answer in time')));
  outgoing.once('response', (answer) => {
    const { connection: _, 'keep-alive': __, ...answered } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, answered);
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  outgoing.once('error', (error: NodeJS.ErrnoException) => {
    const reachedNobody = error.code === 'ECONNREFUSED';
    if (reachedNobody) target.ready = false;
    if (!response.headersSent && (reachedNobody || isHarmless(incoming)))
      pass({ incoming, body, response }, tried);
    else refuse(response, 502, 'The process that had this request did not answer it');
  });
  outgoing.end(body);
}

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bodyMaxBytes) incoming.destroy();
    else chunks.push(chunk);
  });
  incoming.once('end', () => pass({ incoming, body: Buffer.concat(chunks), response }));
  incoming.once('error', () => response.destroy());
});

for (const target of targets) void check(target);
setInterval(
  () => process.send?.(Object.fromEntries(targets.map(({ name, total }) => [name, total]))),
  500,
);
// Whoever started it is gone.
process.once('disconnect', () => process.exit(0));
server.listen(Number(port), host);
