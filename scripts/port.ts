import { createServer } from 'node:net';

/** A port that nobody listens on, or did not a moment ago: this one, or any. @throws when it is taken */
export async function freePort(port = 0, host = '127.0.0.1'): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
