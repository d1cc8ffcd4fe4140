import process from 'node:process';
import { startServer } from './server.ts';

/** The parts of Deno's namespace used here, so that Node's type checker can read this file. */
interface DenoNamespace {
  serve(
    options: { hostname: string; port: number; onListen: (address: { port: number }) => void },
    handler: (
      request: Request,
      info: { readonly remoteAddr: { readonly hostname: string } },
    ) => Promise<Response> | Response,
  ): { shutdown(): Promise<void>; readonly addr: { port: number } };
}

const { Deno } = globalThis as unknown as { Deno: DenoNamespace };

await startServer({
  environment: process.env,
  args: process.argv.slice(2),
  headersMax: 16_384,
  listen: async ({ fetch, host, port }) => {
    const options = { hostname: host, port, onListen: () => undefined };
    const server = Deno.serve(options, (given, info) => {
      const request = withPlainUrl(given);
      return request
        ? fetch(request, () => info.remoteAddr.hostname)
        : new Response(null, { status: 400 });
    });
    return { port: server.addr.port, close: () => server.shutdown() };
  },
  onSignal: (stop) => {
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  },
  exit: (code) => process.exit(code),
});

/**
 * Deno hands a target over as it was sent: dots, spaces and no path at all are made plain here, as other runtimes
 * do. Undefined where it or the Host header cannot be read.
 */
function withPlainUrl(request: Request): Request | undefined {
  try {
    const url = URL.parse(request.url)?.href;
    if (url === undefined) return undefined;
    return url === request.url ? request : new Request(url, request);
  } catch {
    return undefined;
  }
}
