import { serve } from '@hono/node-server';
import { startServer } from './server.ts';

await startServer({
  environment: process.env,
  args: process.argv.slice(2),
  listen: ({ fetch, host, port }) =>
    new Promise((resolve, reject) => {
      const server = serve({ fetch, hostname: host, port }, ({ port: bound }) => {
        resolve({
          port: bound,
          close: () =>
            new Promise((done) => {
              server.close(() => done());
              // Idle keep-alive connections would hold the server open for ever.
              if ('closeIdleConnections' in server) server.closeIdleConnections();
            }),
        });
      });
      server.on('error', reject);
    }),
  onSignal: (stop) => {
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  },
  exit: (code) => process.exit(code),
});
