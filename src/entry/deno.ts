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
    const server = Deno.serve(options, (request, info) =>
      hasUrl(request)
        ? fetch(request, () => info.remoteAddr.hostname)
        : new Response(null, { status: 400 }),
    );
    return { port: server.addr.port, close: () => server.shutdown() };
  },
  onSignal: (stop) => {
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  },
  exit: (code) => process.exit(code),
});

/** A malformed Host header makes the request's URL unreadable. */
function hasUrl(request: Request): boolean {
  try {
    return URL.canParse(request.url);
  } catch {
    return false;
  }
}
