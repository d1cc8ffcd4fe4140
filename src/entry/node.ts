import { type Http2Bindings, type HttpBindings, serve, type ServerType } from '@hono/node-server';
import { type Fetch, startServer } from './server.ts';

await startServer({
  environment: process.env,
  args: process.argv.slice(2),
  listen: ({ fetch, host, port }) =>
    new Promise((resolve, reject) => {
      const server = serve(
        { fetch: closingAfterRefusal(fetch), hostname: host, port },
        ({ port: bound }) => {
          resolve({
            port: bound,
            close: () => closed(server),
          });
        },
      );
      server.on('error', reject);
    }),
  onSignal: (stop) => {
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  },
  exit: (code) => process.exit(code),
});

/** Takes no connection any more; resolves when the last one is closed. */
async function closed(server: ServerType): Promise<void> {
  // One that is idle, or becomes so, would hold the server open for ever.
  const closeIdle = () => 'closeIdleConnections' in server && server.closeIdleConnections();
  const again = setInterval(closeIdle, 50);
  await new Promise<void>((done) => {
    server.close(() => done());
    closeIdle();
  });
  clearInterval(again);
}

/** Most of a refused upload is still on its way: the connection cannot serve another request. */
function closingAfterRefusal(fetch: Fetch) {
  return (
    request: Request,
    { incoming }: HttpBindings | Http2Bindings,
  ): Response | Promise<Response> => {
    if (namesTwoHosts(incoming)) return new Response(null, { status: 400 });
    const answered = fetch(request, () => incoming.socket.remoteAddress);
    // A read that is answered at once stays so.
    return request.method === 'GET' ? answered : closing(request, answered);
  };
  async function closing(request: Request, answered: Response | Promise<Response>) {
    const response = await answered;
    const { headers } = request;
    const large =
      Number(headers.get('content-length')) > 65_536 || headers.has('transfer-encoding');
    if (response.status >= 400 && large) response.headers.set('connection', 'close');
    return response;
  }
}

/** Node takes the first, a proxy before it perhaps the last (RFC 9112 §3.2). */
function namesTwoHosts({ rawHeaders }: { readonly rawHeaders: readonly string[] }): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}
