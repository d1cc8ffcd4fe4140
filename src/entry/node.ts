import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server';
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
            close: () =>
              new Promise((done) => {
                server.close(() => done());
                // Idle keep-alive connections would hold the server open for ever.
                if ('closeIdleConnections' in server) server.closeIdleConnections();
              }),
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

/** Most of a refused upload is still on its way: the connection cannot serve another request. */
function closingAfterRefusal(fetch: Fetch) {
  return (
    request: Request,
    { incoming }: HttpBindings | Http2Bindings,
  ): Response | Promise<Response> => {
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
